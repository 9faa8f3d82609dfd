package dev.plenum.platform.graphql;

import java.time.OffsetDateTime;
import java.util.Locale;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.schema.Coercing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DateTimeScalarTests {

	private static final Coercing<?, ?> SCALAR = DateTimeScalar.DATE_TIME.getCoercing();

	@ParameterizedTest(name = "{0} is read as {1}")
	@CsvSource({ "2026-05-04T09:30:00.123987654+02:00, 2026-05-04T09:30:00.123+02:00",
			"2026-05-04T09:30:00.000001Z, 2026-05-04T09:30Z", "2026-05-04T09:30:00.5Z, 2026-05-04T09:30:00.5Z" })
	void aMomentIsCutOffToMilliseconds(String given, OffsetDateTime read) {
		assertThat((Object) SCALAR.parseValue(given, GraphQLContext.getDefault(), Locale.ROOT)).isEqualTo(read);
		assertThat((Object) SCALAR.parseLiteral(new StringValue(given), CoercedVariables.emptyVariables(),
				GraphQLContext.getDefault(), Locale.ROOT))
			.isEqualTo(read);
	}

}
