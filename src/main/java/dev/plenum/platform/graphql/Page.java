package dev.plenum.platform.graphql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a list the caller asks for. Resolvers of connections take it as a
 * parameter in the place of the arguments {@code first} and {@code after}.
 *
 * <p>
 * A cursor is accepted by the list that made it only: the same field of the same owner,
 * with the same other arguments. It names a place and gives no access.
 */
public final class Page {

	/** The largest page. */
	public static final int LARGEST = 100;

	private static final String FIRST = "first";

	private static final String AFTER = "after";

	private static final int TAG_BYTES = 6;

	private static final int TAG_LENGTH = 8;

	private final String list;

	private final @Nullable Integer first;

	private final @Nullable String after;

	private Page(String list, @Nullable Integer first, @Nullable String after) {
		this.list = list;
		this.first = first;
		this.after = after;
	}

	static Page of(DataFetchingEnvironment environment) {
		Map<String, Object> arguments = environment.getArguments();
		String field = ((GraphQLNamedType) environment.getParentType()).getName() + '.'
				+ environment.getFieldDefinition().getName();
		return new Page(field + said(arguments), (Integer) arguments.get(FIRST),
				(arguments.get(AFTER) instanceof String cursor) ? cursor : null);
	}

	/**
	 * How many items the page has at most.
	 * @return the number, 0 to {@value #LARGEST}
	 * @throws Problem for a size out of range
	 */
	public int size() {
		int most = (this.first != null) ? this.first : LARGEST;
		if (most < 0 || most > LARGEST) {
			throw Problem.badInput("A page has 0 to %d items.".formatted(LARGEST), FIRST);
		}
		return most;
	}

	/**
	 * Cuts the page out of a list that is in memory.
	 * @param owner the id of what the list belongs to; empty for a list of everything
	 * @param all the whole list
	 * @param id what tells the items apart, so that a cursor finds its place again when
	 * others have come and gone
	 * @param <T> the type of the items
	 * @return the page
	 * @throws Problem for a size out of range, or a cursor of another list
	 */
	public <T> Connection<T> of(String owner, List<T> all, Function<T, String> id) {
		String tag = tag(owner);
		int from = place(owner).map((place) -> Position.read(place).indexBehind(all, id)).orElse(0);
		return cut(all, from, (index) -> cursor(tag, index + ":" + id.apply(all.get(index))));
	}

	/**
	 * The beginning of a list whose items have numbers for cursors.
	 * @param all the list
	 * @param number the number of an item
	 * @param <T> the type of the items
	 * @return the page
	 * @throws Problem for a size out of range
	 */
	public <T> Connection<T> numbered(List<T> all, Function<T, Integer> number) {
		return cut(all, 0, (index) -> number.apply(all.get(index)).toString());
	}

	/**
	 * The place behind which the page begins, for a list that is not in memory.
	 * @param owner the id of what the list belongs to
	 * @return the place as {@link #read} named it; empty for the list's beginning
	 * @throws Problem for a cursor of another list
	 */
	public Optional<String> place(String owner) {
		return Optional.ofNullable(this.after).map((cursor) -> place(owner, cursor));
	}

	/**
	 * The page as it was read out of a list that is not in memory.
	 * @param owner the id of what the list belongs to
	 * @param found the items of the page, and one more if there are more
	 * @param totalCount how many items the list has
	 * @param place names the place of an item
	 * @param <T> the type of the items
	 * @return the page
	 * @throws Problem for a size out of range
	 */
	public <T> Connection<T> read(String owner, List<T> found, int totalCount, Function<T, String> place) {
		String tag = tag(owner);
		List<Connection.Edge<T>> edges = found.stream()
			.limit(size())
			.map((item) -> new Connection.Edge<>(cursor(tag, place.apply(item)), item))
			.toList();
		return Connection.of(edges, found.size() > size(), this.after != null, totalCount);
	}

	/**
	 * The problem of a cursor that this list did not make.
	 * @return the problem {@link ErrorCode#BAD_INPUT}
	 */
	public static Problem noCursor() {
		return Problem.badInput("This is no cursor of this list: give the endCursor of the page before.", AFTER);
	}

	private <T> Connection<T> cut(List<T> all, int from, Function<Integer, String> cursor) {
		int to = Math.min(all.size(), from + size());
		List<Connection.Edge<T>> edges = IntStream.range(from, to)
			.mapToObj((index) -> new Connection.Edge<>(cursor.apply(index), all.get(index)))
			.toList();
		return Connection.of(edges, to < all.size(), from > 0, all.size());
	}

	private static String cursor(String tag, String place) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString((tag + place).getBytes(StandardCharsets.UTF_8));
	}

	private String place(String owner, String cursor) {
		String text;
		try {
			text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw noCursor();
		}
		if (!text.startsWith(tag(owner))) {
			throw noCursor();
		}
		return text.substring(TAG_LENGTH);
	}

	private String tag(String owner) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest((owner + '\n' + this.list).getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The arguments that choose and order the items, whichever way they were sent.
	 */
	private static Map<String, Object> said(Map<?, ?> arguments) {
		Map<String, Object> said = new TreeMap<>();
		arguments.forEach((name, value) -> {
			Object argument = (value instanceof Map<?, ?> parts) ? said(parts) : value;
			if (argument != null && !Map.of().equals(argument) && !name.equals(FIRST) && !name.equals(AFTER)) {
				said.put(String.valueOf(name), argument);
			}
		});
		return said;
	}

	/**
	 * An item's place in a list in memory.
	 *
	 * @param index the index that it had
	 * @param id what tells it apart
	 */
	private record Position(int index, String id) {

		static Position read(String place) {
			try {
				int colon = place.indexOf(':');
				int index = Integer.parseInt(place.substring(0, colon));
				if (index >= 0) {
					return new Position(index, place.substring(colon + 1));
				}
			}
			catch (NumberFormatException | IndexOutOfBoundsException ex) {
				throw noCursor();
			}
			throw noCursor();
		}

		<T> int indexBehind(List<T> all, Function<T, String> id) {
			if (this.index < all.size() && id.apply(all.get(this.index)).equals(this.id)) {
				return this.index + 1;
			}
			return IntStream.range(0, all.size())
				.filter((candidate) -> id.apply(all.get(candidate)).equals(this.id))
				.map((candidate) -> candidate + 1)
				.findFirst()
				.orElse(Math.min(this.index, all.size()));
		}

	}

}
