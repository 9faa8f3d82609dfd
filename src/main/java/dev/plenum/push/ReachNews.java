package dev.plenum.push;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.plenum.agenda.LiveAgendas;
import dev.plenum.announcement.BulletinBoards;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programmes;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Notices that the reach of changes and announcements may have changed. Slices are large,
 * so that the change feed does not report them. While somebody listens, the versions of
 * the event's slices are read once a second.
 */
@Component
class ReachNews {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** All events are alike: whoever connects again receives the reach as it is. */
	private static final String POSITION = "-";

	private final EventAccess access;

	private final Programmes programmes;

	private final BulletinBoards bulletins;

	private final Slices slices;

	private final Reaches reaches;

	/** The events that somebody follows. */
	private final Map<String, Followed> followed = new ConcurrentHashMap<>();

	ReachNews(EventAccess access, Programmes programmes, BulletinBoards bulletins, Slices slices, Reaches reaches,
			LiveAgendas agendas, ChangeFeed feed) {
		this.access = access;
		this.programmes = programmes;
		this.bulletins = bulletins;
		this.slices = slices;
		this.reaches = reaches;
		feed.listen(Set.of(Followers.COLLECTION, agendas.collection()), this::receive);
	}

	/**
	 * The changes of the reach of an event.
	 * @return the event at once and after each change, without end; the error FORBIDDEN
	 * when the caller no longer organises the event
	 */
	Flux<Event> changes(String eventId, Caller caller, GraphQLContext context) {
		Flux<List<Long>> states = Flux.using(
				() -> this.followed.merge(eventId, follow(eventId), (known, _) -> known.withOneMore()),
				Followed::states, (_) -> this.followed.computeIfPresent(eventId, (_, known) -> known.withOneLess()));
		return this.access.changesWhileOrganised(eventId, caller, context,
				states.onBackpressureLatest().map((_) -> POSITION));
	}

	private Followed follow(String eventId) {
		AtomicLong noticed = new AtomicLong();
		return new Followed(1, noticed,
				Flux.interval(Duration.ZERO, PAUSE)
					.onBackpressureDrop()
					.concatMap((_) -> state(eventId, noticed).onErrorResume((_) -> Mono.empty()), 1)
					.distinctUntilChanged()
					.doOnNext((_) -> this.reaches.forget(eventId))
					.replay(1)
					.refCount(1));
	}

	private Mono<List<Long>> state(String eventId, AtomicLong noticed) {
		return Mono.zip(this.programmes.live(eventId).get(), this.bulletins.of(eventId).get())
			.flatMap((known) -> this.slices.version(eventId)
				.map((slices) -> List.of((long) known.getT1().schedule().revision(), (long) known.getT2().newest(),
						slices, noticed.get())));
	}

	private void receive(News news) {
		String eventId = (news instanceof News.Changed changed) ? Ids.eventOf(changed.id()).orElse("") : "";
		if (eventId.isEmpty() || eventId.equals(FollowerDocument.NO_EVENT)) {
			this.followed.values().forEach((event) -> event.noticed().incrementAndGet());
		}
		else if (this.followed.get(eventId) instanceof Followed event) {
			event.noticed().incrementAndGet();
		}
	}

	/**
	 * An event that is followed.
	 *
	 * @param subscribers how many follow it, at least 1
	 * @param noticed how many changes of devices and agendas this server has noticed
	 * @param states what the reach is counted from, by numbers that change with it;
	 * shared by all who listen
	 */
	private record Followed(int subscribers, AtomicLong noticed, Flux<List<Long>> states) {

		Followed withOneMore() {
			return new Followed(this.subscribers + 1, this.noticed, this.states);
		}

		@Nullable Followed withOneLess() {
			return (this.subscribers > 1) ? new Followed(this.subscribers - 1, this.noticed, this.states) : null;
		}

	}

}
