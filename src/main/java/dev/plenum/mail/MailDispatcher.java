package dev.plenum.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Sends the messages that are due. A message that cannot be sent is tried again after
 * pauses that double. Each message is sent once unless a server is killed between the
 * acceptance by the SMTP server and its own next write, or this write fails for more than
 * a minute.
 */
@Component
class MailDispatcher {

	private static final Logger log = LoggerFactory.getLogger(MailDispatcher.class);

	private static final int MOST = 50;

	private static final int AT_A_TIME = 4;

	/** How many participants can have the same address. */
	private static final int MOST_LINKS = 20;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

	private static final int MOST_DOUBLINGS = 7;

	private final Mails mails;

	private final MailSender sender;

	private final Participants participants;

	private final Programmes programmes;

	private final TicketCodes codes;

	private final MailSettings settings;

	private final InstantSource clock;

	MailDispatcher(Mails mails, MailSender sender, Participants participants, Programmes programmes, TicketCodes codes,
			MailSettings settings, InstantSource clock) {
		this.mails = mails;
		this.sender = sender;
		this.participants = participants;
		this.programmes = programmes;
		this.codes = codes;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Sends what is due.
	 * @return completes afterwards
	 */
	Mono<Void> sendDue() {
		return !this.sender.isConfigured() ? Mono.empty()
				: Flux.defer(() -> this.mails.due(this.clock.instant(), MOST))
					.flatMap((due) -> this.mails
						.lease(due, UUID.randomUUID().toString(), this.clock.instant().plus(MailSettings.LEASE))
						.flatMap(this::send)
						.onErrorResume((ex) -> later(due, ex)), AT_A_TIME)
					.then();
	}

	/**
	 * A failure at one message must not end the attempts of others, which may have been
	 * accepted already.
	 */
	private static Mono<Void> later(MailDocument mail, Throwable ex) {
		TransientFault.warn(log, "The message %s is looked at again later".formatted(mail.id()), ex);
		return Mono.empty();
	}

	/**
	 * Sends a message and records the result. While the record cannot be written, it is
	 * repeated: an accepted message would otherwise be sent again.
	 */
	private Mono<Void> send(MailDocument mail) {
		return accepted(mail)
			.map((accepted) -> accepted ? this.mails.sent(mail, this.clock.instant()) : this.mails.remove(mail))
			.onErrorResume((ex) -> Mono.fromSupplier(() -> failed(mail, ex)))
			.flatMap((record) -> record.retryWhen(TransientFault.recorded()));
	}

	/**
	 * Sends a message.
	 * @return whether the SMTP server has accepted it; false if there is nobody to send
	 * it to
	 */
	private Mono<Boolean> accepted(MailDocument mail) {
		return this.programmes.byId(mail.eventId())
			.flatMap((programme) -> recipients(mail).collectList()
				.filter((recipients) -> !recipients.isEmpty() || mail.kind() == MailKind.DEPARTURE)
				.flatMap((recipients) -> this.sender
					.send(Objects.requireNonNull(mail.address()), text(mail, programme, recipients))
					.thenReturn(true)))
			.defaultIfEmpty(false);
	}

	/**
	 * The participants whose links the message contains: they are active at this moment.
	 */
	private Flux<ParticipantDocument> recipients(MailDocument mail) {
		Flux<ParticipantDocument> found = switch (mail.kind()) {
			case INVITATION -> this.participants.byId(Objects.requireNonNull(mail.participantId())).flux();
			case LINK -> this.participants.byEmail(mail.eventId(), Objects.requireNonNull(mail.address()), MOST_LINKS);
			case DEPARTURE -> Flux.empty();
		};
		return found.filter(ParticipantDocument::isActive);
	}

	private MailText text(MailDocument mail, Programme programme, List<ParticipantDocument> recipients) {
		String otherwise = programme.event().languages().stream().map(Locale::getLanguage).findFirst().orElse("en");
		String language = recipients.isEmpty() ? mail.language() : recipients.getFirst().language();
		String name = (recipients.size() == 1) ? recipients.getFirst().name() : mail.name();
		String event = programme.event()
			.name()
			.in(Locale.LanguageRange.parse((language != null) ? language : otherwise));
		return MailText.of(mail.kind(), language, otherwise, event, name,
				recipients.stream()
					.map((recipient) -> link(programme.event(), recipient, recipients.size() > 1))
					.toList());
	}

	private String link(Event event, ParticipantDocument participant, boolean named) {
		URI server = Objects.requireNonNull(this.settings.appUrl());
		String link = "%s/e/%s/app#ticket=%s".formatted(server.toString().replaceAll("/+$", ""), event.slug(),
				this.codes.codeOf(participant.id(), participant.generation()));
		return named ? MailText.line(participant.name()) + ": " + link : link;
	}

	private Mono<Void> failed(MailDocument mail, Throwable ex) {
		Instant now = this.clock.instant();
		if (now.isAfter(mail.askedAt().plus(this.settings.giveUpAfter()))) {
			log.warn("The message {} was given up after {} attempts: {}", mail.id(), mail.failures() + 1,
					ex.getClass().getSimpleName());
			return this.mails.remove(mail);
		}
		log.warn("The message {} could not be sent and is tried again: {}", mail.id(), ex.getClass().getSimpleName());
		return this.mails.failed(mail,
				now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(mail.failures(), MOST_DOUBLINGS))));
	}

}
