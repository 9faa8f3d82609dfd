package dev.plenum.meeting;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.MeetingBoard.Held;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The snapshots of the meetings of all events in use. The change feed keeps them up to
 * date.
 */
@Component
public class MeetingBoards {

	private final Snapshots<MeetingBoard> snapshots;

	private final ShowFloors floors;

	MeetingBoards(Meetings meetings, ShowFloors floors, Memory memory) {
		this.snapshots = memory.perEvent((eventId) -> meetings.ofEvent(eventId).collectList().map(MeetingBoard::of))
			.kept(Meetings.COLLECTION, MeetingsDocument.class, MeetingBoard::with, MeetingBoard::without);
		this.floors = floors;
	}

	/**
	 * The meetings at an event that a person requested, and those that the person hosts
	 * while they are on the exhibitor's staff.
	 * @param programme the event
	 * @param subject the person
	 * @return the meetings, in no order
	 */
	public Mono<List<Meeting>> of(Programme programme, String subject) {
		return live(programme.id()).get().flatMap((board) -> linked(programme, subject, board));
	}

	/**
	 * The meetings of a person after each change of meetings, without end.
	 * @param programme the event
	 * @param subject the person
	 * @return the meetings that {@link #of} returns
	 */
	public Flux<List<Meeting>> follow(Programme programme, String subject) {
		return live(programme.id()).follow().concatMap((board) -> linked(programme, subject, board), 1);
	}

	/**
	 * The new and changed meetings of an exhibitor from now on, without end.
	 */
	Flux<MeetingEntry> news(String eventId, String exhibitorId) {
		return Flux.defer(() -> {
			AtomicReference<MeetingBoard> seen = new AtomicReference<>(MeetingBoard.of(List.of()));
			return live(eventId).get()
				.doOnNext(seen::set)
				.thenMany(live(eventId).follow())
				.concatMapIterable((board) -> board.since(seen.getAndSet(board), exhibitorId), 1);
		});
	}

	Live<MeetingBoard> live(String eventId) {
		return this.snapshots.of(eventId);
	}

	private Mono<List<Meeting>> linked(Programme programme, String subject, MeetingBoard board) {
		List<Held> held = board.of(subject);
		return held.stream().allMatch((one) -> one.entry().attendee().equals(subject))
				? Mono.just(linked(programme, held))
				: this.floors.among(held.stream().map(Held::exhibitorId).distinct().toList(), programme)
					.filter((exhibitor) -> exhibitor.staff().contains(subject))
					.map(Exhibitor::id)
					.collect(Collectors.toSet())
					.map((staffed) -> linked(programme, held.stream()
						.filter((one) -> one.entry().attendee().equals(subject) || staffed.contains(one.exhibitorId()))
						.toList()));
	}

	private static List<Meeting> linked(Programme programme, List<Held> held) {
		return held.stream().map((one) -> new Meeting(programme, one.exhibitorId(), one.entry())).toList();
	}

}
