package dev.plenum.numbers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.exhibitor.Visits;
import dev.plenum.exhibitor.Visits.Visit;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import org.dataloader.DataLoader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code numbers.graphqls}.
 */
@Controller
class NumbersController {

	private static final String NUMBERS = "numbers";

	private final ShowFloors floors;

	private final List<Visits> kinds;

	NumbersController(ShowFloors floors, List<Visits> kinds, BatchLoaderRegistry batches) {
		this.floors = floors;
		this.kinds = kinds;
		batches.<Exhibitor, VisitNumbers>forName(NUMBERS)
			.withOptions((options) -> options.setCachingEnabled(false))
			.registerMappedBatchLoader((exhibitors, environment) -> count(exhibitors));
	}

	@SchemaMapping
	CompletableFuture<VisitNumbers> numbers(Exhibitor exhibitor, @ContextValue Caller caller,
			DataLoader<Exhibitor, VisitNumbers> numbers) {
		exhibitor.requireStaffedOrOrganisedBy(caller);
		return numbers.load(exhibitor);
	}

	@SchemaMapping
	Mono<VisitNumbers> exhibitionNumbers(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.floors.all(event.programme())
			.map(Exhibitor::id)
			.collect(Collectors.toSet())
			.flatMap((ids) -> visits(ids, event.id()))
			.map((visits) -> new VisitNumbers(event.programme(), visits));
	}

	/**
	 * Counts the visits of any number of exhibitors with one query for each event and
	 * kind of visit.
	 */
	private Mono<Map<Exhibitor, VisitNumbers>> count(Set<Exhibitor> exhibitors) {
		Map<String, List<Exhibitor>> byEvent = exhibitors.stream()
			.collect(Collectors.groupingBy((exhibitor) -> exhibitor.event().id()));
		return Flux.fromIterable(byEvent.entrySet())
			.flatMap((some) -> visits(some.getValue().stream().map(Exhibitor::id).collect(Collectors.toSet()),
					some.getKey())
				.map((visits) -> visits.stream().collect(Collectors.groupingBy(Visit::exhibitorId)))
				.flatMapIterable((visits) -> some.getValue()
					.stream()
					.map((exhibitor) -> Map.entry(exhibitor,
							new VisitNumbers(exhibitor.programme(), visits.getOrDefault(exhibitor.id(), List.of()))))
					.toList()))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue);
	}

	private Mono<List<Visit>> visits(Set<String> exhibitorIds, String eventId) {
		return Flux.fromIterable(this.kinds)
			.flatMap((kind) -> kind.of(exhibitorIds, eventId))
			.filter((visit) -> exhibitorIds.contains(visit.exhibitorId()))
			.collectList();
	}

}
