package dev.plenum.platform.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One page of a list, as Relay's cursor connections have it.
 *
 * @param edges the items with their cursors
 * @param pageInfo where the page stands
 * @param totalCount how many items the list has
 * @param <T> the type of the items
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, int totalCount) {

	/** The largest page. */
	public static final int LARGEST_PAGE = 100;

	/**
	 * The items of the page.
	 * @return the items without their cursors
	 */
	public List<T> nodes() {
		return this.edges.stream().map(Edge::node).toList();
	}

	/**
	 * Cuts a page out of a list that is in memory.
	 * @param all the whole list
	 * @param first how many items at most; null for the largest page
	 * @param after the cursor behind which the page begins; null for the list's beginning
	 * @param id what tells the items apart, so that a cursor finds its place again when
	 * others have come and gone
	 * @param <T> the type of the items
	 * @return the page
	 * @throws Problem for a size out of range or a cursor that is none
	 */
	public static <T> Connection<T> of(List<T> all, @Nullable Integer first, @Nullable String after,
			Function<T, String> id) {
		int from = (after != null) ? Cursor.decode(after).indexBehind(all, id) : 0;
		return page(all, from, first, (index) -> new Cursor(index, id.apply(all.get(index))).encode());
	}

	/**
	 * The beginning of a list whose items have numbers for cursors.
	 * @param all the list
	 * @param first how many items at most; null for the largest page
	 * @param cursor the number of an item
	 * @param <T> the type of the items
	 * @return the page
	 * @throws Problem for a size out of range
	 */
	public static <T> Connection<T> numbered(List<T> all, @Nullable Integer first, Function<T, Integer> cursor) {
		return page(all, 0, first, (index) -> cursor.apply(all.get(index)).toString());
	}

	/**
	 * A page that was read by itself out of a list that is not in memory.
	 * @param found the items of the page, and one more if there are more
	 * @param size the size of the page
	 * @param isFirst whether the page is the list's beginning
	 * @param totalCount how many items the list has
	 * @param cursor names the place of an item
	 * @param <T> the type of the items
	 * @return the page
	 */
	public static <T> Connection<T> read(List<T> found, int size, boolean isFirst, int totalCount,
			Function<T, String> cursor) {
		List<Edge<T>> edges = found.stream().limit(size).map((item) -> new Edge<>(cursor.apply(item), item)).toList();
		return new Connection<>(edges, new PageInfo(found.size() > size, !isFirst,
				edges.isEmpty() ? null : edges.getFirst().cursor(), edges.isEmpty() ? null : edges.getLast().cursor()),
				totalCount);
	}

	/**
	 * The same page of what its items are made into.
	 * @param make makes it
	 * @param <R> the type of what they are made into
	 * @return the page, in the same order
	 */
	public <R> Connection<R> map(Function<T, R> make) {
		return new Connection<>(
				this.edges.stream().map((edge) -> new Edge<>(edge.cursor(), make.apply(edge.node()))).toList(),
				this.pageInfo, this.totalCount);
	}

	/**
	 * The same page of what its items stand for. Items that stand for nothing any more
	 * are left out.
	 * @param find finds what an item stands for; empty for nothing
	 * @param <R> the type of what they stand for
	 * @return the page, in the same order
	 */
	public <R> Mono<Connection<R>> mapNodes(Function<T, Mono<R>> find) {
		return Flux.fromIterable(this.edges)
			.flatMapSequential((edge) -> find.apply(edge.node()).map((node) -> new Edge<>(edge.cursor(), node)))
			.collectList()
			.map((found) -> new Connection<>(found, this.pageInfo, this.totalCount));
	}

	/**
	 * How many items a page has at most.
	 * @param first what was asked for; null for the largest page
	 * @return the number
	 * @throws Problem for a size out of range
	 */
	public static int size(@Nullable Integer first) {
		int most = (first != null) ? first : LARGEST_PAGE;
		if (most < 0 || most > LARGEST_PAGE) {
			throw Problem.badInput("A page has 0 to %d items.".formatted(LARGEST_PAGE), "first");
		}
		return most;
	}

	private static <T> Connection<T> page(List<T> all, int from, @Nullable Integer first,
			Function<Integer, String> cursor) {
		int most = size(first);
		int to = Math.min(all.size(), from + most);
		List<Edge<T>> edges = IntStream.range(from, to)
			.mapToObj((index) -> new Edge<>(cursor.apply(index), all.get(index)))
			.toList();
		return new Connection<>(edges, new PageInfo(to < all.size(), from > 0,
				edges.isEmpty() ? null : edges.getFirst().cursor(), edges.isEmpty() ? null : edges.getLast().cursor()),
				all.size());
	}

	/**
	 * An item with its place in the list.
	 *
	 * @param cursor names the place
	 * @param node the item
	 * @param <T> the type of the item
	 */
	public record Edge<T>(String cursor, T node) {
	}

	/**
	 * Where a page stands.
	 *
	 * @param hasNextPage whether items follow
	 * @param hasPreviousPage whether items precede
	 * @param startCursor the first item's cursor; null on an empty page
	 * @param endCursor the last item's cursor; null on an empty page
	 */
	public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, @Nullable String startCursor,
			@Nullable String endCursor) {
	}

	private record Cursor(int index, String id) {

		String encode() {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString((this.index + ":" + this.id).getBytes(StandardCharsets.UTF_8));
		}

		static Cursor decode(String cursor) {
			try {
				String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
				int colon = text.indexOf(':');
				int index = Integer.parseInt(text.substring(0, colon));
				if (index >= 0) {
					return new Cursor(index, text.substring(colon + 1));
				}
			}
			catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
				// told below, as every other cursor that is none
			}
			throw Problem.badInput("This is no cursor: give the endCursor of the page before.", "after");
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
