package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.announcement.BulletinDocument;
import dev.plenum.announcement.BulletinKind;
import dev.plenum.inbox.Happening;
import dev.plenum.inbox.Happening.Changed;
import dev.plenum.inbox.Happening.Met;
import dev.plenum.inbox.Happening.Missed;
import dev.plenum.inbox.Happening.Posted;
import dev.plenum.inbox.Happening.Seated;
import dev.plenum.inbox.Known;
import dev.plenum.inbox.NewsItem;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingNews;
import dev.plenum.programme.Session;
import dev.plenum.push.content.Content.News;
import dev.plenum.schedule.Slot;
import dev.plenum.seating.SeatItem;
import dev.plenum.seating.SeatState;
import org.jspecify.annotations.Nullable;

/**
 * Makes topics of the items of an inbox: those about the same subject are one topic.
 */
final class NewsTopics {

	/** How long a session can be rated that is over, before the request is useless. */
	private static final Duration RATED_SOON = Duration.ofDays(1);

	private final Known known;

	private final NotificationSettings settings;

	private final Duration settling;

	private final Instant now;

	NewsTopics(Attendee attendee, Duration settling, Instant now) {
		this.known = attendee.known();
		this.settings = attendee.settings();
		this.settling = settling;
		this.now = now;
	}

	/**
	 * Makes the topics.
	 * @param items items of the inbox, oldest first
	 * @return the topics
	 */
	List<Topic<Content>> of(List<NewsItem> items) {
		Map<String, List<NewsItem>> bySubject = new LinkedHashMap<>();
		items.forEach(
				(item) -> bySubject.computeIfAbsent(subject(item.happening()), (any) -> new ArrayList<>()).add(item));
		return bySubject.values().stream().map(this::topic).toList();
	}

	private Topic<Content> topic(List<NewsItem> items) {
		NewsItem last = items.getLast();
		NewsItem shown = shown(items);
		Content news = new News(identity(last.happening()), number(last.happening()), items, shown);
		boolean urgent = isUrgent(last.happening());
		Duration settles = (urgent || isOffer(last.happening())) ? Duration.ZERO : this.settling;
		Instant dueAt = Topic.settled(items.stream().map(NewsItem::since).toList(), settles, this.now);
		boolean wanted = shown != null && this.settings.wants(NotificationKind.of(shown.cause()))
				&& isStillTrue(shown.happening()) && items.stream().anyMatch((item) -> item.readAt() == null);
		return new Topic<>(news, dueAt, usefulUntil((shown != null) ? shown : last), urgent, wanted);
	}

	/**
	 * Returns what identifies the subject of an item among all subjects.
	 */
	private static String subject(Happening happening) {
		return (happening instanceof Missed) ? "missed/" + identity(happening) : identity(happening);
	}

	private static String identity(Happening happening) {
		return switch (happening) {
			case Changed changed -> changed.change().sessionId();
			case Missed missed -> missed.sessionId();
			case Posted posted -> (posted.bulletin().kind() == BulletinKind.SESSION_OVER)
					? posted.bulletin().subjectId() + "/feedback" : posted.bulletin().subjectId();
			case Seated seated -> seated.sessionId() + "/seat";
			case Met met -> met.news().meetingId();
		};
	}

	private static long number(Happening happening) {
		return switch (happening) {
			case Changed changed -> changed.change().revision();
			case Missed missed -> Optional.ofNullable(missed.decision().missed()).orElse(0);
			case Posted posted -> posted.bulletin().number();
			case Seated seated -> seated.item().number();
			case Met met -> met.news().number();
		};
	}

	/**
	 * Finds the item that says what all items together say.
	 * @return the item; null if the last one undid the others
	 */
	private static @Nullable NewsItem shown(List<NewsItem> items) {
		NewsItem first = items.getFirst();
		NewsItem last = items.getLast();
		return switch (last.happening()) {
			case Changed _ -> NewsItem.ofAll(items);
			case Missed _, Seated _ -> last;
			case Posted posted -> (items.size() == 1 || !isAnnounced(first)) ? last
					: (posted.bulletin().kind() == BulletinKind.WITHDRAWN) ? null : first;
			case Met met -> (items.size() > 1 && met.news().kind() == MeetingNews.Kind.ENDED
					&& first.happening() instanceof Met begun && begun.news().kind() == MeetingNews.Kind.REQUESTED)
							? null : last;
		};
	}

	private static boolean isAnnounced(NewsItem item) {
		return item.happening() instanceof Posted posted && posted.bulletin().kind() == BulletinKind.ANNOUNCED;
	}

	private boolean isUrgent(Happening happening) {
		return happening instanceof Posted posted && Optional.ofNullable(announcement(posted.bulletin()))
			.filter((announcement) -> announcement.urgency() == dev.plenum.announcement.Urgency.URGENT)
			.isPresent();
	}

	private static boolean isOffer(Happening happening) {
		return happening instanceof Seated seated && seated.item().kind() == SeatItem.Kind.OFFERED;
	}

	/**
	 * Returns whether what happened to a seat is still so. The person may have answered
	 * meanwhile.
	 */
	private boolean isStillTrue(Happening happening) {
		if (!(happening instanceof Seated seated)) {
			return true;
		}
		SeatState state = this.known.seats()
			.seatOf(seated.sessionId(), this.known.agenda().subject())
			.map((held) -> held.state())
			.orElse(null);
		return switch (seated.item().kind()) {
			case OFFERED -> state == SeatState.OFFERED;
			case PROMOTED -> state == SeatState.BOOKED;
			case OFFER_ENDED, NEEDED -> state == SeatState.WAITING;
			case NOT_NEEDED -> state == SeatState.NOT_NEEDED;
			case OFFER_LOST, NO_SHOW, CLASH, RELEASED -> state == null;
		};
	}

	private Instant usefulUntil(NewsItem item) {
		return switch (item.happening()) {
			case Changed changed -> end(changed);
			case Missed missed -> sessionEnd(missed.sessionId());
			case Posted posted -> usefulUntil(posted.bulletin());
			case Seated seated ->
				(seated.item().until() != null) ? seated.item().until() : sessionEnd(seated.sessionId());
			case Met met -> {
				Time time = met.news().time();
				yield (time != null) ? time.endsAt() : eventEnd();
			}
		};
	}

	private static Instant end(Changed changed) {
		Slot before = changed.change().before();
		Slot after = changed.change().after();
		Instant former = (before != null) ? before.endsAt() : Instant.MIN;
		Instant end = (after != null) ? after.endsAt() : former;
		return former.isAfter(end) ? former : end;
	}

	private Instant usefulUntil(BulletinDocument bulletin) {
		if (bulletin.kind() == BulletinKind.SESSION_OVER) {
			return sessionEnd(bulletin.subjectId()).plus(RATED_SOON);
		}
		AnnouncementDocument announcement = announcement(bulletin);
		return (announcement != null && announcement.validUntil() != null) ? announcement.validUntil() : eventEnd();
	}

	private @Nullable AnnouncementDocument announcement(BulletinDocument bulletin) {
		return this.known.noticeboard().byId().get(bulletin.subjectId());
	}

	private Instant sessionEnd(String sessionId) {
		return this.known.programme().session(sessionId).map(Session::slot).map(Slot::endsAt).orElse(Instant.MIN);
	}

	private Instant eventEnd() {
		return this.known.programme().documents().days().closes();
	}

}
