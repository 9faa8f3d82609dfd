package dev.plenum.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.announcement.BulletinBoard;
import dev.plenum.announcement.BulletinDocument;
import dev.plenum.announcement.BulletinKind;
import dev.plenum.inbox.Happening.Changed;
import dev.plenum.inbox.Happening.Met;
import dev.plenum.inbox.Happening.Missed;
import dev.plenum.inbox.Happening.Posted;
import dev.plenum.inbox.Happening.Seated;
import dev.plenum.inbox.NewsEntry.Basis;
import dev.plenum.inbox.Presence.Reason;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.programme.Session;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.seating.HeldSeat;
import dev.plenum.seating.SeatItem;

/**
 * The inbox of one attendee: a pure function of what is known. All servers that know the
 * same compute the same items.
 */
public final class Inbox {

	/** The number of items of one person, or of all staff, that a document keeps. */
	private static final int MOST_KEPT = 20;

	private final Known known;

	private final Map<String, List<Presence>> presences = new ConcurrentHashMap<>();

	private final Map<String, List<SeatItem>> items;

	private final List<HeldSeat> held;

	/**
	 * Makes an inbox.
	 * @param known what this server knows
	 */
	public Inbox(Known known) {
		this.known = known;
		this.items = known.seatItems();
		this.held = known.seats().seatsOf(known.agenda().subject());
	}

	/**
	 * Returns how far everything is known.
	 * @return the positions
	 */
	public Positions positions() {
		Map<String, Long> positions = new HashMap<>();
		positions.put(Positions.SCHEDULE, (long) this.known.programme().schedule().revision());
		positions.put(Positions.BULLETINS, (long) this.known.bulletins().newest());
		positions.put(Positions.AGENDA, this.known.agenda().version());
		this.items.forEach((sessionId, items) -> {
			positions.put(Positions.seats(sessionId), items.getLast().number());
			items.stream()
				.map(SeatItem::fromNumber)
				.filter(Objects::nonNull)
				.forEach((number) -> positions.merge(Positions.bookings(sessionId), number, Math::max));
		});
		this.held.forEach((seat) -> Optional.ofNullable(seat.place().number())
			.ifPresent((number) -> positions.merge(Positions.bookings(seat.sessionId()), number, Math::max)));
		this.known.meetings()
			.stream()
			.filter((exhibitor) -> !exhibitor.news().isEmpty())
			.forEach(
					(exhibitor) -> positions.put(Positions.meetings(exhibitor.exhibitorId()), (long) exhibitor.last()));
		return new Positions(positions);
	}

	/**
	 * Returns all items, newest first.
	 */
	Stream<NewsItem> items() {
		return entries(this.known.programme().schedule().changes(), this.known.bulletins().kept())
			.sorted(NewsEntry.OLDEST_FIRST.reversed())
			.map((entry) -> new NewsItem(this.known, entry));
	}

	/**
	 * Returns the items that are not known at earlier positions.
	 * @return the items, oldest first
	 * @throws Problem with {@code RESYNC_REQUIRED} if some may be missing
	 */
	List<NewsEntry> since(Positions seen) {
		Schedule schedule = this.known.programme().schedule();
		int revision = (int) Math.min(seen.of(Positions.SCHEDULE), schedule.revision());
		int bulletin = (int) Math.min(seen.of(Positions.BULLETINS), this.known.bulletins().newest());
		requireKept(schedule.remembers(revision) && bulletin >= this.known.bulletins().oldest());
		this.items.forEach((sessionId, kept) -> requireKept(
				kept.size() < MOST_KEPT || kept.getFirst().number() <= seen.of(Positions.seats(sessionId))));
		this.known.meetings()
			.forEach((exhibitor) -> exhibitor.news()
				.stream()
				.collect(Collectors.groupingBy((news) -> Optional.ofNullable(news.subject())))
				.values()
				.forEach((kept) -> requireKept(kept.size() < MOST_KEPT
						|| kept.getFirst().number() <= seen.of(Positions.meetings(exhibitor.exhibitorId())))));
		return after(seen).sorted(NewsEntry.OLDEST_FIRST).toList();
	}

	/**
	 * Returns the items that are not known at earlier positions, as far as they are kept,
	 * and further ones.
	 * @param seen the earlier positions
	 * @param keys the keys of further items, which are known at the earlier positions
	 * @return the items, oldest first
	 */
	public List<NewsItem> after(Positions seen, Set<String> keys) {
		Stream<NewsEntry> entries = keys.isEmpty() ? after(seen)
				: entries(this.known.programme().schedule().changes(), this.known.bulletins().kept())
					.filter((entry) -> !entry.isKnownAt(seen) || keys.contains(entry.happening().key()));
		return entries.sorted(NewsEntry.OLDEST_FIRST).map((entry) -> new NewsItem(this.known, entry)).toList();
	}

	/**
	 * Finds the item about a change, if the change concerns the person.
	 * @param change a change of the schedule
	 * @return the item; empty if the change does not concern the person
	 */
	public Optional<NewsItem> about(ScheduleChange change) {
		return changed(List.of(change)).findAny().map((entry) -> new NewsItem(this.known, entry));
	}

	/**
	 * Finds the item about a bulletin, if the bulletin concerns the person.
	 * @param bulletin a bulletin
	 * @return the item; empty if the bulletin does not concern the person
	 */
	public Optional<NewsItem> about(BulletinDocument bulletin) {
		return posted(bulletin).map((entry) -> new NewsItem(this.known, entry));
	}

	private Stream<NewsEntry> after(Positions seen) {
		Schedule schedule = this.known.programme().schedule();
		BulletinBoard bulletins = this.known.bulletins();
		boolean newBases = seen.of(Positions.AGENDA) < this.known.agenda().version()
				|| this.held.stream().anyMatch((seat) -> isNew(seat, seen));
		int revision = within(schedule.oldestRevision(), seen.of(Positions.SCHEDULE), schedule.revision());
		int bulletin = within(bulletins.oldest(), seen.of(Positions.BULLETINS), bulletins.newest());
		return entries(newBases ? schedule.changes() : schedule.changesAfter(revision),
				newBases ? bulletins.kept() : bulletins.after(bulletin))
			.filter((entry) -> !entry.isKnownAt(seen));
	}

	private static int within(int oldest, long seen, int newest) {
		return Math.clamp(seen, oldest, newest);
	}

	private static boolean isNew(HeldSeat seat, Positions seen) {
		Long number = seat.place().number();
		return number != null && number > seen.of(Positions.bookings(seat.sessionId()));
	}

	private static void requireKept(boolean kept) {
		if (!kept) {
			throw Problem.of(ErrorCode.RESYNC_REQUIRED,
					"Items after this cursor are not kept any more. Read the inbox again and subscribe from its cursor.");
		}
	}

	private Stream<NewsEntry> entries(List<ScheduleChange> changes, List<BulletinDocument> bulletins) {
		return Stream.of(changed(changes), missed(), posted(bulletins), seated(), met()).flatMap((entries) -> entries);
	}

	private Stream<NewsEntry> changed(List<ScheduleChange> changes) {
		return changes.stream()
			.flatMap((change) -> entry(new Changed(change),
					presences(change.sessionId()).stream()
						.filter((presence) -> presence.covers(change) && concerns(change, presence.reason())))
				.stream());
	}

	/**
	 * Returns whether a change concerns those who have the session in the agenda for a
	 * reason. Of a change that an earlier version of the server stored, it is not known
	 * whether the session was for everybody; then the present counts.
	 */
	private boolean concerns(ScheduleChange change, Reason reason) {
		Boolean stored = change.forEverybody();
		return reason != Reason.EVERYBODY
				|| ((stored != null) ? stored : is(change.sessionId(), Session::forEverybody) && !isNew(change));
	}

	private boolean is(String sessionId, Predicate<Session> condition) {
		return this.known.programme().session(sessionId).filter(condition).isPresent();
	}

	/** Returns whether a session is in the schedule for the first time. */
	private boolean isNew(ScheduleChange change) {
		return change.kinds().contains(ScheduleChangeKind.ADDED) && this.known.programme()
			.schedule()
			.changes()
			.stream()
			.noneMatch((earlier) -> earlier.after() == null && earlier.sessionId().equals(change.sessionId())
					&& earlier.revision() < change.revision());
	}

	private Stream<NewsEntry> missed() {
		return this.known.agenda()
			.picks()
			.entrySet()
			.stream()
			.flatMap((pick) -> pick.getValue()
				.decisions()
				.stream()
				.filter((decision) -> decision.missed() != null)
				.map((decision) -> missed(pick.getKey(), decision)));
	}

	private static NewsEntry missed(String sessionId, Decision decision) {
		return new NewsEntry(new Missed(sessionId, decision), List.of(Basis.ALWAYS));
	}

	private Stream<NewsEntry> seated() {
		return this.items.entrySet()
			.stream()
			.flatMap((session) -> session.getValue()
				.stream()
				.filter(SeatItem::isNews)
				.map((item) -> new NewsEntry(new Seated(session.getKey(), item), List.of(Basis.ALWAYS))));
	}

	private Stream<NewsEntry> met() {
		return this.known.meetings()
			.stream()
			.flatMap((exhibitor) -> exhibitor.news()
				.stream()
				.map((news) -> new NewsEntry(new Met(exhibitor, news), List.of(Basis.ALWAYS))));
	}

	private Stream<NewsEntry> posted(List<BulletinDocument> bulletins) {
		return bulletins.stream().flatMap((bulletin) -> posted(bulletin).stream());
	}

	private Optional<NewsEntry> posted(BulletinDocument bulletin) {
		if (bulletin.kind() != BulletinKind.SESSION_OVER
				&& !this.known.noticeboard().byId().containsKey(bulletin.subjectId())) {
			return Optional.empty();
		}
		List<String> sessionIds = bulletin.sessionIds();
		return (sessionIds == null) ? Optional.of(new NewsEntry(new Posted(bulletin), List.of(Basis.ALWAYS)))
				: entry(new Posted(bulletin),
						sessionIds.stream()
							.flatMap((id) -> presences(id).stream().filter(audience(bulletin, id)))
							.filter((presence) -> presence.covers(bulletin)));
	}

	private Predicate<Presence> audience(BulletinDocument bulletin, String sessionId) {
		if (bulletin.seated()) {
			return (presence) -> presence.reason() == Reason.SEAT;
		}
		boolean over = bulletin.kind() == BulletinKind.SESSION_OVER;
		List<String> stored = bulletin.forEverybody();
		boolean everybody = (stored != null) ? stored.contains(sessionId)
				: is(sessionId, bulletin.kind()::concernsEverybody);
		return (presence) -> switch (presence.reason()) {
			case EVERYBODY -> everybody;
			case WAITING -> !over;
			case ADDED, SEAT -> true;
		};
	}

	private static Optional<NewsEntry> entry(Happening happening, Stream<Presence> presences) {
		List<Basis> bases = presences.map(Presence::basis).toList();
		return bases.isEmpty() ? Optional.empty() : Optional.of(new NewsEntry(happening, bases));
	}

	private List<Presence> presences(String sessionId) {
		return this.presences.computeIfAbsent(sessionId,
				(id) -> this.known.presences(id, this.items.getOrDefault(id, List.of())));
	}

}
