package dev.plenum.agenda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.plenum.mydata.AttendeeData;
import dev.plenum.programme.Programmes;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatDesk;
import dev.plenum.seating.SeatItem;
import dev.plenum.seating.SeatingBoard;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The seats and places on waiting lists of a person at all events, and what happened to
 * them. Deleted seats go to the waiting lists.
 */
@Component
@Order(1)
class PersonalSeats implements AttendeeData {

	private final Programmes programmes;

	private final SeatingBoards boards;

	private final SeatDesk desk;

	PersonalSeats(Programmes programmes, SeatingBoards boards, SeatDesk desk) {
		this.programmes = programmes;
		this.boards = boards;
		this.desk = desk;
	}

	@Override
	public String name() {
		return "seats";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.programmes.ids()
			.filter((id) -> AttendeeData.isIn(eventId, id))
			.concatMap((id) -> this.boards.of(id).get().flatMapIterable((board) -> json(id, board, subject)))
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return this.programmes.ids()
			.filter((id) -> AttendeeData.isIn(eventId, id))
			.concatMap((id) -> this.desk.forget(id, subject))
			.count()
			.map(Long::intValue);
	}

	private static List<Map<String, @Nullable Object>> json(String eventId, SeatingBoard board, String subject) {
		Map<String, List<SeatItem>> items = board.itemsOf(subject);
		Set<String> sessionIds = new TreeSet<>(items.keySet());
		board.seatsOf(subject).forEach((seat) -> sessionIds.add(seat.sessionId()));
		return sessionIds.stream().map((sessionId) -> {
			Map<String, @Nullable Object> json = new LinkedHashMap<>();
			json.put("eventId", eventId);
			json.put("sessionId", sessionId);
			board.seatOf(sessionId, subject).ifPresent((seat) -> json.putAll(json(seat)));
			json.put("history",
					items.getOrDefault(sessionId, List.of())
						.stream()
						.map((item) -> Map.of("what", item.kind().name(), "at", item.at().toString()))
						.toList());
			return json;
		}).toList();
	}

	private static Map<String, @Nullable Object> json(HeldSeat seat) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("state", seat.state().name());
		json.put("position", seat.position());
		json.put("since", seat.since().toString());
		json.put("checkedInAt", Objects.toString(seat.checkedInAt(), null));
		if (seat.place().handedTo() != null) {
			json.put("offeredToSomebodyUntil", Objects.toString(seat.place().handedTo().offeredUntil(), null));
		}
		json.put("offeredUntil", Objects.toString(seat.place().offeredUntil(), null));
		return json;
	}

}
