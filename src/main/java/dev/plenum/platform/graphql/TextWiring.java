package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Locale;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers every field that has a {@code lang} argument in the language that the caller
 * reads: its value is {@link Translated}, or a list of such.
 */
class TextWiring implements WiringFactory {

	private static final String LANG = "lang";

	@Override
	public @Nullable DataFetcher<?> getDefaultDataFetcher(FieldWiringEnvironment environment) {
		boolean hasLang = environment.getFieldDefinition()
			.getInputValueDefinitions()
			.stream()
			.anyMatch((argument) -> argument.getName().equals(LANG));
		return hasLang ? inLanguage(PropertyDataFetcher.fetching(environment.getFieldDefinition().getName())) : null;
	}

	/**
	 * Trivial, as the property is that it reads: a fetcher that is not has its context
	 * captured for every single text.
	 */
	private static TrivialDataFetcher<?> inLanguage(DataFetcher<?> property) {
		return (environment) -> inLanguage(property.get(environment), environment);
	}

	private static @Nullable Object inLanguage(@Nullable Object value, DataFetchingEnvironment environment) {
		return switch (value) {
			case Translated text ->
				AnswerLanguages.of(environment.getGraphQlContext()).answer(text, environment.<Locale>getArgument(LANG));
			case List<?> texts -> texts.stream().map((text) -> inLanguage(text, environment)).toList();
			case null, default -> value;
		};
	}

}
