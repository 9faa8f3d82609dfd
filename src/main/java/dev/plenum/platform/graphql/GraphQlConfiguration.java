package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.language.LanguageHeaders;
import graphql.scalars.ExtendedScalars;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.WiringFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.data.GraphQlArgumentBinder;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * The wiring that all schema files share: scalars, texts per language, pages, refusals.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ErrorCodeInterceptor.class, ExceptionResolver.class, HttpRefusals.class, KnownDocuments.class,
		LanguageHeaders.class })
@EnableConfigurationProperties(DocumentSettings.class)
public class GraphQlConfiguration {

	private static final Map<String, String> JAVA_NAMES = Map.of("abstract", "abstractText", "short", "shortName");

	/**
	 * Binds arguments to records, and the arguments of pages to {@link Page}. Two names
	 * in the schema are reserved in Java.
	 */
	@Bean
	AnnotatedControllerConfigurer controllers() {
		AnnotatedControllerConfigurer controllers = new AnnotatedControllerConfigurer();
		controllers.addCustomArgumentResolver(new PageArgument());
		controllers.setBinderOptions(
				GraphQlArgumentBinder.Options.create().nameResolver((name) -> JAVA_NAMES.getOrDefault(name, name)));
		return controllers;
	}

	/**
	 * Removes the library's description, which would hide that of the schema file.
	 */
	private static GraphQLScalarType describedBySchema(GraphQLScalarType scalar) {
		return scalar.transform((builder) -> builder.description(null));
	}

	@Bean
	PersistedDocuments persistedDocuments(DocumentSettings settings, ObjectProvider<OwnDocuments> own) {
		TrustedDocuments trusted = TrustedDocuments.read(settings.trustedDocuments());
		return new PersistedDocuments(own.stream().reduce(trusted, TrustedDocuments::and, (one, other) -> one),
				settings.onlyTrustedDocuments());
	}

	@Bean
	GraphQlSourceBuilderCustomizer knownDocumentsAreNotParsed(KnownDocuments documents) {
		return (source) -> source.configureGraphQl((graphQl) -> graphQl.preparsedDocumentProvider(documents));
	}

	@Bean
	GraphQlSourceBuilderCustomizer unknownGroundsAreNoted() {
		return (source) -> source.typeVisitors(List.of(new UnknownGrounds()));
	}

	@Bean
	GraphQlSourceBuilderCustomizer refusalsBecomeData() {
		return (source) -> source.typeVisitors(List.of(new MutationAnswers()));
	}

	@Bean
	GraphQlSourceBuilderCustomizer whatIsOfferedAndTypedIsChecked() {
		return (source) -> source.typeVisitors(List.of(new OfferedDirectives(), new TypedText()));
	}

	@Bean
	RuntimeWiringConfigurer wiring() {
		return new RuntimeWiringConfigurer() {

			@Override
			public void configure(RuntimeWiring.Builder builder) {
				Stream
					.of(ExtendedScalars.Date, DateTimeScalar.DATE_TIME, ExtendedScalars.Locale, ExtendedScalars.Json,
							UrlScalar.URL, LocalTimeScalar.LOCAL_TIME)
					.map(GraphQlConfiguration::describedBySchema)
					.forEach(builder::scalar);
			}

			@Override
			public void configure(RuntimeWiring.Builder builder, List<WiringFactory> container) {
				container.add(new TextWiring());
			}

		};
	}

}
