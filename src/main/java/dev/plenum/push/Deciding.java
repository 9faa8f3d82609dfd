package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.TransientFault;
import dev.plenum.programme.Programme;
import dev.plenum.push.FollowerDocument.Choice;
import dev.plenum.push.Member.Owned;
import dev.plenum.push.content.ContentSettings;
import dev.plenum.push.content.Due;
import dev.plenum.push.content.DueMessages;
import dev.plenum.push.content.Message;
import dev.plenum.push.content.Place;
import dev.plenum.push.content.Reader;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Decides what is due for the devices of a person, and when to decide again.
 */
@Component
class Deciding {

	private static final Duration AFTER_FAULT = Duration.ofSeconds(30);

	/** What is further away than two days is found later. */
	private static final Duration LONGEST = Duration.ofHours(12);

	private final RepeatedFaults faults = new RepeatedFaults(LoggerFactory.getLogger(Deciding.class));

	private final People people;

	private final ContentSettings settings;

	private final InstantSource clock;

	Deciding(People people, ContentSettings settings, InstantSource clock) {
		this.people = people;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Decides for all devices of a member that are not busy.
	 * @return the devices whose places move, with the messages to send before
	 */
	Mono<List<Outgoing>> decide(HeldSlice slice, Member member, Programme programme) {
		if (member.devices().findAny().isEmpty()) {
			member.waitUntil(Instant.MAX);
			return Mono.just(List.of());
		}
		return Flux
			.fromStream(member.devices().map((device) -> Optional.ofNullable(device.entry().ticket())).distinct())
			.concatMap((ticket) -> this.people.of(programme, member.person().subject(), ticket.orElse(null))
				.map((person) -> Map.entry(ticket, person)))
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.map((people) -> decide(slice, member, people, this.clock.instant()))
			.onErrorResume((ex) -> {
				this.faults
					.warn("The push notifications of a person cannot be decided: " + TransientFault.describe(ex));
				member.waitUntil(this.clock.instant().plus(AFTER_FAULT));
				return Mono.just(List.of());
			});
	}

	/**
	 * @param people what the holders of the devices know of the person, by the ticket
	 * with which a device was registered
	 */
	private List<Outgoing> decide(HeldSlice slice, Member member, Map<Optional<String>, Person> people, Instant now) {
		List<Outgoing> outgoing = new ArrayList<>();
		Instant next = Instant.MAX;
		for (Owned device : member.devices().toList()) {
			Person person = people.get(Optional.ofNullable(device.entry().ticket()));
			Optional<Since> followed = (person != null) ? followed(member.person(), person) : Optional.empty();
			if (person == null || followed.isEmpty()) {
				continue;
			}
			next = earlier(next, now.plus(LONGEST));
			Instant retryAt = slice.retryAt(device.id());
			if (slice.isBusy(device.id())) {
				continue;
			}
			if (retryAt != null && retryAt.isAfter(now)) {
				next = earlier(next, retryAt);
				continue;
			}
			Place place = device.entry().since().orLater(followed.get()).place(reached(slice, device));
			Due due = DueMessages.of(person.attendee(), reader(device), place, this.settings.settling(), now);
			next = earlier(next, (due.next() != null) ? due.next() : Instant.MAX);
			if (due.place() != place || !due.messages().isEmpty()) {
				outgoing.add(new Outgoing(member, device, again(due.messages(), slice.sent(device.id())), due.place()));
			}
		}
		member.waitUntil(next);
		return outgoing;
	}

	private static @Nullable Place reached(HeldSlice slice, Owned device) {
		Place place = slice.place(device.id());
		String moved = device.entry().place();
		return (place == null && moved != null) ? Place.parse(moved) : place;
	}

	private static Reader reader(Owned device) {
		return new Reader(device.entry().lang(), ZoneId.of(device.entry().timezone()));
	}

	private static List<Message> again(List<Message> messages, List<String> sent) {
		return sent.isEmpty() ? messages
				: messages.stream()
					.map((message) -> sent.contains(Outgoing.name(message)) ? message.again() : message)
					.toList();
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	/**
	 * Finds since when a person follows the event.
	 * @return empty if they do not follow it
	 */
	private static Optional<Since> followed(FollowerDocument stored, Person person) {
		Choice choice = stored.choice();
		return (choice == null) ? person.engaged() : Optional.of(choice).filter(Choice::following).map(Choice::since);
	}

}
