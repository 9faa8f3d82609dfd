package dev.plenum.push;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.inbox.Inbox;
import dev.plenum.inbox.Inboxes;
import dev.plenum.inbox.NewsItem;
import dev.plenum.programme.Programme;
import dev.plenum.push.Addressee.Outcome;
import dev.plenum.push.SliceDocument.StoredPlace;
import dev.plenum.push.content.Place;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Counts whom changes and announcements have reached, from the stored places: nothing is
 * added up, so that a crash counts nobody twice. What is asked within a second is
 * answered by one reading of the event.
 */
@Component
class Reaches {

	private static final Duration KEPT = Duration.ofSeconds(1);

	private static final int AT_A_TIME = 1000;

	private final Inboxes inboxes;

	private final Followers followers;

	private final Slices slices;

	private final Map<String, Mono<List<Addressee>>> read = new ConcurrentHashMap<>();

	Reaches(Inboxes inboxes, Followers followers, Slices slices) {
		this.inboxes = inboxes;
		this.followers = followers;
		this.slices = slices;
	}

	/**
	 * Counts whom something has reached.
	 * @param programme the event
	 * @param item finds the item about it in an inbox
	 * @param later the keys of the item and of later ones that one message reports
	 * together with it
	 */
	Mono<Reach> of(Programme programme, Function<Inbox, Optional<NewsItem>> item, Collection<String> later) {
		return addressees(programme).map((people) -> reach(people, item, later));
	}

	/**
	 * Lets what is asked from now on be answered by another reading of an event.
	 */
	void forget(String eventId) {
		this.read.remove(eventId);
	}

	private static Reach reach(List<Addressee> people, Function<Inbox, Optional<NewsItem>> find,
			Collection<String> later) {
		int opened = 0;
		int[] counts = new int[Outcome.values().length];
		for (Addressee person : people) {
			NewsItem item = find.apply(person.inbox()).orElse(null);
			if (item != null) {
				counts[person.outcome(item, later).ordinal()]++;
				opened += item.opened() ? 1 : 0;
			}
		}
		return new Reach(Stream.of(Outcome.values()).mapToInt((outcome) -> counts[outcome.ordinal()]).sum(),
				counts[Outcome.NOTIFIED.ordinal()], opened, counts[Outcome.WITHOUT_DEVICE.ordinal()],
				counts[Outcome.FAILED.ordinal()]);
	}

	private Mono<List<Addressee>> addressees(Programme programme) {
		return this.read.computeIfAbsent(programme.id(),
				(id) -> read(programme).doOnError((_) -> this.read.remove(id))
					.doOnNext((_) -> Mono.delay(KEPT).subscribe((_) -> this.read.remove(id)))
					.cache());
	}

	private Mono<List<Addressee>> read(Programme programme) {
		Mono<Map<String, List<Place>>> places = this.slices.places(programme.id())
			.collect(Collectors.groupingBy(StoredPlace::follower, Collectors.mapping(StoredPlace::place, Collectors
				.mapping(Place::parse, Collectors.filtering(Objects::nonNull, Collectors.toUnmodifiableList())))));
		return Mono.zip(this.followers.ofEvent(programme.id()).collectMap(FollowerDocument::subject), places)
			.flatMap((stored) -> this.inboxes.ofEverybody(programme, stored.getT1().keySet())
				.flatMap((inboxes) -> accounts(inboxes.keySet())
					.map((accounts) -> addressees(programme, inboxes, stored.getT1(), accounts, stored.getT2()))));
	}

	private Mono<Map<String, FollowerDocument>> accounts(Collection<String> subjects) {
		return Flux.fromIterable(subjects)
			.buffer(AT_A_TIME)
			.concatMap((some) -> this.followers.of(FollowerDocument.NO_EVENT, some))
			.collectMap(FollowerDocument::subject);
	}

	private static List<Addressee> addressees(Programme programme, Map<String, Inbox> inboxes,
			Map<String, FollowerDocument> followers, Map<String, FollowerDocument> accounts,
			Map<String, List<Place>> places) {
		return inboxes.entrySet()
			.stream()
			.map((person) -> new Addressee(person.getValue(), followers.get(person.getKey()),
					accounts.get(person.getKey()),
					places.getOrDefault(FollowerDocument.id(programme.id(), person.getKey()), List.of())))
			.toList();
	}

}
