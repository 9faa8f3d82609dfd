package dev.plenum.push;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.agenda.LiveAgendas;
import dev.plenum.meeting.MeetingBoards;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.programme.Programmes;
import dev.plenum.seating.SeatingBoards;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Brings people with devices without an event into the slices of the events that they
 * begin to take part in. Each server that notices it does so; the first one succeeds.
 */
@Component
class Accounts {

	/** Of more, those who took part before are found when they register again. */
	private static final int MOST = 200_000;

	private static final int MOST_WAITING = 10_000;

	private static final int AT_A_TIME = 8;

	private final Followers followers;

	private final Programmes programmes;

	private final LiveAgendas agendas;

	private final InstantSource clock;

	private final Codec<FollowerDocument> codec;

	private final Set<String> subjects = ConcurrentHashMap.newKeySet();

	private final Set<Entry> entering = ConcurrentHashMap.newKeySet();

	private volatile boolean behind;

	Accounts(Followers followers, Programmes programmes, LiveAgendas agendas, SeatingBoards seats,
			MeetingBoards meetings, MongoDatabase database, ChangeFeed feed, InstantSource clock) {
		this.followers = followers;
		this.programmes = programmes;
		this.agendas = agendas;
		this.clock = clock;
		this.codec = database.getCodecRegistry().get(FollowerDocument.class);
		feed.listen(Set.of(Followers.COLLECTION), this::receiveFollower);
		feed.listen(Set.of(agendas.collection(), seats.collection(), meetings.collection()), this::receive);
	}

	/**
	 * Returns whether a person has devices without an event.
	 */
	boolean have(String subject) {
		return this.subjects.contains(subject);
	}

	/**
	 * Enters the people whom the change feed has reported.
	 * @return completes afterwards
	 */
	Mono<Void> keep() {
		return readAll().thenMany(Flux.fromStream(() -> List.copyOf(this.entering).stream()))
			.flatMap((entry) -> enter(entry.eventId(), entry.subject())
				.then(Mono.fromRunnable(() -> this.entering.remove(entry))), AT_A_TIME)
			.then();
	}

	private Mono<Void> readAll() {
		if (!this.behind) {
			return Mono.empty();
		}
		this.behind = false;
		return this.followers.accounts().doOnNext(this::put).doOnError((_) -> this.behind = true).then();
	}

	/**
	 * Enters a person into the events in which they have an agenda.
	 */
	Mono<Void> enterAll(String subject) {
		return this.agendas.eventsOf(subject)
			.collectList()
			.flatMapIterable((ids) -> ids)
			.concatMap((eventId) -> enter(eventId, subject))
			.then();
	}

	private Mono<Void> enter(String eventId, String subject) {
		return this.programmes.exists(eventId)
			.filter((exists) -> exists)
			.flatMap((_) -> this.programmes.live(eventId).get())
			.filter((programme) -> !programme.isReadOnlyAt(this.clock.instant()))
			.flatMap((_) -> this.followers.enter(eventId, subject))
			.then();
	}

	private void receiveFollower(News news) {
		if (news instanceof News.Gap) {
			this.behind = true;
		}
		else if (news instanceof News.Changed changed && changed.document() != null) {
			put(changed.document().decode(this.codec));
		}
	}

	private void put(FollowerDocument document) {
		if (!document.eventId().isEmpty()) {
			return;
		}
		if (document.devices().isEmpty()) {
			this.subjects.remove(document.subject());
		}
		else if (this.subjects.size() < MOST) {
			this.subjects.add(document.subject());
		}
	}

	private void receive(News news) {
		if (news instanceof News.Changed changed && changed.document() != null && !this.subjects.isEmpty()) {
			String eventId = Ids.eventOf(changed.id()).orElse("");
			people(changed.document()).filter(this.subjects::contains)
				.filter((_) -> this.entering.size() < MOST_WAITING)
				.forEach((subject) -> this.entering.add(new Entry(eventId, subject)));
		}
	}

	/**
	 * The people in an agenda, in the seats of a session, or in the meetings of an
	 * exhibitor.
	 */
	private static Stream<String> people(RawBsonDocument document) {
		return document.isString("subject") ? Stream.of(document.getString("subject").getValue())
				: Stream.of("booked", "waiting", "meetings")
					.filter(document::isArray)
					.flatMap((list) -> document.getArray(list).stream())
					.filter(BsonValue::isDocument)
					.flatMap((item) -> Stream.of("subject", "attendee", "host")
						.filter(item.asDocument()::isString)
						.map((name) -> item.asDocument().getString(name).getValue()));
	}

	private record Entry(String eventId, String subject) {
	}

}
