package dev.plenum.programme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Queries of any object by its id. Each feature with objects of its own adds a
 * {@link NodeFinder}.
 */
@Controller
class NodeController {

	private final EventAccess access;

	private final Map<String, NodeFinder.Lookup> lookups = new HashMap<>();

	NodeController(EventAccess access, List<NodeFinder> finders) {
		this.access = access;
		finders.forEach((finder) -> finder.types().forEach((type) -> this.lookups.put(type, finder.lookup())));
	}

	@FromMemory
	@QueryMapping
	Mono<Object> node(@Argument String id, @ContextValue Caller caller) {
		return this.access.visibleEventContaining(id, caller)
			.flatMap((programme) -> Mono.justOrEmpty(this.lookups.get(Ids.typeOf(id)))
				.flatMap((lookup) -> lookup.find(id, programme, caller.in(programme.id()))));
	}

	@FromMemory
	@QueryMapping
	Mono<List<@Nullable Object>> nodes(@Argument List<String> ids, @ContextValue Caller caller) {
		if (ids.size() > Page.LARGEST) {
			throw Problem.badInput("Give at most %d ids.".formatted(Page.LARGEST), "ids");
		}
		return Flux.fromIterable(ids)
			.concatMap((id) -> node(id, caller).map(Optional::of).defaultIfEmpty(Optional.empty()))
			.<List<@Nullable Object>>collect(ArrayList::new, (nodes, node) -> nodes.add(node.orElse(null)));
	}

}
