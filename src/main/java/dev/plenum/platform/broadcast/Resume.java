package dev.plenum.platform.broadcast;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

import dev.plenum.platform.Sha256;
import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;
import graphql.normalized.ExecutableNormalizedField;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.function.Tuple2;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a subscription continue after a reconnect. Each event contains a resume string:
 * the hash of the subscription field with its arguments as the client sent them, and the
 * subscriber's position after the event. A client sends the strings with its next
 * connection ({@link ResumeStrings}); a subscription with the same field and arguments
 * then starts at that position.
 * <p>
 * A resume string gives no access, and is not signed: its position is checked like one
 * that the client sends as an argument.
 */
public final class Resume {

	/** The number of characters of a hash. */
	static final int HASH = 22;

	/** The hash of an operation that cannot be continued. */
	static final Resume NONE = new Resume(new byte[0], null);

	private static final int HASHED_BYTES = 16;

	private static final char SEPARATOR = '.';

	private static final Pattern POSITION = Pattern.compile("[\\w.~-]+");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private final byte[] hash;

	private final @Nullable String position;

	private Resume(byte[] hash, @Nullable String position) {
		this.hash = hash;
		this.position = position;
	}

	/**
	 * Stores in the context of a subscription how it continues.
	 * @param execution the execution of the subscription
	 * @param field the subscription field
	 */
	static void note(ExecutionContext execution, ExecutableNormalizedField field) {
		GraphQLContext context = execution.getGraphQLContext();
		byte[] arguments = JSON.writeValueAsBytes(new Object[] { field.getFieldName(), field.getResolvedArguments() });
		String hash = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(Arrays.copyOf(Sha256.of(arguments), HASHED_BYTES));
		String position = context.getOrDefault(ResumeStrings.class, ResumeStrings.NONE).take(hash + SEPARATOR);
		context.put(Resume.class, new Resume(hash.getBytes(StandardCharsets.US_ASCII), position));
	}

	/**
	 * Finds how an operation continues.
	 * @param context the context of its execution
	 * @return how it continues; {@link #NONE} if it is not a subscription
	 */
	static Resume in(GraphQLContext context) {
		return context.getOrDefault(Resume.class, NONE);
	}

	/**
	 * Returns the position that the client reached before it connected again.
	 * @param context the context of the subscription's execution
	 * @return the position, which the client can have forged; null if it sent none
	 */
	public static @Nullable String position(GraphQLContext context) {
		return in(context).position;
	}

	/**
	 * Returns the number after which a subscription starts, if its positions are numbers.
	 * @param context the context of the subscription's execution
	 * @param after the number in the subscription's arguments; null if there is none
	 * @return the number that the client reached before it connected again, if it is
	 * higher; otherwise the given one
	 */
	public static @Nullable Integer after(GraphQLContext context, @Nullable Integer after) {
		String position = position(context);
		try {
			Integer reached = (position != null) ? Integer.valueOf(position) : null;
			return (reached != null && (after == null || reached > after)) ? reached : after;
		}
		catch (NumberFormatException ex) {
			return after;
		}
	}

	/**
	 * Returns the positions that a subscriber does not know.
	 * @param positions the present position and those that follow
	 * @param reached the position that the client reached before it connected again; null
	 * if there is none
	 * @return each position that differs from the one before; also the present one, if
	 * the client reached another one
	 */
	public static Flux<String> news(Flux<String> positions, @Nullable String reached) {
		return positions.distinctUntilChanged()
			.index()
			.filter((change) -> change.getT1() > 0 || reached != null && !reached.equals(change.getT2()))
			.map(Tuple2::getT2);
	}

	/**
	 * Creates the part of a resume string that all subscribers at a position share.
	 * @param position the position
	 * @return the text that follows the hash
	 * @throws IllegalArgumentException if the position contains a character that would
	 * need an escape
	 */
	static String afterHash(String position) {
		if (!POSITION.matcher(position).matches()) {
			throw new IllegalArgumentException("Not a position: " + position);
		}
		return SEPARATOR + position;
	}

	/**
	 * The hash of the subscription field with its arguments.
	 */
	byte[] hash() {
		return this.hash;
	}

}
