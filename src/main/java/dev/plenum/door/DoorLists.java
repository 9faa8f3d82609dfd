package dev.plenum.door;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.plenum.agenda.AgendaDocument;
import dev.plenum.agenda.Presences;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.Participants;
import dev.plenum.platform.graphql.language.Languages;
import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.platform.token.TicketCodes;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.seating.CheckInTime;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatState;
import dev.plenum.seating.SeatingBoard;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * Writes who may come in to some sessions, for a device that may lose its network.
 */
@Component
class DoorLists {

	/** The number of people that a list can have. */
	private static final int MOST = 20_000;

	private static final int HASH_BYTES = 16;

	private static final String ALGORITHM = "HmacSHA256";

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private final SeatingBoards boards;

	private final Participants participants;

	private final Presences presences;

	private final TicketCodes tickets;

	private final DerivationKey keys;

	DoorLists(SeatingBoards boards, Participants participants, Presences presences, TicketCodes tickets,
			DerivationKey keys) {
		this.boards = boards;
		this.participants = participants;
		this.presences = presences;
		this.tickets = tickets;
		this.keys = keys;
	}

	/**
	 * Writes a list.
	 * @param sessions sessions of one event, at least one
	 * @param doors the number of devices that share the free places
	 * @param known the parts that the device has
	 * @param languages the languages of the reader
	 * @param now the current time
	 * @return the list as JSON
	 */
	Mono<Map<String, Object>> of(List<Session> sessions, int doors, DoorParts known, Languages languages, Instant now) {
		String eventId = sessions.getFirst().event().id();
		return Mono
			.zip(this.boards.of(eventId).get(), this.participants.of(eventId).take(MOST).collectList(),
					this.presences.all(eventId).take(MOST).collectList())
			.publishOn(Schedulers.boundedElastic())
			.map((read) -> {
				byte[] key = this.keys.derive("door list", eventId,
						LocalDate.ofInstant(now, ZoneOffset.UTC).toString());
				DoorParts parts = new DoorParts(
						entries(sessions, read.getT1(), read.getT2(), read.getT3(), hashing(key)));
				Map<String, Object> list = new LinkedHashMap<>();
				list.put("eventId", eventId);
				list.put("key", BASE64.encodeToString(key));
				list.put("cursor", parts.cursor());
				list.put("sessions",
						sessions.stream()
							.map((session) -> session(session, doors, read.getT1(), read.getT3(), languages, now))
							.toList());
				list.put("parts", parts.since(known));
				return list;
			});
	}

	private static Mac hashing(byte[] key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(key, ALGORITHM));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, @Nullable Object> session(Session session, int doors, SeatingBoard board,
			List<AgendaDocument> agendas, Languages languages, Instant now) {
		CheckInTime time = CheckInTime.of(session);
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", session.id());
		json.put("title", session.title().in(languages.ranges()));
		json.put("room", session.rooms().stream().map(Room::name).findFirst().orElse(null));
		json.put("startsAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(session.startsAt()));
		json.put("endsAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(session.endsAt()));
		json.put("opensAt", time.opensAt().toString());
		json.put("closesAt", time.closesAt().toString());
		json.put("cancelled", session.status() != SessionStatus.SCHEDULED);
		json.put("ticketTypes", session.ticketTypes());
		json.put("capacity", session.capacity());
		json.put("checkedIn", CheckInDesk.count(session, board, agendas));
		json.put("places", (session.capacity() != null) ? board.free(session, false, now) / doors : null);
		return json;
	}

	private List<Map<String, Object>> entries(List<Session> sessions, SeatingBoard board,
			List<ParticipantDocument> participants, List<AgendaDocument> agendas, Mac mac) {
		Map<String, Person> people = new HashMap<>();
		participants.forEach((participant) -> {
			Person person = people.computeIfAbsent(participant.subject(), (_) -> new Person());
			person.meet(participant, this.tickets);
			people.put(participant.ticketSubject(), person);
		});
		agendas.forEach((agenda) -> people.computeIfAbsent(agenda.subject(), (_) -> new Person()).meet(agenda));
		return new LinkedHashSet<>(people.values()).stream()
			.map((person) -> person.json(sessions, board, mac))
			.filter((json) -> json.containsKey("sessions"))
			.limit(MOST)
			.toList();
	}

	/** What is known of one person, who may have a ticket, an agenda, or both. */
	private static final class Person {

		private @Nullable ParticipantDocument participant;

		private final List<AgendaDocument> agendas = new ArrayList<>();

		private final Set<String> codes = new LinkedHashSet<>();

		private String subject = "";

		void meet(ParticipantDocument found, TicketCodes tickets) {
			if (this.participant == null || !this.participant.isActive()) {
				this.participant = found;
				this.subject = found.subject();
			}
			this.codes.add(tickets.codeOf(found.id(), found.generation()).replace("-", ""));
		}

		void meet(AgendaDocument agenda) {
			this.agendas.add(agenda);
			if (this.subject.isEmpty()) {
				this.subject = agenda.subject();
			}
			Stream.concat(Stream.ofNullable(agenda.code()), agenda.otherCodes().stream()).forEach(this.codes::add);
		}

		Map<String, Object> json(List<Session> sessions, SeatingBoard board, Mac mac) {
			Map<String, Object> json = new LinkedHashMap<>();
			ParticipantDocument ticket = this.participant;
			json.put("id", (ticket != null) ? ticket.id() : this.agendas.getFirst().id());
			json.put("codes", this.codes.stream().map((code) -> hash(mac, code)).toList());
			String name = (ticket != null) ? ticket.name() : this.agendas.getFirst().name();
			if (name != null) {
				json.put("name", name);
			}
			if (ticket != null && ticket.ticketType() != null) {
				json.put("ticketType", ticket.ticketType());
			}
			Map<String, Object> theirs = new LinkedHashMap<>();
			sessions.stream()
				.filter(this::isEntitledTo)
				.forEach((session) -> theirs.put(session.id(), at(session, board)));
			if (!theirs.isEmpty()) {
				json.put("sessions", theirs);
			}
			return json;
		}

		private boolean isEntitledTo(Session session) {
			return (this.participant != null) ? this.participant.isAdmittedWith(session.ticketTypes())
					: session.admitsEverybody();
		}

		private Map<String, Object> at(Session session, SeatingBoard board) {
			CheckInTime time = CheckInTime.of(session);
			Map<String, Object> json = new LinkedHashMap<>();
			Optional<HeldSeat> seat = board.seatOf(session.id(), this.subject);
			seat.filter((held) -> held.state() != SeatState.NOT_NEEDED)
				.ifPresent((held) -> json.put("seat", held.state().name()));
			Stream<Instant> seated = seat.stream()
				.map(HeldSeat::place)
				.filter((place) -> time.counts(place.checkedInAt(), place.checkedInFor()))
				.flatMap((place) -> Stream.ofNullable(place.checkedInAt()));
			Stream<Instant> present = this.agendas.stream()
				.flatMap((agenda) -> Stream.ofNullable(agenda.presence(session.id(), time)));
			Stream.concat(seated, present)
				.min(Instant::compareTo)
				.ifPresent((at) -> json.put("checkedInAt", at.toString()));
			return json;
		}

		private static String hash(Mac mac, String code) {
			return BASE64.encodeToString(Arrays.copyOf(mac.doFinal(code.getBytes(StandardCharsets.UTF_8)), HASH_BYTES));
		}

	}

}
