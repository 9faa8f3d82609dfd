package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.plenum.platform.graphql.language.AnswerLanguages;
import dev.plenum.platform.graphql.language.Translated;
import graphql.TrivialDataFetcher;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.idl.FieldWiringEnvironment;
import graphql.schema.idl.WiringFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers every field with the argument {@code lang}, and the message of every refusal,
 * in the language that the caller reads. The value of such a field is {@link Translated}
 * or a list of it.
 */
class TextWiring implements WiringFactory {

	private static final String LANG = "lang";

	@Override
	public @Nullable DataFetcher<?> getDefaultDataFetcher(FieldWiringEnvironment environment) {
		String name = environment.getFieldDefinition().getName();
		boolean hasLang = environment.getFieldDefinition()
			.getInputValueDefinitions()
			.stream()
			.anyMatch((argument) -> argument.getName().equals(LANG));
		if (isRefusalMessage(name, environment.getParentType())) {
			return inLanguage(TextWiring::message);
		}
		return hasLang ? inLanguage(PropertyDataFetcher.fetching(name)) : null;
	}

	private static Object message(DataFetchingEnvironment environment) {
		return Objects.requireNonNull(environment.<Refusal>getSource()).message();
	}

	private static boolean isRefusalMessage(String field, TypeDefinition<?> type) {
		return field.equals("message") && type instanceof ObjectTypeDefinition object && object.getImplements()
			.stream()
			.anyMatch((implemented) -> implemented instanceof TypeName name && name.getName().equals("Refusal"));
	}

	/**
	 * Makes a trivial fetcher: for any other fetcher the context is captured for every
	 * text.
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
