package dev.plenum.platform.graphql;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One page of a list, as the Relay specification of connections defines it.
 *
 * @param edges the items of the page with their cursors
 * @param pageInfo the position of the page in the list
 * @param totalCount the number of items in the whole list
 * @param <T> the type of the items
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, int totalCount) {

	/**
	 * Returns the items of the page.
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
	 * Replaces each item.
	 * @param make makes the new item of an item
	 * @param <R> the type of the new items
	 * @return the page with the new items in the same order
	 */
	public <R> Connection<R> map(Function<T, R> make) {
		return new Connection<>(
				this.edges.stream().map((edge) -> new Edge<>(edge.cursor(), make.apply(edge.node()))).toList(),
				this.pageInfo, this.totalCount);
	}

	/**
	 * Replaces each item by an object that is looked up. Items whose object no longer
	 * exists are left out.
	 * @param find looks up the object of an item; empty if it no longer exists
	 * @param <R> the type of the objects
	 * @return the page with the objects in the same order
	 */
	public <R> Mono<Connection<R>> mapNodes(Function<T, Mono<R>> find) {
		return Flux.fromIterable(this.edges)
			.flatMapSequential((edge) -> find.apply(edge.node()).map((node) -> new Edge<>(edge.cursor(), node)))
			.collectList()
			.map((found) -> new Connection<>(found, this.pageInfo, this.totalCount));
	}

	/**
	 * An item with its position in the list.
	 *
	 * @param cursor identifies the position
	 * @param node the item
	 * @param <T> the type of the item
	 */
	public record Edge<T>(String cursor, T node) {
	}

	/**
	 * The position of a page in the list.
	 *
	 * @param hasNextPage whether the list has items after this page
	 * @param hasPreviousPage whether the list has items before this page
	 * @param startCursor the cursor of the first item; null if the page is empty
	 * @param endCursor the cursor of the last item; null if the page is empty
	 */
	public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, @Nullable String startCursor,
			@Nullable String endCursor) {
	}

}
