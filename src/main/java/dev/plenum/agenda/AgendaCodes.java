package dev.plenum.agenda;

import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

import com.mongodb.client.model.Filters;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Fields;
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
 * What an agenda stores is what counts. An attendee without a stored agenda is shown
 * derived values, for which nothing has to be written; the agenda that makes them
 * findable is stored beside the answer ({@link PendingAgendas}). A renewal and a deletion
 * begin a new generation of values, and a value of an earlier generation is never valid
 * again, whatever a server that is late may store.
 */
@Component
class AgendaCodes {

	private static final Logger log = LoggerFactory.getLogger(AgendaCodes.class);

	private static final String NO_AGENDA = "";

	private final Agendas agendas;

	private final Generations generations;

	private final Secrets secrets;

	private final PendingAgendas pending;

	AgendaCodes(Agendas agendas, Generations generations, Secrets secrets, PendingAgendas pending) {
		this.agendas = agendas;
		this.generations = generations;
		this.secrets = secrets;
		this.pending = pending;
	}

	/**
	 * The agenda with the code and the secret that its attendee is shown.
	 * @param kept the agenda as memory has it
	 * @return the agenda; its code and its secret are not null
	 */
	Mono<AgendaDocument> shown(AgendaOwner owner, AgendaDocument kept) {
		return isComplete(kept) ? Mono.just(kept)
				: Mono.zip(this.agendas.of(owner), this.generations.of(owner),
						(newest, least) -> isComplete(newest) ? newest : derived(owner, newest, least));
	}

	/**
	 * The agenda of the attendee at a door.
	 * @param code the code as it is stored
	 * @return the agenda; empty if no attendee has this code. CONFLICT if two have it:
	 * both then get new ones
	 */
	Mono<AgendaDocument> byCode(String eventId, String code) {
		return this.agendas.withCode(eventId, code)
			.concatMap((kept) -> valid(kept, code.equals(kept.code()),
					(least) -> code.equals(this.secrets.code(kept.owner(), least))))
			.collectList()
			.flatMap(
					(found) -> (found.size() > 1) ? replaceCodes(found) : Mono.justOrEmpty(found.stream().findFirst()));
	}

	/**
	 * The agenda that a calendar's secret opens. An unknown secret asks the same of the
	 * database as a known one that is not valid any more.
	 * @param secret any secret
	 * @return the agenda; empty for a secret that opens nothing
	 */
	Mono<AgendaDocument> bySecret(String secret) {
		return this.agendas.byId(Secrets.agendaId(secret).orElse(NO_AGENDA))
			.filter((kept) -> kept.hasCalendarSecret(secret))
			.flatMap((kept) -> valid(kept, kept.calendarSecret() != null && Secrets.same(secret, kept.calendarSecret()),
					(least) -> Secrets.same(secret, this.secrets.calendar(kept.owner(), least))));
	}

	/**
	 * Replaces the calendar's secret.
	 * @param replaced the secret to replace; another one has been replaced before, and
	 * nothing happens. Null replaces whatever there is
	 * @return the agenda as it is then
	 */
	Mono<AgendaDocument> renewCalendar(AgendaOwner owner, @Nullable String replaced) {
		return this.generations.of(owner)
			.flatMap((least) -> this.agendas.begin(owner, least)
				.flatMap((kept) -> (replaced == null || kept.hasCalendarSecret(replaced))
						? replaceSecret(kept, next(kept, least)) : Mono.just(kept)));
	}

	/**
	 * Takes an agenda away. Its code and its calendar's secret are never valid again.
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
	 * An agenda, if the code or secret by which it was found is valid. An agenda whose
	 * deletion was cut short gets new ones.
	 * @param isStored whether it is stored as the agenda's own
	 * @param isDerived whether it is derived from a generation
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

	private Mono<AgendaDocument> replaceCodes(List<AgendaDocument> found) {
		log.warn("{} agendas of event {} have the same code and get new ones", found.size(),
				found.getFirst().eventId());
		return Flux.fromIterable(found).concatMap((kept) -> this.generations.of(kept.owner()).flatMap((least) -> {
			int next = next(kept, least);
			return this.agendas.change(kept.owner(), Filters.eq("code", kept.code()),
					new Fields().set("code", this.secrets.code(kept.owner(), next))
						.set("generation", next)
						.set("otherCodes", null));
		}))
			.then(Mono.error(() -> Problem.of(ErrorCode.CONFLICT,
					"Two attendees have this code. Both have new codes now: ask for the code again.")));
	}

	private static int next(AgendaDocument kept, int least) {
		return Math.max(Objects.requireNonNullElse(kept.generation(), 0), least) + 1;
	}

	private static boolean isComplete(AgendaDocument kept) {
		return kept.code() != null && kept.calendarSecret() != null;
	}

}
