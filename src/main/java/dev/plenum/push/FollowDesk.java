package dev.plenum.push;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.announcement.BulletinBoards;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.push.FollowerDocument.Choice;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Stores which events the callers chose to follow or not to follow.
 */
@Component
class FollowDesk {

	private final EventAccess access;

	private final Followers followers;

	private final People people;

	private final BulletinBoards bulletins;

	private final InstantSource clock;

	FollowDesk(EventAccess access, Followers followers, People people, BulletinBoards bulletins, InstantSource clock) {
		this.access = access;
		this.followers = followers;
		this.people = people;
		this.bulletins = bulletins;
		this.clock = clock;
	}

	Mono<EventFollowed> follow(FollowEventInput input, Caller caller) {
		return choose(input.eventId(), true, input.requestId(), "followEvent", caller).map(EventFollowed::new);
	}

	Mono<EventUnfollowed> unfollow(UnfollowEventInput input, Caller caller) {
		return choose(input.eventId(), false, input.requestId(), "unfollowEvent", caller).map(EventUnfollowed::new);
	}

	private Mono<Event> choose(String eventId, boolean following, @Nullable String requestId, String mutation,
			Caller caller) {
		return event(eventId, following, caller).flatMap((programme) -> {
			String subject = caller.requireSubject();
			String request = RequestKey.of(requestId, mutation, eventId, subject);
			return Mono
				.zip(this.people.of(programme, subject, People.ticketOf(caller)), this.bulletins.position(programme))
				.flatMap((known) -> {
					Instant now = this.clock.instant();
					Choice choice = new Choice(following, Since.of(now, known.getT2()));
					boolean engaged = known.getT1().engaged().isPresent();
					return this.followers.change(eventId, subject, request,
							(stored) -> isAlready(stored, following, engaged) ? new Fields()
									: new Fields().set("choice", choice));
				})
				.thenReturn(programme.event());
		});
	}

	private Mono<Programme> event(String eventId, boolean following, Caller caller) {
		return following ? this.access.joinedEvent(eventId, caller) : this.access.attendedEvent(eventId, caller);
	}

	private static boolean isAlready(FollowerDocument person, boolean following, boolean engaged) {
		return following ? person.follows(engaged) : person.choice() != null && !person.choice().following();
	}

	/**
	 * Returns whether the caller follows each of some events.
	 * @param caller the caller, who has the same subject in all of them
	 */
	Mono<Map<Event, Boolean>> following(List<Event> events, Caller caller) {
		String subject = caller.requireSubject();
		Instant now = this.clock.instant();
		return this.followers.of(events.stream().map(Event::id).distinct().toList(), subject)
			.collectMap(FollowerDocument::eventId)
			.flatMap((stored) -> Flux.fromIterable(events)
				.flatMapSequential((event) -> follows(event.programme(),
						stored.getOrDefault(event.id(), FollowerDocument.unknown(event.id(), subject)),
						People.ticketOf(caller), now)
					.map((follows) -> Map.entry(event, follows)))
				.collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue())));
	}

	private Mono<Boolean> follows(Programme programme, FollowerDocument person, @Nullable String ticket, Instant now) {
		if (programme.isReadOnlyAt(now)) {
			return Mono.just(false);
		}
		return (person.choice() != null) ? Mono.just(person.choice().following())
				: this.people.of(programme, person.subject(), ticket).map((known) -> known.engaged().isPresent());
	}

	record FollowEventInput(String eventId, @Nullable String requestId) {
	}

	record UnfollowEventInput(String eventId, @Nullable String requestId) {
	}

	record EventFollowed(Event event) {
	}

	record EventUnfollowed(Event event) {
	}

}
