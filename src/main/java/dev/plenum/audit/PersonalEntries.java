package dev.plenum.audit;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.PersonalData;
import dev.plenum.platform.secret.DerivationKey;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The entries of the audit trail that name a person, as the caller who requested a change
 * or as a person whom it concerns. A deletion does not remove entries: it replaces the
 * person by a pseudonym, which is the same in all entries of an event.
 */
@Component
@Order(31)
class PersonalEntries implements PersonalData {

	private static final int PSEUDONYM_BYTES = 8;

	private final AuditLog entries;

	private final Intents intents;

	private final DerivationKey key;

	PersonalEntries(AuditLog entries, Intents intents, DerivationKey key) {
		this.entries = entries;
		this.intents = intents;
		this.key = key;
	}

	@Override
	public String name() {
		return "auditTrail";
	}

	@Override
	public Mono<Object> of(String subject) {
		return Flux.concat(this.entries.about(subject), this.intents.about(subject))
			.map((entry) -> json(entry, subject))
			.collectList()
			.cast(Object.class);
	}

	/**
	 * Replaces the person in intents first: an intent that becomes an entry in the
	 * meantime is found among the entries.
	 */
	@Override
	public Mono<Integer> delete(String subject) {
		return Flux
			.concat(this.intents.about(subject).concatMap((intent) -> this.intents.replace(without(intent, subject))),
					this.entries.about(subject).concatMap((entry) -> this.entries.replace(without(entry, subject))))
			.count()
			.map(Math::toIntExact);
	}

	private AuditDocument without(AuditDocument entry, String subject) {
		byte[] bytes = this.key.derive("audit pseudonym", entry.eventId(), subject);
		return entry.without(subject, "deleted-" + HexFormat.of().formatHex(bytes, 0, PSEUDONYM_BYTES));
	}

	/**
	 * Leaves out the name and the input if another person requested the change, because
	 * they are that person's data.
	 */
	private static Map<String, @Nullable Object> json(AuditDocument entry, String subject) {
		boolean own = entry.subject().equals(subject);
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", entry.eventId());
		json.put("at", entry.at().toString());
		json.put("action", entry.action());
		json.put("requestedByCaller", own);
		if (own) {
			json.put("name", entry.name());
			json.put("input", entry.input());
			json.put("requestId", entry.requestId());
		}
		return json;
	}

}
