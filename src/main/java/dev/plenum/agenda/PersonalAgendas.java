package dev.plenum.agenda;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.agenda.AgendaDocument.Pick;
import dev.plenum.agenda.AgendaDocument.ReadNews;
import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The agendas of a person at all events.
 */
@Component
@Order(2)
class PersonalAgendas implements AttendeeData {

	private final Agendas agendas;

	private final AgendaCodes codes;

	private final Generations generations;

	PersonalAgendas(Agendas agendas, AgendaCodes codes, Generations generations) {
		this.agendas = agendas;
		this.codes = codes;
		this.generations = generations;
	}

	@Override
	public String name() {
		return "agendas";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.agendas.ofSubject(subject)
			.filter((agenda) -> AttendeeData.isIn(eventId, agenda.eventId()))
			.map(PersonalAgendas::json)
			.collectList()
			.cast(Object.class);
	}

	/**
	 * Begins a new generation for all events first: an attendee may have got a code of an
	 * event that has no agenda of theirs.
	 */
	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return ((eventId == null) ? this.generations.deleteAll(subject) : Mono.<Void>empty())
			.thenMany(this.agendas.ofSubject(subject)
				.filter((agenda) -> AttendeeData.isIn(eventId, agenda.eventId()))
				.collectList()
				.flatMapIterable((all) -> all))
			.concatMap(this.codes::forget)
			.reduce(0, (count, removed) -> removed ? count + 1 : count);
	}

	private static Map<String, @Nullable Object> json(AgendaDocument agenda) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", agenda.eventId());
		json.put("name", agenda.name());
		json.put("agendaCode", agenda.code());
		json.put("calendarSecret", agenda.calendarSecret());
		json.put("otherAgendaCodes", agenda.otherCodes());
		json.put("otherCalendarSecrets", agenda.otherCalendarSecrets());
		json.put("picks",
				agenda.picks()
					.entrySet()
					.stream()
					.sorted(Comparator.comparing((Map.Entry<String, Pick> pick) -> pick.getValue().at())
						.thenComparing(Map.Entry.comparingByKey()))
					.map((pick) -> json(pick.getKey(), pick.getValue()))
					.toList());
		json.put("appointments",
				agenda.appointments()
					.values()
					.stream()
					.sorted(Comparator.comparing(AppointmentEntry::startsAt))
					.map(PersonalAgendas::json)
					.toList());
		json.put("notes", json("sessionId", "text", agenda.notes()));
		json.put("favouriteExhibitors", json("exhibitorId", "at", agenda.favourites()));
		json.put("exhibitorNotes", json("exhibitorId", "text", agenda.exhibitorNotes()));
		json.put("seenAt", json("sessionId", "at", agenda.presences()));
		json.put("takesPartSince", (agenda.takesPartSince() != null) ? agenda.takesPartSince().toString() : null);
		json.put("newsReadAt",
				Stream
					.concat(agenda.newsRead().marks().stream().map(ReadNews.Mark::at),
							agenda.newsRead().items().stream().map(ReadNews.Item::at))
					.sorted()
					.map(Instant::toString)
					.toList());
		return json;
	}

	private static List<Map<String, String>> json(String idName, String name, Map<String, ?> byId) {
		return byId.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> Map.of(idName, entry.getKey(), name, String.valueOf(entry.getValue())))
			.toList();
	}

	private static Map<String, Object> json(String sessionId, Pick pick) {
		return Map.of("sessionId", sessionId, "picked", pick.picked(), "at", pick.at().toString(), "decisions",
				pick.history()
					.stream()
					.map((decision) -> Map.of("picked", decision.picked(), "at", decision.at().toString()))
					.toList());
	}

	private static Map<String, @Nullable Object> json(AppointmentEntry appointment) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("title", appointment.title());
		json.put("startsAt", appointment.startsAt().toString());
		json.put("endsAt", appointment.endsAt().toString());
		json.put("place", appointment.place());
		json.put("note", appointment.note());
		return json;
	}

}
