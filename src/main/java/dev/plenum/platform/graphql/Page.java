package dev.plenum.platform.graphql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that the caller asks for, as the Relay specification of connections
 * defines it. A resolver of a connection takes it as a parameter in place of the
 * arguments {@code first}, {@code after}, {@code last} and {@code before}. If neither
 * {@code first} nor {@code last} is given, the page begins at the start of the list and
 * has the size that the field's directive {@code @listSize} assumes.
 *
 * <p>
 * A cursor is valid only for the list that made it: the same field of the same owner with
 * the same other arguments. It identifies a position and grants no access.
 */
public final class Page {

	/** The largest page. */
	public static final int LARGEST = 100;

	private static final String FIRST = "first";

	private static final String AFTER = "after";

	private static final String LAST = "last";

	private static final String BEFORE = "before";

	private static final Set<String> ARGUMENTS = Set.of(FIRST, AFTER, LAST, BEFORE);

	private final String list;

	private final int size;

	private final boolean backward;

	private final @Nullable String after;

	private final @Nullable String before;

	private Page(String list, int size, boolean backward, @Nullable String after, @Nullable String before) {
		this.list = list;
		this.size = size;
		this.backward = backward;
		this.after = after;
		this.before = before;
	}

	static Page of(DataFetchingEnvironment environment) {
		GraphQLFieldDefinition field = environment.getFieldDefinition();
		return of(((GraphQLNamedType) environment.getParentType()).getName() + '.' + field.getName(),
				environment.getArguments(), field.getAppliedDirective("listSize"));
	}

	private static Page of(String field, Map<String, Object> arguments, @Nullable GraphQLAppliedDirective listSize) {
		Integer first = (Integer) arguments.get(FIRST);
		Integer last = (Integer) arguments.get(LAST);
		if (first != null && last != null) {
			throw Problem.badInput("Give first or last, not both.", LAST);
		}
		int size = (first != null) ? checked(first, FIRST) : (last != null) ? checked(last, LAST) : assumed(listSize);
		return new Page(field + otherArguments(arguments), size, last != null,
				(arguments.get(AFTER) instanceof String cursor) ? cursor : null, (String) arguments.get(BEFORE));
	}

	private static int checked(int size, String argument) {
		if (size < 0 || size > LARGEST) {
			throw Problem.badInput("A page has 0 to %d items.".formatted(LARGEST), argument);
		}
		return size;
	}

	private static int assumed(@Nullable GraphQLAppliedDirective listSize) {
		Integer assumed = (listSize != null) ? listSize.getArgument("assumedSize").getValue() : null;
		return (assumed != null) ? assumed : LARGEST;
	}

	/**
	 * Returns the size that the caller asks for.
	 * @return the maximum number of items, 0 to {@value #LARGEST}
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns from which end of the list the page is taken.
	 * @return true if the caller asks for the last items instead of the first ones
	 */
	public boolean isBackward() {
		return this.backward;
	}

	/**
	 * Cuts the page out of a list that is in memory.
	 * @param owner the id of the object that the list belongs to; empty for a list of the
	 * whole server
	 * @param all the whole list
	 * @param id returns what identifies an item, so that a cursor finds its position
	 * again after items were added or removed
	 * @param <T> the type of the items
	 * @return the page
	 * @throws Problem for a cursor of another list
	 */
	public <T> Connection<T> of(String owner, List<T> all, Function<T, String> id) {
		Cursors cursors = cursors(owner);
		int from = (this.after != null) ? cursors.position(this.after, AFTER).indexAfter(all, id) : 0;
		int to = (this.before != null) ? cursors.position(this.before, BEFORE).indexIn(all, id) : all.size();
		return cut(all, from, to, (index) -> cursors.of(index + ":" + id.apply(all.get(index))));
	}

	/**
	 * Cuts the page out of a list in memory that is sorted by numbers, which are its
	 * cursors.
	 * @param all the whole list, in ascending order of the numbers
	 * @param number returns the number of an item
	 * @param <T> the type of the items
	 * @return the page
	 * @throws Problem for a cursor that is not a number
	 */
	public <T> Connection<T> numbered(List<T> all, Function<T, Integer> number) {
		int from = (this.after != null) ? count(all, number, Cursors.number(this.after, AFTER) + 1L) : 0;
		int to = (this.before != null) ? count(all, number, Cursors.number(this.before, BEFORE)) : all.size();
		return cut(all, from, to, (index) -> number.apply(all.get(index)).toString());
	}

	/**
	 * Returns the number after which a page of a {@link #numbered} list begins.
	 * @return the number; empty for the start of the list
	 * @throws Problem for a cursor that is not a number
	 */
	public Optional<Integer> afterNumber() {
		return Optional.ofNullable(this.after).map((cursor) -> Cursors.number(cursor, AFTER));
	}

	private static <T> int count(List<T> all, Function<T, Integer> number, long below) {
		return (int) all.stream().filter((item) -> number.apply(item) < below).count();
	}

	/**
	 * Returns the position after which the page begins, for a list that is read from the
	 * database.
	 * @param owner the id of the object that the list belongs to
	 * @return the position as {@link #read} got it; empty for the start of the list
	 * @throws Problem for a cursor of another list
	 */
	public Optional<String> after(String owner) {
		return Optional.ofNullable(this.after).map((cursor) -> cursors(owner).place(cursor, AFTER));
	}

	/**
	 * Returns the position before which the page ends, for a list that is read from the
	 * database.
	 * @param owner the id of the object that the list belongs to
	 * @return the position as {@link #read} got it; empty for the end of the list
	 * @throws Problem for a cursor of another list
	 */
	public Optional<String> before(String owner) {
		return Optional.ofNullable(this.before).map((cursor) -> cursors(owner).place(cursor, BEFORE));
	}

	/**
	 * Makes the page of items that were read from the database.
	 * @param owner the id of the object that the list belongs to
	 * @param found the items between {@link #after} and {@link #before}, and one item
	 * more than {@link #size} if there are more; in reverse order for a page that
	 * {@link #isBackward is taken from the end}
	 * @param totalCount the number of items in the whole list
	 * @param place returns the position of an item
	 * @param <T> the type of the items
	 * @return the page, in the order of the list
	 */
	public <T> Connection<T> read(String owner, List<T> found, int totalCount, Function<T, String> place) {
		Cursors cursors = cursors(owner);
		List<T> items = found.subList(0, Math.min(found.size(), this.size));
		List<Connection.Edge<T>> edges = (this.backward ? items.reversed() : items).stream()
			.map((item) -> new Connection.Edge<>(cursors.of(place.apply(item)), item))
			.toList();
		boolean more = found.size() > this.size;
		return Connection.of(edges, this.before != null || !this.backward && more,
				this.after != null || this.backward && more, totalCount);
	}

	/**
	 * Creates the problem of a cursor in the argument {@code after} that is not one of
	 * this list.
	 * @return the problem {@link ErrorCode#BAD_INPUT}
	 */
	public static Problem noCursor() {
		return Cursors.unknown(AFTER);
	}

	private Cursors cursors(String owner) {
		return Cursors.of(owner, this.list);
	}

	private <T> Connection<T> cut(List<T> all, int after, int before, IntFunction<String> cursor) {
		int from = this.backward ? Math.max(after, before - this.size) : after;
		int to = this.backward ? before : Math.min(before, after + this.size);
		List<Connection.Edge<T>> edges = IntStream.range(from, to)
			.mapToObj((index) -> new Connection.Edge<>(cursor.apply(index), all.get(index)))
			.toList();
		return Connection.of(edges, to < all.size(), from > 0, all.size());
	}

	/**
	 * Returns the arguments that select and sort the items. Their order, and values that
	 * are null or empty, make no difference.
	 */
	private static Map<String, Object> otherArguments(Map<?, ?> arguments) {
		Map<String, Object> others = new TreeMap<>();
		arguments.forEach((name, value) -> {
			Object argument = (value instanceof Map<?, ?> parts) ? otherArguments(parts) : value;
			if (argument != null && !Map.of().equals(argument) && !ARGUMENTS.contains(name)) {
				others.put(String.valueOf(name), argument);
			}
		});
		return others;
	}

}
