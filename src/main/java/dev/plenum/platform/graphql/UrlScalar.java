package dev.plenum.platform.graphql;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Links that a phone can open safely. Other links are refused; those that are stored
 * already are null in answers.
 */
final class UrlScalar implements Coercing<URI, String> {

	static final GraphQLScalarType URL = GraphQLScalarType.newScalar().name("URL").coercing(new UrlScalar()).build();

	private UrlScalar() {
	}

	@Override
	public @Nullable String serialize(Object link, GraphQLContext context, Locale locale) {
		return SafeLink.shown(link.toString());
	}

	@Override
	public URI parseValue(Object input, GraphQLContext context, Locale locale) {
		try {
			return SafeLink.parse((input instanceof String text) ? text : "");
		}
		catch (IllegalArgumentException ex) {
			throw CoercingParseValueException.newCoercingParseValueException()
				.message(SafeLink.EXPECTED)
				.extensions(Map.of(CodedError.REFUSED_VALUE, input))
				.cause(ex)
				.build();
		}
	}

	@Override
	public URI parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
		try {
			return SafeLink.parse((input instanceof StringValue text) ? String.valueOf(text.getValue()) : "");
		}
		catch (IllegalArgumentException ex) {
			throw new CoercingParseLiteralException(SafeLink.EXPECTED, ex);
		}
	}

	@Override
	public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
		return StringValue.of(input.toString());
	}

}
