package dev.plenum.announcement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of the bulletins of one event.
 */
public final class BulletinBoard {

	/** The number of bulletins of an event that are kept in memory. */
	static final int KEPT = 2000;

	/** The end of a session is not reported later than this. */
	private static final Duration LATEST = Duration.ofDays(3);

	/** An announcement to a room also reaches those whose session starts so soon. */
	private static final Duration AT_THE_DOOR = Duration.ofMinutes(30);

	private final int newest;

	private final List<BulletinDocument> kept;

	private final Map<String, Long> posted;

	private BulletinBoard(int newest, List<BulletinDocument> kept, Map<String, Long> posted) {
		this.newest = newest;
		this.kept = kept;
		this.posted = posted;
	}

	static BulletinBoard of(List<BulletinDocument> all) {
		List<BulletinDocument> sorted = all.stream().sorted(Comparator.comparingInt(BulletinDocument::number)).toList();
		Map<String, Long> posted = new HashMap<>();
		sorted.forEach((bulletin) -> posted.put(bulletin.subjectId(), bulletin.subjectVersion()));
		return new BulletinBoard(sorted.isEmpty() ? 0 : sorted.getLast().number(), newest(sorted), posted);
	}

	/**
	 * Returns the number of the newest bulletin.
	 * @return the number; 0 if there is none
	 */
	public int newest() {
		return this.newest;
	}

	/**
	 * Returns the number after which all bulletins are in memory.
	 * @return the number; 0 if all bulletins ever made are in memory
	 */
	public int oldest() {
		return this.newest - this.kept.size();
	}

	/**
	 * Returns the newest bulletins.
	 * @return the newest 2,000 bulletins by number
	 */
	public List<BulletinDocument> kept() {
		return this.kept;
	}

	/**
	 * Returns the bulletins after a number.
	 * @param number a number from {@link #oldest()} on
	 * @return the bulletins by number
	 */
	public List<BulletinDocument> after(int number) {
		return (number >= this.newest) ? List.of() : this.kept.subList(number - oldest(), this.kept.size());
	}

	BulletinBoard with(BulletinDocument bulletin) {
		if (bulletin.number() <= this.newest) {
			return this;
		}
		List<BulletinDocument> more = new ArrayList<>(this.kept);
		more.add(bulletin);
		Map<String, Long> known = new HashMap<>(this.posted);
		known.put(bulletin.subjectId(), bulletin.subjectVersion());
		return new BulletinBoard(bulletin.number(), newest(more), known);
	}

	/**
	 * Returns the next bulletin that is missing.
	 * @param programme the event
	 * @param noticeboard the event's announcements
	 * @param now the current time
	 * @return the bulletin with the next number; empty if none is missing
	 */
	Optional<BulletinDocument> missing(Programme programme, Noticeboard noticeboard, Instant now) {
		Stream<BulletinDocument> announced = noticeboard.byId()
			.values()
			.stream()
			.filter((announcement) -> isMissing(announcement.id(), announcement.version()))
			.map((announcement) -> announced(announcement, programme, now));
		Stream<BulletinDocument> over = programme.sessions()
			.stream()
			.filter((session) -> isOver(session, now) && isMissing(session.id(), 0))
			.map((session) -> bulletin(programme, BulletinKind.SESSION_OVER, session.id(), 0, List.of(session.id()),
					false, session.slot().endsAt()));
		return Stream.concat(announced, over)
			.min(Comparator.comparing(BulletinDocument::at).thenComparing(BulletinDocument::subjectId));
	}

	private boolean isMissing(String subjectId, long version) {
		Long known = this.posted.get(subjectId);
		return known == null || known < version;
	}

	private static boolean isOver(Session session, Instant now) {
		Instant end = session.slot().endsAt();
		return session.slot().takesPlace() && !end.isAfter(now) && end.isAfter(now.minus(LATEST));
	}

	private BulletinDocument announced(AnnouncementDocument announcement, Programme programme, Instant now) {
		List<String> sessionIds = (announcement.sessionId() != null) ? List.of(announcement.sessionId()) : null;
		boolean known = this.posted.containsKey(announcement.id());
		Instant withdrawnAt = announcement.withdrawnAt();
		Instant at = (withdrawnAt != null) ? withdrawnAt : known ? now : announcement.at();
		if (announcement.roomId() != null) {
			sessionIds = inRoom(announcement.roomId(), programme, at, announcement.validUntil());
		}
		BulletinKind kind = (withdrawnAt != null) ? BulletinKind.WITHDRAWN
				: known ? BulletinKind.CORRECTED : BulletinKind.ANNOUNCED;
		return bulletin(programme, kind, announcement.id(), announcement.version(), sessionIds,
				announcement.roomId() != null, at);
	}

	private static List<String> inRoom(String roomId, Programme programme, Instant from, @Nullable Instant validUntil) {
		Instant soon = from.plus(AT_THE_DOOR);
		Instant until = (validUntil != null && validUntil.isAfter(soon)) ? validUntil : soon;
		return programme.sessions()
			.stream()
			.filter((session) -> session.slot().roomIds().contains(roomId) && session.slot().takesPlace())
			.filter((session) -> session.slot().endsAt().isAfter(from) && session.slot().startsAt().isBefore(until))
			.map(Session::id)
			.toList();
	}

	private BulletinDocument bulletin(Programme programme, BulletinKind kind, String subjectId, long subjectVersion,
			@Nullable List<String> sessionIds, boolean seated, Instant at) {
		int number = this.newest + 1;
		List<String> forEverybody = (sessionIds != null) ? sessionIds.stream()
			.filter((id) -> programme.session(id).filter(kind::concernsEverybody).isPresent())
			.toList() : null;
		return new BulletinDocument(BulletinDocument.id(programme.id(), number), programme.id(), 1, number, kind,
				subjectId, subjectVersion, sessionIds, seated, at, forEverybody);
	}

	private static List<BulletinDocument> newest(List<BulletinDocument> all) {
		return List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
	}

}
