package dev.plenum.programme;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

import dev.plenum.changelog.Changelogs;
import dev.plenum.changelog.Keepers;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.Sessions;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.programme.document.Speakers;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The programmes of all events, in memory: the directory of events, and the snapshot of
 * each event in use.
 */
@Component
public class Programmes {

	/** How long to wait for the feed to catch up. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Snapshots<Programme> snapshots;

	private final Function<String, Mono<Programme>> reader;

	private final Snapshots<EventDirectory> directories;

	private final Live<EventDirectory> directory;

	private final ChangeFeed feed;

	Programmes(Events events, Sessions sessions, Speakers speakers, Schedules schedules, Changelogs changelogs,
			Keepers keepers, Memory memory, ChangeFeed feed) {
		this.feed = feed;
		this.directories = memory.single(events.all().collectMap(EventDocument::id).map(EventDirectory::new))
			.kept(Events.COLLECTION, EventDocument.class, EventDirectory::with, EventDirectory::without);
		this.directory = this.directories.only();
		Function<String, Mono<ProgrammeDocuments>> documents = (id) -> events.byId(id)
			.flatMap((event) -> schedules.ofEvent(id)
				.defaultIfEmpty(Schedule.first(id, Map.of()))
				.flatMap((schedule) -> Mono.zip(sessions.ofEvent(id).collectMap(SessionDocument::id),
						speakers.ofEvent(id).collectMap(SpeakerDocument::id),
						(what, who) -> new ProgrammeDocuments(event, what, who, schedule))));
		this.reader = (id) -> changelogs.ofEvent(id)
			.flatMap((changelog) -> documents.apply(id).map((read) -> new Programme(read, changelog)));
		this.snapshots = ProgrammeNews.keep(memory.perEvent(this.reader))
			.endedBy(Events.COLLECTION)
			.accompanied(keepers.ofEvents(VisibleProgramme.SUBJECT));
	}

	/**
	 * Reads the directory of events, if it is not known yet.
	 * @return completes when it is known
	 */
	public Mono<Void> ready() {
		return this.directory.get().then();
	}

	/**
	 * Returns an event's programme that includes everything that any process wrote before
	 * this call, so that a decision can be based on it. It comes from memory once the
	 * feed has caught up; if that takes too long, it is read from the database.
	 * @param eventId any id
	 * @return the programme; empty if there is no such event
	 */
	public Mono<Programme> upToDate(String eventId) {
		return this.feed.caughtUp()
			.then(Mono.when(this.directories.recovered(), this.snapshots.recovered()))
			.thenReturn(true)
			.timeout(PATIENCE, Mono.just(false))
			.flatMap((heard) -> heard ? byId(eventId) : this.reader.apply(eventId));
	}

	/**
	 * Finds an event, no matter who may see it.
	 * @param eventId any id
	 * @return the newest snapshot; empty if there is no such event
	 */
	public Mono<Programme> byId(String eventId) {
		return exists(eventId).filter((exists) -> exists).flatMap((exists) -> this.snapshots.of(eventId).get());
	}

	/**
	 * Returns whether an event exists, no matter who may see it.
	 * @param eventId any id
	 * @return whether it exists
	 */
	public Mono<Boolean> exists(String eventId) {
		return this.directory.get().map((events) -> events.has(eventId));
	}

	/**
	 * Finds the newest published event with an alias.
	 * @param alias any alias
	 * @return the event; empty if no published event has the alias
	 */
	public Mono<EventDocument> byAlias(String alias) {
		return this.directory.get().mapNotNull((events) -> events.byAlias(alias).orElse(null));
	}

	/**
	 * Returns all drafts, also those that are being deleted.
	 * @return the drafts
	 */
	public Flux<EventDocument> drafts() {
		return this.directory.get().flatMapIterable(EventDirectory::drafts);
	}

	/**
	 * Returns the events that no longer keep dietary and access needs, drafts included.
	 * @param moment the present
	 * @return their ids in no particular order
	 */
	public Flux<String> idsWithoutNeedsAt(Instant moment) {
		return this.directory.get().flatMapIterable((events) -> events.withoutNeedsAt(moment));
	}

	/**
	 * Waits until the directory of this process no longer includes an event.
	 * @param eventId the event
	 * @return completes when it does not
	 */
	public Mono<Void> gone(String eventId) {
		return this.directory.when((events) -> !events.has(eventId)).then();
	}

	/**
	 * Returns all events, drafts included.
	 * @return their ids in no particular order
	 */
	public Flux<String> ids() {
		return this.directory.get().flatMapIterable(EventDirectory::ids);
	}

	/**
	 * Returns the events that list a subject as one of their organisers, drafts included.
	 * @param subject the subject of a token
	 * @return their ids, the event that starts last first
	 */
	public Flux<String> idsOrganisedBy(String subject) {
		return this.directory.get().flatMapIterable((events) -> events.organisedBy(subject));
	}

	/**
	 * Returns the current and all later snapshots of an event.
	 * @param eventId an event that exists
	 * @return the snapshots
	 */
	public Live<Programme> live(String eventId) {
		return this.snapshots.of(eventId);
	}

	/**
	 * Waits until the directory of this process includes a new event.
	 * @param eventId the event
	 * @return completes when it does
	 */
	public Mono<Void> ready(String eventId) {
		return this.directory.when((events) -> events.has(eventId)).then();
	}

	/**
	 * Waits until the memory of this process includes a write of an event.
	 * @param event the event as it was written
	 * @return its newest snapshot
	 */
	public Mono<Programme> known(EventDocument event) {
		return this.directory.when((events) -> events.shows(event))
			.then(Mono
				.defer(() -> live(event.id()).when((programme) -> programme.document().version() >= event.version())));
	}

	Mono<EventDirectory> directory() {
		return this.directory.get();
	}

}
