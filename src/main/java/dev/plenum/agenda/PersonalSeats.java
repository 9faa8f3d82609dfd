package dev.plenum.agenda;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.PersonalData;
import dev.plenum.programme.Programmes;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatDesk;
import dev.plenum.seating.SeatingBoards;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The seats and places on waiting lists of a person at all events. Deleted seats go to
 * the waiting lists.
 */
@Component
@Order(1)
class PersonalSeats implements PersonalData {

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
	public Mono<Object> of(String subject) {
		return this.programmes.ids()
			.concatMap((eventId) -> this.boards.of(eventId)
				.get()
				.flatMapIterable((board) -> board.seatsOf(subject))
				.map((seat) -> json(eventId, seat)))
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return this.programmes.ids()
			.concatMap((eventId) -> this.desk.releaseAll(eventId, subject))
			.count()
			.map(Long::intValue);
	}

	private static Map<String, @Nullable Object> json(String eventId, HeldSeat seat) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", eventId);
		json.put("sessionId", seat.sessionId());
		json.put("state", seat.state().name());
		json.put("position", seat.position());
		json.put("since", seat.since().toString());
		json.put("checkedInAt", (seat.checkedInAt() != null) ? seat.checkedInAt().toString() : null);
		return json;
	}

}
