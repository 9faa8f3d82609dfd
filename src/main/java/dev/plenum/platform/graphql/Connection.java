package dev.plenum.platform.graphql;

import java.util.List;
import java.util.function.Function;

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

	/**
	 * The items of the page.
	 * @return the items without their cursors
	 */
	public List<T> nodes() {
		return this.edges.stream().map(Edge::node).toList();
	}

	static <T> Connection<T> of(List<Edge<T>> edges, boolean hasNext, boolean hasPrevious, int totalCount) {
		return new Connection<>(edges, new PageInfo(hasNext, hasPrevious,
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

}
