package dev.plenum.platform.graphql;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
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

/**
 * Local times of a day in hours and minutes.
 */
final class LocalTimeScalar implements Coercing<LocalTime, String> {

	static final GraphQLScalarType LOCAL_TIME = GraphQLScalarType.newScalar()
		.name("LocalTime")
		.coercing(new LocalTimeScalar())
		.build();

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private static final String EXPECTED = "Expected hours and minutes such as 04:00.";

	private LocalTimeScalar() {
	}

	@Override
	public String serialize(Object time, GraphQLContext context, Locale locale) {
		return FORMAT.format((LocalTime) time);
	}

	@Override
	public LocalTime parseValue(Object input, GraphQLContext context, Locale locale) {
		try {
			return parsed(input);
		}
		catch (DateTimeException ex) {
			throw CoercingParseValueException.newCoercingParseValueException()
				.message(EXPECTED)
				.extensions(Map.of(CodedError.REFUSED_VALUE, input))
				.cause(ex)
				.build();
		}
	}

	@Override
	public LocalTime parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
		try {
			return parsed((input instanceof StringValue text) ? String.valueOf(text.getValue()) : "");
		}
		catch (DateTimeException ex) {
			throw new CoercingParseLiteralException(EXPECTED, ex);
		}
	}

	@Override
	public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
		return StringValue.of(input.toString());
	}

	private static LocalTime parsed(Object input) {
		return LocalTime.parse((input instanceof String text) ? text : "", FORMAT);
	}

}
