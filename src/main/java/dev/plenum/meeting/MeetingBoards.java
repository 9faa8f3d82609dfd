package dev.plenum.meeting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.meeting.MeetingBoard.Held;
import dev.plenum.platform.broadcast.Positioned;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The snapshots of the meetings of all events in use. The change feed keeps them up to
 * date.
 */
@Component
public class MeetingBoards {

	/** How long to wait for a position that another server has reached. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Snapshots<MeetingBoard> snapshots;

	private final ShowFloors floors;

	MeetingBoards(Meetings meetings, ShowFloors floors, Memory memory) {
		this.snapshots = memory.perEvent((eventId) -> meetings.ofEvent(eventId).collectList().map(MeetingBoard::of))
			.kept(Meetings.COLLECTION, MeetingsDocument.class, MeetingBoard::with, MeetingBoard::without);
		this.floors = floors;
	}

	/**
	 * The meetings at an event that a person requested, and those that the person hosts
	 * while they are on the exhibitor's staff, or hosted until the exhibitor was removed.
	 * @param programme the event
	 * @param subject the person
	 * @param hosting whether meetings that the person hosts are included; not for the
	 * holder of the person's ticket
	 * @return the meetings, in no order
	 */
	public Mono<List<Meeting>> of(Programme programme, String subject, boolean hosting) {
		return live(programme.id()).get().flatMap((board) -> linked(programme, subject, hosting, board));
	}

	/**
	 * The meetings of a person after each change of meetings, without end.
	 * @param programme the event
	 * @param subject the person
	 * @param hosting as for {@link #of}
	 * @return the meetings that {@link #of} returns
	 */
	public Flux<List<Meeting>> follow(Programme programme, String subject, boolean hosting) {
		return live(programme.id()).follow().concatMap((board) -> linked(programme, subject, hosting, board), 1);
	}

	/**
	 * What happened to a person's meetings at an event because of others.
	 * @param programme the event
	 * @param subject the person
	 * @param hosting whether news for the person as a host or a member of the staff are
	 * included
	 * @return one object for each exhibitor whose meetings have news for anybody, in no
	 * order
	 */
	public Mono<List<ExhibitorNews>> news(Programme programme, String subject, boolean hosting) {
		return live(programme.id()).get().flatMap((board) -> news(programme, subject, hosting, board));
	}

	/**
	 * What happened to a person's meetings after each change of meetings, without end. A
	 * slow subscriber may skip states, but the latest one contains the last news.
	 * @param programme the event
	 * @param subject the person
	 * @param hosting as for {@link #news}
	 * @return what {@link #news} returns
	 */
	public Flux<List<ExhibitorNews>> followNews(Programme programme, String subject, boolean hosting) {
		return live(programme.id()).follow().concatMap((board) -> news(programme, subject, hosting, board), 1);
	}

	/**
	 * Returns the name of the collection of the meetings, to listen to its changes. The
	 * field {@code meetings} of each document lists meetings, each with the fields
	 * {@code attendee} and {@code host}.
	 * @return the name
	 */
	public String collection() {
		return Meetings.COLLECTION;
	}

	/**
	 * Returns whom each change of meetings from now on concerns, without end.
	 * @param eventId the event
	 * @return for each change, whether it concerns a person, by subject
	 */
	public Flux<Predicate<String>> concerned(String eventId) {
		return live(eventId).differences((board, seen) -> List.of(board.changedSince(seen)))
			.filter((changed) -> !changed.isEmpty())
			.concatMap((changed) -> this.floors.of(eventId)
				.get()
				.map((floor) -> (subject) -> changed.stream()
					.anyMatch((meetings) -> floor.hasStaff(meetings.exhibitorId(), subject)
							|| meetings.meetings().stream().anyMatch((meeting) -> meeting.concerns(subject))
							|| meetings.news().stream().anyMatch((news) -> news.concerns(subject, false)))),
					1);
	}

	private Mono<List<ExhibitorNews>> news(Programme programme, String subject, boolean hosting, MeetingBoard board) {
		return this.floors.of(programme.id())
			.get()
			.map((floor) -> board.withNews()
				.map((meetings) -> ExhibitorNews.of(meetings, subject, hosting, floor, programme))
				.toList());
	}

	/**
	 * The new and changed meetings of an exhibitor, without end.
	 * @param reached the position after the last change that the subscriber received;
	 * null for what changes from now on
	 * @return the changes; fails with {@link ErrorCode#RESYNC_REQUIRED} if there were
	 * changes since the position
	 */
	Flux<Positioned<MeetingEntry>> changes(String eventId, String exhibitorId, @Nullable String reached) {
		Live<MeetingBoard> live = live(eventId);
		Mono<MeetingBoard> start = (reached == null) ? live.get()
				: live.follow()
					.filter((board) -> board.version(exhibitorId) >= version(reached))
					.next()
					.filter((board) -> board.version(exhibitorId) == version(reached))
					.timeout(PATIENCE, Mono.empty())
					.switchIfEmpty(Mono.error(MeetingBoards::missed));
		return start.flatMapMany((first) -> live.differences(first, (board, seen) -> Positioned
			.all(board.since(seen, exhibitorId), () -> Long.toString(board.version(exhibitorId)))));
	}

	private static long version(String position) {
		return position.matches("\\d{1,18}") ? Long.parseLong(position) : -1;
	}

	private static Problem missed() {
		return Problem.of(ErrorCode.RESYNC_REQUIRED,
				"Changes since then are not kept. Read the meetings and subscribe again.");
	}

	Live<MeetingBoard> live(String eventId) {
		return this.snapshots.of(eventId);
	}

	private Mono<List<Meeting>> linked(Programme programme, String subject, boolean hosting, MeetingBoard board) {
		List<Held> held = board.of(subject, hosting);
		return held.stream().allMatch((one) -> one.entry().isOwnOf(subject)) ? Mono.just(linked(programme, held))
				: this.floors.of(programme.id())
					.get()
					.map((floor) -> linked(programme, held.stream()
						.filter((one) -> one.entry().isOwnOf(subject) || floor.hasStaff(one.exhibitorId(), subject))
						.toList()));
	}

	private static List<Meeting> linked(Programme programme, List<Held> held) {
		return held.stream().map((one) -> new Meeting(programme, one.exhibitorId(), one.entry())).toList();
	}

	/**
	 * The news of one exhibitor's meetings for one person. The exhibitor's document is
	 * the source that numbers them.
	 *
	 * @param exhibitorId the exhibitor, which may have been removed
	 * @param last the number of the last news for anybody; those of this person may have
	 * lower numbers
	 * @param news the news for the person, oldest first; at most the last 20 for the
	 * person and, if the person is on the staff, the last 20 for all of the staff
	 * @param name the name of the exhibitor, also if it was removed
	 * @param meetings the meetings that the news are about and that the person may see,
	 * by id
	 */
	public record ExhibitorNews(String exhibitorId, int last, List<MeetingNews> news, String name,
			Map<String, Meeting> meetings) {

		static ExhibitorNews of(MeetingsDocument meetings, String subject, boolean hosting, ShowFloor floor,
				Programme programme) {
			String id = meetings.exhibitorId();
			boolean onStaff = hosting && floor.hasStaff(id, subject);
			Set<String> hosted = hosting ? Set.of() : meetings.notRequestedBy(subject);
			List<MeetingNews> news = meetings.news()
				.stream()
				.filter((one) -> one.concerns(subject, onStaff) && !hosted.contains(one.meetingId()))
				.toList();
			if (news.isEmpty()) {
				return new ExhibitorNews(id, meetings.lastNewsNumber(), news, "", Map.of());
			}
			Set<String> ids = news.stream().map(MeetingNews::meetingId).collect(Collectors.toSet());
			return new ExhibitorNews(id, meetings.lastNewsNumber(), news,
					floor.find(id, programme).map(Exhibitor::name).or(() -> former(meetings)).orElse(""),
					meetings.meetings()
						.stream()
						.filter((meeting) -> ids.contains(meeting.id()))
						.filter((meeting) -> onStaff || meeting.concerns(subject) && meeting.isOwnOf(subject))
						.collect(Collectors.toMap(MeetingEntry::id, (meeting) -> new Meeting(programme, id, meeting))));
		}

		private static Optional<String> former(MeetingsDocument meetings) {
			return meetings.meetings()
				.stream()
				.flatMap((meeting) -> Stream.ofNullable(meeting.formerExhibitor()))
				.findFirst();
		}

	}

}
