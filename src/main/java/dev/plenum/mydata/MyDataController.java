package dev.plenum.mydata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.LinkedAccounts;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code mydata.graphqls}.
 */
@Controller
class MyDataController {

	private final List<PersonalData> kinds;

	private final LinkedAccounts links;

	MyDataController(List<PersonalData> kinds, LinkedAccounts links) {
		this.kinds = kinds;
		this.links = links;
	}

	@QueryMapping
	Mono<Object> exportMyData(@ContextValue Caller caller) {
		String subject = caller.requireHolder();
		Flux<Share> shares = shares(caller).cache();
		return Flux.fromIterable(this.kinds)
			.concatMap((kind) -> shares.concatMap((share) -> share.of(kind))
				.reduce(MyDataController::joined)
				.map((data) -> Map.entry(kind.name(), data)))
			.collect(() -> new LinkedHashMap<String, Object>(Map.of("subject", subject)),
					(all, one) -> all.put(one.getKey(), one.getValue()))
			.cast(Object.class);
	}

	@MutationMapping
	Mono<MyDataDeleted> deleteMyData(@Argument DeleteMyDataInput input, @ContextValue Caller caller) {
		String subject = caller.requireHolder();
		Check.that(input.subject().equals(subject), "Give the subject of your own token, as exportMyData returns it.",
				"subject");
		Flux<Share> shares = shares(caller).cache();
		return Flux.fromIterable(this.kinds)
			.concatMap((kind) -> shares.concatMap((share) -> share.delete(kind))
				.reduce(0, Integer::sum)
				.map((count) -> new DeletedData(kind.name(), count)))
			.collectList()
			.map(MyDataDeleted::new);
	}

	/**
	 * Whose data are meant: those of an account and of the tickets whose codes it has
	 * entered, or those of a ticket and of its account as an attendee of the event.
	 */
	private Flux<Share> shares(Caller caller) {
		String subject = caller.requireSubject();
		Share own = new Share(caller.requireHolder(), null);
		return caller.isLinked() ? Flux.just(own, new Share(subject, caller.boundTo()))
				: this.links.ticketsOf(own.subject()).map((ticket) -> new Share(ticket, null)).startWith(own);
	}

	/**
	 * What is not a list, such as settings, names that of the tickets in one property.
	 */
	private static Object joined(Object one, Object other) {
		if (one instanceof List<?> some && other instanceof List<?> more) {
			return Stream.concat(some.stream(), more.stream()).toList();
		}
		Map<Object, Object> all = new LinkedHashMap<>((Map<?, ?>) one);
		all.merge("tickets", List.of(other), MyDataController::joined);
		return all;
	}

	/**
	 * A part of the data.
	 *
	 * @param subject the person
	 * @param eventId the only event, with what belongs to its attendees; null for
	 * everything
	 */
	private record Share(String subject, @Nullable String eventId) {

		Mono<Object> of(PersonalData kind) {
			if (this.eventId == null) {
				return kind.of(this.subject);
			}
			return (kind instanceof AttendeeData data) ? data.of(this.subject, this.eventId) : Mono.empty();
		}

		Mono<Integer> delete(PersonalData kind) {
			if (this.eventId == null) {
				return kind.delete(this.subject);
			}
			return (kind instanceof AttendeeData data) ? data.delete(this.subject, this.eventId) : Mono.empty();
		}

	}

	record DeleteMyDataInput(String subject) {
	}

	record MyDataDeleted(List<DeletedData> deleted) {
	}

	record DeletedData(String key, int count) {
	}

}
