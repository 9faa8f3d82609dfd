package dev.plenum.mail;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.PersonalData;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The messages to a person that are in the queue or were sent.
 */
@Component
@Order(8)
class PersonalMails implements PersonalData {

	private final Mails mails;

	private final Participants participants;

	PersonalMails(Mails mails, Participants participants) {
		this.mails = mails;
		this.participants = participants;
	}

	@Override
	public String name() {
		return "mails";
	}

	@Override
	public Mono<Object> of(String subject) {
		return about(subject).map(PersonalMails::json).collectList().cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return about(subject).collectList()
			.flatMapIterable((mails) -> mails)
			.concatMap(this.mails::removeAny)
			.filter((removed) -> removed)
			.count()
			.map(Math::toIntExact);
	}

	private Flux<MailDocument> about(String subject) {
		Flux<ParticipantDocument> own = subject.startsWith(Participants.TICKET)
				? this.participants.byId(subject.substring(Participants.TICKET.length())).flux()
				: this.participants.linkedTo(subject);
		return own.map(ParticipantDocument::id)
			.collectList()
			.filter((ids) -> !ids.isEmpty())
			.flatMapMany(this.mails::to);
	}

	private static Map<String, Object> json(MailDocument mail) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("eventId", mail.eventId());
		json.put("kind", mail.kind().name());
		json.put("askedAt", mail.askedAt().toString());
		if (mail.address() != null) {
			json.put("address", mail.address());
		}
		if (mail.sentAt() != null) {
			json.put("sentAt", mail.sentAt().toString());
		}
		return json;
	}

}
