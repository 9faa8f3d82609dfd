package dev.plenum.mail;

import java.time.InstantSource;

import dev.plenum.participant.Departure;
import dev.plenum.participant.Departures;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells a person by e-mail that their participation has ended. The address is copied into
 * the queue, since the participant may be removed before the message is sent.
 */
@Component
@Order(Departure.TELL)
class MailDepartures implements Departures {

	private final Mails mails;

	private final MailSender sender;

	private final InstantSource clock;

	MailDepartures(Mails mails, MailSender sender, InstantSource clock) {
		this.mails = mails;
		this.sender = sender;
		this.clock = clock;
	}

	@Override
	public Mono<Void> end(Departure departure) {
		String address = departure.participant().email();
		return (address == null || !this.sender.isConfigured()) ? Mono.empty()
				: this.mails
					.add(MailKind.DEPARTURE, departure.participant(), address,
							Long.toString(departure.participant().version()), this.clock.instant())
					.then();
	}

}
