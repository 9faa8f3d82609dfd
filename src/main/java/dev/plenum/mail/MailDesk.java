package dev.plenum.mail;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.mail.MailController.InviteParticipantsInput;
import dev.plenum.mail.MailController.ParticipantsInvited;
import dev.plenum.mail.MailController.SendTicketLinkInput;
import dev.plenum.participant.Entry;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * Adds messages to the queue.
 */
@Component
class MailDesk {

	private static final Logger log = LoggerFactory.getLogger(MailDesk.class);

	private static final int MOST_NAMED = 1000;

	/** How many requests for links wait to be stored. */
	private static final int MOST_WAITING = 1000;

	private static final int AT_A_TIME = 8;

	private final EventAccess access;

	private final Participants participants;

	private final Mails mails;

	private final MailSender sender;

	private final InstantSource clock;

	private final Semaphore places = new Semaphore(MOST_WAITING);

	MailDesk(EventAccess access, Participants participants, Mails mails, MailSender sender, InstantSource clock) {
		this.access = access;
		this.participants = participants;
		this.mails = mails;
		this.sender = sender;
		this.clock = clock;
	}

	/**
	 * Invites participants by e-mail. Who was invited with the present ticket code is not
	 * invited again.
	 */
	Mono<ParticipantsInvited> invite(InviteParticipantsInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			requireConfigured();
			List<String> ids = input.participantIds();
			Check.that(ids == null || !ids.isEmpty() && ids.size() <= MOST_NAMED,
					"Name 1 to %d participants, or leave them out to invite all.".formatted(MOST_NAMED),
					"participantIds");
			Flux<ParticipantDocument> chosen = (ids == null) ? this.participants.of(programme.id())
					: Flux.fromIterable(ids).distinct().flatMap(this.participants::byId, AT_A_TIME);
			Instant now = this.clock.instant();
			return chosen
				.filter((participant) -> participant.eventId().equals(programme.id()) && participant.isActive())
				.flatMap((participant) -> invite(participant, now), AT_A_TIME)
				.collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt((_) -> 1)))
				.map((counts) -> new ParticipantsInvited(counts.getOrDefault(Invited.NOW, 0),
						counts.getOrDefault(Invited.BEFORE, 0), counts.getOrDefault(Invited.WITHOUT_ADDRESS, 0),
						programme.event()));
		});
	}

	private Mono<Invited> invite(ParticipantDocument participant, Instant now) {
		String address = participant.email();
		return (address == null) ? Mono.just(Invited.WITHOUT_ADDRESS)
				: this.mails
					.add(MailKind.INVITATION, participant, address, Integer.toString(participant.generation()), now)
					.map((added) -> added ? Invited.NOW : Invited.BEFORE);
	}

	/**
	 * Sends the links of an address again. Neither the answer nor its time depends on
	 * whether a participant has the address, or on earlier requests: the request is
	 * stored in the background. If the server is killed before, it is lost.
	 */
	Mono<Event> sendLink(SendTicketLinkInput input, Caller caller) {
		return this.access.requiredEvent(input.eventId(), caller).map(Programme::event).flatMap((event) -> {
			requireConfigured();
			event.requireOpenAt(this.clock.instant());
			String address = input.email().strip().toLowerCase(Locale.ROOT);
			Check.that(Entry.isAddress(address), "This is no e-mail address.", "email");
			addRequest(event.id(), address);
			return Mono.just(event);
		});
	}

	private void addRequest(String eventId, String address) {
		if (!this.places.tryAcquire()) {
			throw Problem.of(ErrorCode.UNAVAILABLE, "Too many links are requested. Try again in a minute.");
		}
		Mono.defer(() -> this.mails.addRequest(eventId, address, this.clock.instant()))
			.retryWhen(TransientFault.recorded())
			.subscribeOn(Schedulers.boundedElastic())
			.doFinally((_) -> this.places.release())
			.subscribe((_) -> {
			}, (ex) -> TransientFault.warn(log, "A request for links in %s cannot be stored".formatted(eventId), ex));
	}

	private void requireConfigured() {
		if (!this.sender.isConfigured()) {
			throw new Refused(new MailNotConfigured());
		}
	}

	/** The result for one participant. */
	enum Invited {

		NOW, BEFORE, WITHOUT_ADDRESS

	}

}
