package dev.plenum.agenda;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.Objects;
import java.util.function.IntPredicate;

import com.mongodb.client.model.Filters;
import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.LinkedAccounts;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.seating.AttendeeCodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The codes that attendees show at a door, and the secrets of their calendars.
 *
 * <p>
 * The stored values count. An attendee without a stored agenda gets derived values, so
 * that no query has to write; the agenda by which they can be found is stored in the
 * background ({@link PendingAgendas}). A renewal and a deletion begin a new generation of
 * values. A value of an earlier generation is never valid again, whatever a slow server
 * may store later.
 */
@Component
class AgendaCodes implements AttendeeCodes {

	private static final Pattern GAPS = Pattern.compile("[\\s\\p{Pd}]");

	private static final Logger log = LoggerFactory.getLogger(AgendaCodes.class);

	private static final String NO_AGENDA = "";

	private final Agendas agendas;

	private final Generations generations;

	private final Secrets secrets;

	private final PendingAgendas pending;

	private final LinkedAccounts accounts;

	AgendaCodes(Agendas agendas, Generations generations, Secrets secrets, PendingAgendas pending,
			LinkedAccounts accounts) {
		this.agendas = agendas;
		this.generations = generations;
		this.secrets = secrets;
		this.pending = pending;
		this.accounts = accounts;
	}

	/**
	 * Returns an agenda with the code and the secret to send to the caller.
	 * @param eventId the event
	 * @param kept the caller's agenda in memory
	 * @param caller the attendee
	 * @return the agenda, whose code and secret are not null; for the holder of a linked
	 * ticket that of the ticket
	 */
	Mono<AgendaDocument> shown(String eventId, AgendaDocument kept, Caller caller) {
		AgendaOwner owner = AgendaOwner.ofToken(eventId, caller);
		return caller.isLinked() ? this.agendas.of(owner).flatMap((own) -> shown(owner, own)) : shown(owner, kept);
	}

	private Mono<AgendaDocument> shown(AgendaOwner owner, AgendaDocument kept) {
		return isComplete(kept) ? Mono.just(kept) : Mono.zip(this.agendas.of(owner), this.generations.of(owner),
				(newest, least) -> isComplete(newest) ? newest : derived(owner, newest, least));
	}

	/**
	 * Finds the agenda of the attendee at a door.
	 * @param code the code, normalised
	 * @return the agenda; empty if no attendee has this code. If two attendees have it,
	 * both get new codes, so that nobody has it
	 */
	Mono<AgendaDocument> byCode(String eventId, String code) {
		return this.agendas.withCode(eventId, code)
			.concatMap((kept) -> valid(kept, code.equals(kept.code()),
					(least) -> code.equals(this.secrets.code(kept.owner(), least))))
			.collectList()
			.flatMap((found) -> (found.size() > 1) ? replaceCodes(found).then(Mono.empty())
					: Mono.justOrEmpty(found.stream().findFirst()));
	}

	@Override
	public Mono<String> subjectOf(String eventId, String code) {
		return byCode(eventId, normalised(code)).map(AgendaDocument::subject)
			.flatMap((subject) -> this.accounts.accountOf(eventId, subject).defaultIfEmpty(subject));
	}

	/**
	 * Returns a code as it is stored. Spaces, hyphens and case make no difference.
	 */
	static String normalised(String code) {
		return GAPS.matcher(code).replaceAll("").toUpperCase(Locale.ROOT);
	}

	/**
	 * Finds the agenda that a calendar secret opens. An unknown secret costs the same
	 * database commands as one that is not valid any more.
	 * @param secret any secret
	 * @return the agenda; empty if the secret opens none
	 */
	Mono<AgendaDocument> bySecret(String secret) {
		return this.agendas.byId(Secrets.agendaId(secret).orElse(NO_AGENDA))
			.filter((kept) -> kept.hasCalendarSecret(secret))
			.flatMap((kept) -> valid(kept,
					kept.calendarSecret() != null && DerivationKey.same(secret, kept.calendarSecret()),
					(least) -> DerivationKey.same(secret, this.secrets.calendar(kept.owner(), least))));
	}

	/**
	 * Replaces the calendar secret.
	 * @param replaced the secret to replace; nothing happens if the agenda has another
	 * one. Null replaces any
	 * @return the agenda afterwards
	 */
	Mono<AgendaDocument> renewCalendar(AgendaOwner owner, @Nullable String replaced) {
		return this.generations.of(owner)
			.flatMap((least) -> this.agendas.begin(owner, least)
				.flatMap((kept) -> (replaced == null || kept.hasCalendarSecret(replaced))
						? replaceSecret(kept, next(kept, least)) : Mono.just(kept)));
	}

	/**
	 * Removes an agenda. Its code and its calendar secret are never valid again.
	 * @return whether there was one
	 */
	Mono<Boolean> forget(AgendaDocument kept) {
		int next = next(kept, 0);
		return this.generations.begin(kept.owner(), next)
			.then(this.agendas.remove(kept, next))
			.flatMap((removed) -> (next(removed, 0) > next)
					? this.generations.begin(removed.owner(), next(removed, 0)).thenReturn(true) : Mono.just(true))
			.defaultIfEmpty(false);
	}

	private AgendaDocument derived(AgendaOwner owner, AgendaDocument newest, int least) {
		this.pending.add(owner, least);
		return newest.with(this.secrets.code(owner, least), this.secrets.calendar(owner, least), least);
	}

	/**
	 * Returns an agenda if the code or secret by which it was found is valid. An agenda
	 * that was stored after its deletion gets new values.
	 * @param isStored whether the agenda stores the value as its own
	 * @param isDerived whether the value is derived from a generation
	 */
	private Mono<AgendaDocument> valid(AgendaDocument kept, boolean isStored, IntPredicate isDerived) {
		return this.generations.of(kept.owner()).flatMap((least) -> {
			Integer generation = kept.generation();
			if (generation == null) {
				return (isStored || isDerived.test(least)) ? Mono.just(kept) : Mono.empty();
			}
			return (generation >= least) ? Mono.just(kept)
					: this.agendas.beginGeneration(kept, least).then(Mono.empty());
		});
	}

	private Mono<AgendaDocument> replaceSecret(AgendaDocument kept, int generation) {
		AgendaOwner owner = kept.owner();
		return this.agendas
			.change(owner, Filters.eq("calendarSecret", kept.calendarSecret()),
					new Fields().set("calendarSecret", this.secrets.calendar(owner, generation))
						.set("generation", generation)
						.set("otherCalendarSecrets", null))
			.switchIfEmpty(Mono.defer(() -> this.agendas.begin(owner, generation)));
	}

	private Mono<Void> replaceCodes(List<AgendaDocument> found) {
		log.warn("{} agendas of event {} have the same code and get new codes", found.size(),
				found.getFirst().eventId());
		return Flux.fromIterable(found).concatMap((kept) -> this.generations.of(kept.owner()).flatMap((least) -> {
			int next = next(kept, least);
			return this.agendas.change(kept.owner(), Filters.eq("code", kept.code()),
					new Fields().set("code", this.secrets.code(kept.owner(), next))
						.set("generation", next)
						.set("otherCodes", null));
		})).then();
	}

	private static int next(AgendaDocument kept, int least) {
		return Math.max(Objects.requireNonNullElse(kept.generation(), 0), least) + 1;
	}

	private static boolean isComplete(AgendaDocument kept) {
		return kept.code() != null && kept.calendarSecret() != null;
	}

}
