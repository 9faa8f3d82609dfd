package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers every field that has a {@code lang} argument in the language that the caller
 * reads: its value is a {@link Text}, or a list of them.
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
		return (environment) -> {
			Object value = property.get(environment);
			if (value instanceof Text text) {
				return text.in(preferences(environment));
			}
			if (value instanceof List<?> texts) {
				List<LanguageRange> preferences = preferences(environment);
				return texts.stream().map((text) -> ((Text) text).in(preferences)).toList();
			}
			return value;
		};
	}

	private static List<LanguageRange> preferences(DataFetchingEnvironment environment) {
		Locale lang = environment.getArgument(LANG);
		if (lang != null) {
			return List.of(new LanguageRange(lang.toLanguageTag()));
		}
		Languages languages = environment.getGraphQlContext().getOrDefault(Languages.CONTEXT_KEY, Languages.NONE);
		return languages.ranges();
	}

}
