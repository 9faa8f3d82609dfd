package dev.plenum.platform.graphql;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Moments in the format of RFC 3339. The library parses them; they are cut off to
 * milliseconds, as the database stores them. A moment without a fraction of a second is
 * written without one.
 */
final class DateTimeScalar {

	private static final Coercing<?, ?> LIBRARY = ExtendedScalars.DateTime.getCoercing();

	static final GraphQLScalarType DATE_TIME = ExtendedScalars.DateTime
		.transform((scalar) -> scalar.coercing(new Coercing<Object, String>() {

			@Override
			public String serialize(Object moment, GraphQLContext context, Locale locale) {
				if (moment instanceof OffsetDateTime dateTime) {
					return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(dateTime);
				}
				throw new CoercingSerializeException("A moment needs its offset");
			}

			@Override
			public Object parseValue(Object input, GraphQLContext context, Locale locale) {
				return parsed(LIBRARY.parseValue(input, context, locale));
			}

			@Override
			public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context,
					Locale locale) {
				return parsed(LIBRARY.parseLiteral(input, variables, context, locale));
			}

			@Override
			public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
				return LIBRARY.valueToLiteral(input, context, locale);
			}

		}));

	private DateTimeScalar() {
	}

	private static Object parsed(@Nullable Object moment) {
		return ((OffsetDateTime) Objects.requireNonNull(moment)).truncatedTo(ChronoUnit.MILLIS);
	}

}
