package dev.plenum.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.mydata.PersonalData;
import dev.plenum.participant.Participants;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The messages to a participant that are in the queue or were sent. They belong to the
 * ticket, also after an account has entered its code.
 */
@Component
@Order(8)
class PersonalMails implements PersonalData {

	private final Mails mails;

	PersonalMails(Mails mails) {
		this.mails = mails;
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
		return Mono.justOrEmpty(Participants.idOf(subject)).flatMapMany((id) -> this.mails.to(List.of(id)));
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
