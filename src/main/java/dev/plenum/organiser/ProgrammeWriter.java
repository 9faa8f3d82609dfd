package dev.plenum.organiser;

import java.util.Optional;
import java.util.function.Function;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Session;
import dev.plenum.programme.Speaker;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.Sessions;
import dev.plenum.programme.document.Speakers;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Writes what a programme consists of. Each method makes one write and returns the object
 * once the snapshot in memory shows it. If the object does not have the version that the
 * caller expects, the method fails with the refusal {@link Outdated}.
 */
@Component
public class ProgrammeWriter {

	private final Programmes programmes;

	private final Events events;

	private final Sessions sessions;

	private final Speakers speakers;

	ProgrammeWriter(Programmes programmes, Events events, Sessions sessions, Speakers speakers) {
		this.programmes = programmes;
		this.events = events;
		this.sessions = sessions;
		this.speakers = speakers;
	}

	/**
	 * Rejects the expectation of a version of an object that does not exist.
	 * @param exists whether the object exists
	 * @param expectedVersion the version that the caller expects; null for any
	 * @throws Refused with {@link Outdated}
	 */
	public static void requireExpected(boolean exists, @Nullable Integer expectedVersion) {
		if (!exists && expectedVersion != null && expectedVersion != 0) {
			throw new Refused(new Outdated(null));
		}
	}

	Mono<Event> putEvent(String eventId, @Nullable Integer expectedVersion, Fields fields) {
		return putEvent(eventId, this.events.put(eventId, expectedVersion, fields));
	}

	/**
	 * Changes an event.
	 * @param eventId the event
	 * @param write the write; empty if the event does not have the expected version
	 */
	Mono<Event> putEvent(String eventId, Mono<EventDocument> write) {
		return answer(write, this.events.newest(eventId), this.programmes::known,
				(programme) -> Optional.of(programme.event()));
	}

	/**
	 * Changes a room or a track, or creates it.
	 * @param programme the event
	 * @param path the path of the room or track in the event's document
	 * @param expectedVersion the version that it must have; 0 if it must not exist; null
	 * for any
	 * @param fields what to change
	 * @param find finds the room or track in a snapshot
	 */
	<T> Mono<T> putPart(Programme programme, String path, @Nullable Integer expectedVersion, Fields fields,
			Function<Programme, Optional<T>> find) {
		return answer(this.events.putPart(programme.documents().event(), path, expectedVersion, fields),
				this.events.newest(programme.id()), this.programmes::known, find);
	}

	/**
	 * Removes a room or a track.
	 * @param programme the event
	 * @param path the path of the room or track in the event's document
	 */
	Mono<Event> removePart(Programme programme, String path) {
		return putEvent(programme.id(), null, new Fields().set(path, null));
	}

	/**
	 * Changes what a session is about.
	 * @param eventId the event
	 * @param id the session
	 * @param expectedVersion the version that it must have; null for any
	 * @param fields what to change
	 * @return the session as the snapshot shows it
	 */
	public Mono<Session> putSession(String eventId, String id, @Nullable Integer expectedVersion, Fields fields) {
		return answer(this.sessions.put(id, expectedVersion, fields), this.sessions.newest(id),
				(written) -> showing(eventId, written), (programme) -> programme.forOrganisers().session(id));
	}

	/**
	 * Writes what a new session is about. It is not in the schedule yet, so no snapshot
	 * shows it.
	 * @param eventId the event
	 * @param id the session
	 * @param expectedVersion the version that it must have; 0 if it must not exist; null
	 * for any
	 * @param fields what it is about
	 * @param find finds the session of the refusal in a snapshot
	 * @return completes when it is written
	 */
	public Mono<Void> beginSession(String eventId, String id, @Nullable Integer expectedVersion, Fields fields,
			Function<Programme, Session> find) {
		return orOutdated(this.sessions.put(id, expectedVersion, fields), this.sessions.newest(id),
				(written) -> showing(eventId, written), (programme) -> Optional.of(find.apply(programme)))
			.then();
	}

	Mono<Speaker> putSpeaker(String eventId, String id, @Nullable Integer expectedVersion, Fields fields) {
		return answer(this.speakers.put(id, expectedVersion, fields), this.speakers.newest(id),
				(written) -> this.programmes.live(eventId).when((shown) -> shown.shows(written)),
				(programme) -> programme.speaker(id));
	}

	/**
	 * Removes a track that does not exist from the sessions that still name it.
	 */
	Mono<Void> clearTrack(Programme programme, String trackId) {
		return this.sessions.withoutTrack(programme.id(), trackId);
	}

	Mono<Event> removeSpeaker(String eventId, String id) {
		return this.speakers.remove(id)
			.then(this.programmes.live(eventId).when((shown) -> shown.speaker(id).isEmpty()))
			.map(Programme::event);
	}

	private Mono<Programme> showing(String eventId, SessionDocument written) {
		return this.programmes.live(eventId).when((shown) -> shown.shows(written));
	}

	private static <D, T> Mono<T> answer(Mono<D> write, Mono<D> newest, Function<D, Mono<Programme>> showing,
			Function<Programme, Optional<T>> find) {
		return orOutdated(write, newest, showing, find).flatMap(showing)
			.map((programme) -> find.apply(programme).orElseThrow(ProgrammeWriter::removedMeanwhile));
	}

	private static <D, T> Mono<D> orOutdated(Mono<D> write, Mono<D> newest, Function<D, Mono<Programme>> showing,
			Function<Programme, Optional<T>> find) {
		return write.switchIfEmpty(newest.flatMap(showing)
			.map(find)
			.defaultIfEmpty(Optional.empty())
			.flatMap((current) -> Mono.error(() -> new Refused(new Outdated(current.orElse(null))))));
	}

	private static Problem removedMeanwhile() {
		return Problem.of(ErrorCode.UNAVAILABLE,
				"Somebody else removed this at the same moment. Try again in a few seconds.");
	}

}
