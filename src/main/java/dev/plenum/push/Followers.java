package dev.plenum.push;

import java.util.Collection;
import java.util.function.Function;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code followers}, one document for each person and event, and one for
 * each person's devices without an event. Every change is one write that is guarded by
 * the version, so that the rules of one document hold on all servers.
 */
@Component
class Followers {

	static final String COLLECTION = "followers";

	private static final int MOST_TRIES = 50;

	private static final int MOST_REQUESTS = 20;

	private final Documents<FollowerDocument> documents;

	Followers(MongoDatabase database) {
		this.documents = new Documents<>(database, COLLECTION, FollowerDocument.class);
	}

	Mono<FollowerDocument> of(String eventId, String subject) {
		return this.documents.byId(FollowerDocument.id(eventId, subject))
			.defaultIfEmpty(FollowerDocument.unknown(eventId, subject));
	}

	/**
	 * Finds what is stored of one person in several events.
	 */
	Flux<FollowerDocument> of(Collection<String> eventIds, String subject) {
		return Flux.from(this.documents.find(Filters.and(Filters.in("eventId", eventIds),
				Filters.in("_id", eventIds.stream().map((id) -> FollowerDocument.id(id, subject)).toList()))));
	}

	/**
	 * Finds what is stored of several people in one event.
	 */
	Flux<FollowerDocument> of(String eventId, Collection<String> subjects) {
		return subjects.isEmpty() ? Flux.empty() : Flux.from(this.documents
			.find(Filters.and(Filters.eq("eventId", FollowerDocument.NO_EVENT.equals(eventId) ? "" : eventId), Filters
				.in("_id", subjects.stream().map((subject) -> FollowerDocument.id(eventId, subject)).toList()))));
	}

	/**
	 * Finds everybody who has devices without an event.
	 */
	Flux<FollowerDocument> accounts() {
		return Flux.from(this.documents.find(Filters.eq("eventId", "")));
	}

	/**
	 * Stores a document for a person and an event if there is none.
	 */
	Mono<FollowerDocument> enter(String eventId, String subject) {
		FollowerDocument none = FollowerDocument.unknown(eventId, subject);
		return this.documents.byId(none.id())
			.switchIfEmpty(Mono.defer(() -> this.documents.begin(none.id(),
					new Fields().first("subject", subject).first("slice", none.slice()))));
	}

	Flux<FollowerDocument> ofEvent(String eventId) {
		return Flux.from(this.documents.find(Filters.eq("eventId", eventId)));
	}

	Flux<FollowerDocument> ofSlice(String eventId, int slice) {
		return Flux.from(this.documents.find(Filters.and(Filters.eq("eventId", eventId), Filters.eq("slice", slice))));
	}

	Flux<FollowerDocument> ofSubject(String subject) {
		return Flux.from(this.documents.find(Filters.eq("subject", subject)));
	}

	/**
	 * Changes what is stored about a person.
	 * @param request the key of the request, which is carried out once; null to carry out
	 * each repetition
	 * @param decide decides on what is stored; returns nothing to set if nothing is to be
	 * changed
	 * @return what is stored afterwards
	 */
	Mono<FollowerDocument> change(String eventId, String subject, @Nullable String request,
			Function<FollowerDocument, Fields> decide) {
		String id = FollowerDocument.id(eventId, subject);
		return WriteConflict.retried(MOST_TRIES, Reading.COMMITTED,
				(reading) -> this.documents.byId(id, reading)
					.defaultIfEmpty(FollowerDocument.unknown(eventId, subject))
					.flatMap((known) -> known.remembers(request) ? Mono.just(known)
							: write(known, remembering(decide.apply(known), request))));
	}

	private static Fields remembering(Fields fields, @Nullable String request) {
		return (request != null) ? fields.append(Documents.REQUESTS, request, MOST_REQUESTS) : fields;
	}

	private Mono<FollowerDocument> write(FollowerDocument known, Fields fields) {
		if (fields.isEmpty()) {
			return Mono.just(known);
		}
		return (known.version() > 0) ? this.documents.change(known.id(), Filters.eq("version", known.version()), fields)
				: this.documents.putExpected(known.id(), 0,
						fields.first("subject", known.subject()).first("slice", known.slice()));
	}

	/**
	 * Removes a device of a person, unless it was registered again.
	 */
	Mono<FollowerDocument> removeDevice(String eventId, String subject, String deviceId, String registration) {
		return change(eventId, subject, null, (known) -> {
			DeviceEntry device = known.devices().get(deviceId);
			return (device != null && device.registration().equals(registration)) ? withoutDevice(deviceId)
					: new Fields();
		});
	}

	/**
	 * Stores a problem with sending to a device, unless it was registered again.
	 */
	Mono<FollowerDocument> noteProblem(String eventId, String subject, String deviceId, String registration,
			DeviceEntry.Problem problem) {
		return change(eventId, subject, null, (known) -> {
			DeviceEntry device = known.devices().get(deviceId);
			return (device != null && device.registration().equals(registration) && problem.replaces(device.problem()))
					? new Fields().set("devices." + deviceId + ".problem", problem) : new Fields();
		});
	}

	static Fields withoutDevice(String deviceId) {
		return new Fields().set("devices." + deviceId, null);
	}

	/**
	 * Removes everything that is stored about a person in one event.
	 * @return what was stored; empty if there was nothing
	 */
	Mono<FollowerDocument> remove(FollowerDocument known) {
		return this.documents.take(known.id(), Filters.empty());
	}

	Mono<Void> ensureIndexes() {
		return this.documents.ensureIndex("eventId", "slice").then(this.documents.ensureIndex("subject"));
	}

}
