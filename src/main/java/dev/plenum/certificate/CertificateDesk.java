package dev.plenum.certificate;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaOwner;
import dev.plenum.agenda.Presences;
import dev.plenum.certificate.CertificateController.CertificateRevoked;
import dev.plenum.certificate.CertificateDocument.Facts;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.programme.Venue;
import dev.plenum.programme.document.CertificateRule;
import dev.plenum.programme.document.Organiser;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatingBoard;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Issues and revokes certificates. A participant has one certificate, whether they use
 * the ticket or the account that entered its code.
 */
@Component
class CertificateDesk {

	private final EventAccess access;

	private final Participants participants;

	private final SeatingBoards boards;

	private final Presences presences;

	private final Certificates certificates;

	private final InstantSource clock;

	CertificateDesk(EventAccess access, Participants participants, SeatingBoards boards, Presences presences,
			Certificates certificates, InstantSource clock) {
		this.access = access;
		this.participants = participants;
		this.boards = boards;
		this.presences = presences;
		this.certificates = certificates;
		this.clock = clock;
	}

	/**
	 * What the caller has attended; empty if nobody gets a certificate, or without a
	 * token.
	 */
	Mono<Attended> attended(Event event, Caller caller) {
		return (event.certificateRule() == null || caller.subject() == null) ? Mono.empty()
				: person(event, caller).flatMap((person) -> attended(event.programme(), person));
	}

	/**
	 * The valid certificate of the caller; empty if there is none.
	 */
	Mono<CertificateDocument> present(Event event, Caller caller) {
		return (caller.subject() == null) ? Mono.empty()
				: person(event, caller).flatMap((person) -> present(event, person));
	}

	/**
	 * Issues the certificate of the caller, also after the event.
	 */
	Mono<CertificateDocument> issue(Programme programme, @Nullable String requestId, Caller caller) {
		Event event = programme.event();
		String request = RequestKey.of(requestId, "issueCertificate", event.id(), caller.requireSubject());
		return person(event, caller).flatMap((person) -> Mono.zip(attended(programme, person), stored(event, person))
			.flatMap((found) -> issue(event, person, found.getT1(), found.getT2(), request)));
	}

	private Mono<CertificateDocument> issue(Event event, Person person, Attended attended,
			Optional<CertificateDocument> stored, @Nullable String request) {
		CertificateRule rule = event.certificateRule();
		if (rule == null || !attended.fulfils(rule)) {
			return stored.filter(CertificateDocument::isValid)
				.map(Mono::just)
				.orElseGet(() -> Mono.error(() -> new Refused(new CertificateNotEarned(event))));
		}
		String owner = stored.map(CertificateDocument::subject).orElseGet(() -> person.subjects().getFirst());
		return this.certificates.issue(event.id(), owner, facts(event, rule, person.knownName(), attended), request)
			.doOnNext((certificate) -> requireNotSuperseded(certificate.isValid()));
	}

	/**
	 * Revokes a certificate of the caller, also if the event was deleted.
	 */
	Mono<CertificateRevoked> revoke(String certificateId, @Nullable String requestId, Caller caller) {
		return Mono.fromCallable(() -> caller.in(Ids.eventOf(certificateId).orElse("")).requireSubject())
			.then(this.certificates.byId(certificateId))
			.filterWhen((certificate) -> isOf(certificate, caller))
			.switchIfEmpty(Mono
				.error(() -> Problem.of(ErrorCode.NOT_FOUND, "You have no certificate '%s'.".formatted(certificateId))))
			.flatMap((certificate) -> this.certificates
				.revoke(certificate,
						RequestKey.of(requestId, "revokeCertificate", certificateId,
								caller.in(certificate.eventId()).requireSubject()))
				.doOnNext((revoked) -> requireNotSuperseded(!revoked.isValid()))
				.then(this.access.visibleEvent(certificate.eventId(), caller.in(certificate.eventId())))
				.map((programme) -> new CertificateRevoked(certificateId, programme.event()))
				.defaultIfEmpty(new CertificateRevoked(certificateId, null)));
	}

	/**
	 * Refuses a late repetition of a request that a newer one has undone.
	 */
	private static void requireNotSuperseded(boolean asRequested) {
		if (!asRequested) {
			throw new Refused(new Superseded());
		}
	}

	private Mono<Boolean> isOf(CertificateDocument certificate, Caller caller) {
		String subject = caller.in(certificate.eventId()).requireSubject();
		return subject.equals(certificate.subject()) ? Mono.just(true)
				: this.participants.bySubject(certificate.eventId(), subject)
					.map((participant) -> participant.subjects().contains(certificate.subject()))
					.defaultIfEmpty(false);
	}

	private Mono<Person> person(Event event, Caller caller) {
		String subject = caller.requireSubject();
		return this.participants.bySubject(event.id(), subject)
			.map((participant) -> new Person(subjects(participant, subject), participant.name()))
			.defaultIfEmpty(new Person(List.of(subject), caller.name()));
	}

	private static List<String> subjects(ParticipantDocument participant, String subject) {
		return Stream.concat(participant.subjects().stream(), Stream.of(subject)).distinct().toList();
	}

	private Mono<CertificateDocument> present(Event event, Person person) {
		return stored(event, person).flatMap(Mono::justOrEmpty).filter(CertificateDocument::isValid);
	}

	/**
	 * A valid one comes first, and then that of the ticket: the account may have got one
	 * before it was linked.
	 */
	private Mono<Optional<CertificateDocument>> stored(Event event, Person person) {
		return Flux.fromIterable(person.subjects())
			.concatMap((subject) -> this.certificates.of(event.id(), subject))
			.filter((certificate) -> certificate.subject() != null)
			.sort(Comparator.comparing((certificate) -> !certificate.isValid()))
			.next()
			.singleOptional();
	}

	private Mono<Attended> attended(Programme programme, Person person) {
		return Flux.fromIterable(person.subjects())
			.concatMap((subject) -> Mono.zip(this.boards.of(programme.id()).get(),
					this.presences.cameTo(new AgendaOwner(programme.id(), subject, person.name()),
							programme.sessions()),
					(board, others) -> came(programme, board.seatsOf(subject), others)))
			.reduce(new LinkedHashSet<Session>(), (all, some) -> {
				all.addAll(some);
				return all;
			})
			.map((all) -> Attended.of(all.stream().map(Session::slot).toList(), this.clock.instant()));
	}

	private static Set<Session> came(Programme programme, List<HeldSeat> seats, Collection<Session> others) {
		return Stream
			.concat(others.stream(),
					seats.stream()
						.flatMap((seat) -> programme.session(seat.sessionId())
							.filter((session) -> CheckInTime.of(session)
								.counts(seat.checkedInAt(), seat.place().checkedInFor()))
							.stream()))
			.collect(Collectors.toSet());
	}

	private static Facts facts(Event event, CertificateRule rule, String name, Attended attended) {
		String organisers = event.organisers().stream().map(Organiser::name).collect(Collectors.joining(", "));
		String otherwise = organisers.isEmpty() ? event.name().in(List.of()) : organisers;
		return new Facts(name, event.name(), event.slug(), event.startsOn(), event.endsOn(), event.timezone(),
				place(event.venue()), Objects.requireNonNullElse(rule.issuer(), otherwise), attended.sessions(),
				attended.minutes());
	}

	private static @Nullable String place(@Nullable Venue venue) {
		return (venue == null) ? null
				: Stream.of(venue.name(), venue.city())
					.filter(Objects::nonNull)
					.reduce((name, city) -> name + ", " + city)
					.orElse(null);
	}

	/**
	 * Somebody at an event.
	 *
	 * @param subjects all subjects of the person, at least one
	 * @param name the name; null if unknown
	 */
	private record Person(List<String> subjects, @Nullable String name) {

		String knownName() {
			if (this.name == null) {
				throw Problem.of(ErrorCode.BAD_INPUT, "Your token has no name. Sign in with your ticket code.");
			}
			return this.name;
		}

	}

}
