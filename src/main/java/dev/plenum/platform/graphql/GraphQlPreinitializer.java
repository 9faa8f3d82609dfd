package dev.plenum.platform.graphql;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

import graphql.GraphQL;
import graphql.parser.MultiSourceReader;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Reads the schema once on a thread of its own while the application context comes up, so
 * that the parser and the engine are loaded when the schema is built for good and when
 * the first query comes.
 */
class GraphQlPreinitializer implements BackgroundPreinitializer {

	@Override
	public void preinitialize() throws IOException {
		MultiSourceReader.Builder sources = MultiSourceReader.newMultiSourceReader();
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:graphql/*.graphqls")) {
			sources.string(file.getContentAsString(StandardCharsets.UTF_8), file.getFilename());
		}
		try (Reader schema = sources.trackData(false).build()) {
			GraphQL.newGraphQL(UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(schema)))
				.build()
				.execute("{ __typename }");
		}
	}

}
