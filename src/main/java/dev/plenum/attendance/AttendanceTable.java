package dev.plenum.attendance;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.sheet.Table;
import dev.plenum.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * Writes the attendees of a session as a table, in Swedish, Finnish or English.
 */
final class AttendanceTable {

	private static final Map<String, List<String>> HEADINGS = Map.of("en",
			List.of("Name", "Organisation", "Ticket", "Seat", "Place in line", "Since", "Checked in"), "sv",
			List.of("Namn", "Organisation", "Biljett", "Plats", "Köplats", "Sedan", "Incheckad"), "fi",
			List.of("Nimi", "Organisaatio", "Lippu", "Paikka", "Jonosija", "Alkaen", "Saapunut"));

	private static final Map<String, Map<SeatState, String>> STATES = Map.of("en",
			Map.of(SeatState.BOOKED, "booked", SeatState.OFFERED, "offered", SeatState.WAITING, "waiting"), "sv",
			Map.of(SeatState.BOOKED, "bokad", SeatState.OFFERED, "erbjuden", SeatState.WAITING, "väntar"), "fi",
			Map.of(SeatState.BOOKED, "varattu", SeatState.OFFERED, "tarjottu", SeatState.WAITING, "jonossa"));

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	private AttendanceTable() {
	}

	/**
	 * Makes the table.
	 * @param attendees the attendees
	 * @param language the tag of a language; English if it is another one than Swedish
	 * and Finnish
	 */
	static Table of(List<SessionAttendee> attendees, String language) {
		String known = HEADINGS.containsKey(language) ? language : "en";
		Table table = new Table("Plenum", HEADINGS.getOrDefault(known, List.of()));
		Map<SeatState, String> states = STATES.getOrDefault(known, Map.of());
		for (SessionAttendee attendee : attendees) {
			SeatState state = attendee.seatState();
			table.add(attendee.name(), attendee.organisation(), attendee.ticketType(),
					(state != null) ? states.get(state) : null, attendee.position(), time(attendee.bookedAt()),
					time(attendee.checkedInAt()));
		}
		return table;
	}

	private static @Nullable String time(@Nullable OffsetDateTime moment) {
		return (moment != null) ? moment.format(TIME) : null;
	}

}
