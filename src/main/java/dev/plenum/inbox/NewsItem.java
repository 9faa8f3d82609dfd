package dev.plenum.inbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.announcement.Announcement;
import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.announcement.BulletinDocument;
import dev.plenum.inbox.Happening.Changed;
import dev.plenum.inbox.Happening.Met;
import dev.plenum.inbox.Happening.Missed;
import dev.plenum.inbox.Happening.Posted;
import dev.plenum.inbox.Happening.Seated;
import dev.plenum.meeting.Meeting;
import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.meeting.MeetingState;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.graphql.language.Translated;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Session;
import dev.plenum.schedule.ScheduleChange;
import org.jspecify.annotations.Nullable;

/**
 * An item of an inbox as the API returns it. The schema describes each property.
 *
 * @param known what the inbox is computed from
 * @param entry the item
 */
public record NewsItem(Known known, NewsEntry entry) {

	static final String ID_PREFIX = "nws";

	private static final Text UNKNOWN = new Text(Map.of("en", "?"));

	private static final Set<String> LANGUAGES = new LinkedHashSet<>(List.of("en", "sv", "fi"));

	/**
	 * Returns what has happened.
	 * @return what has happened
	 */
	public Happening happening() {
		return this.entry.happening();
	}

	/**
	 * Returns since when it is news.
	 * @return the moment
	 */
	public Instant since() {
		return this.entry.createdAt();
	}

	/**
	 * Returns several changes of one session as one.
	 * @param changes items with changes of the session, oldest first, at least one
	 * @return the last item, with all that differs; null if the session is as it was
	 * before the first change
	 */
	public static @Nullable NewsItem ofAll(List<NewsItem> changes) {
		NewsItem last = changes.getLast();
		return ScheduleChange
			.joined(changes.stream()
				.flatMap((item) -> (item.happening() instanceof Changed changed) ? Stream.of(changed.change())
						: Stream.empty())
				.toList())
			.map((change) -> new NewsItem(last.known, new NewsEntry(new Changed(change), last.entry.bases())))
			.orElse(null);
	}

	public String id() {
		return Ids.in(ID_PREFIX, this.known.agenda().eventId(),
				this.known.agenda().id() + '/' + this.entry.happening().key());
	}

	public NewsCause cause() {
		return this.entry.happening().cause();
	}

	public OffsetDateTime createdAt() {
		return programme().at(this.entry.createdAt());
	}

	public @Nullable OffsetDateTime readAt() {
		return programme().moment(this.known.read().at(this.entry, id()));
	}

	/**
	 * Returns whether the person opened a notification about it.
	 * @return true if a device has reported it
	 */
	public boolean opened() {
		return this.known.read().opened().contains(id());
	}

	public Translated text() {
		return switch (this.entry.happening()) {
			case Changed changed ->
				text(sessionTitle(changed.change().sessionId()), programme().published(changed.change()).summary());
			case Missed missed -> text(sessionTitle(missed.sessionId()), null);
			case Posted posted -> text(posted.bulletin());
			case Seated seated ->
				text(seated.item().messageKey(), sessionTitle(seated.sessionId()), moment(seated.item().until()));
			case Met met -> text(met);
		};
	}

	public @Nullable Object about() {
		return switch (this.entry.happening()) {
			case Changed changed -> session(changed.change().sessionId());
			case Missed missed -> session(missed.sessionId());
			case Posted posted -> (cause() == NewsCause.FEEDBACK_REQUESTED) ? session(posted.bulletin().subjectId())
					: announcement(posted.bulletin());
			case Seated seated -> session(seated.sessionId());
			case Met met -> meeting(met);
		};
	}

	public @Nullable PublishedChange scheduleChange() {
		return (this.entry.happening() instanceof Changed changed) ? programme().published(changed.change()) : null;
	}

	private Translated text(BulletinDocument bulletin) {
		return switch (bulletin.kind()) {
			case SESSION_OVER -> text(sessionTitle(bulletin.subjectId()), null);
			case WITHDRAWN -> text(announced(bulletin), null);
			case ANNOUNCED, CORRECTED -> announced(bulletin);
		};
	}

	private Translated text(Met met) {
		Meeting meeting = meeting(met);
		Text other = name((meeting != null && !meeting.entry().attendee().equals(this.known.agenda().subject()))
				? meeting.name() : met.exhibitor().name());
		Time time = met.news().time();
		return text("MEETING_" + switch (met.news().kind()) {
			case REQUESTED, REASSIGNED, ENDED -> met.news().kind().name();
			case MOVED -> MeetingState.PROPOSED.name();
			case ANSWERED -> met.news().state().name();
		}, other, moment((time != null) ? time.startsAt() : null));
	}

	private @Nullable Meeting meeting(Met met) {
		return met.exhibitor().meetings().get(met.news().meetingId());
	}

	private static Text name(String name) {
		return new Text(Map.of("und", name.isBlank() ? "?" : name));
	}

	private @Nullable Translated moment(@Nullable Instant moment) {
		return (moment != null) ? new NewsText.Moment(programme().at(moment), LANGUAGES) : null;
	}

	private Text announced(BulletinDocument bulletin) {
		Announcement announcement = announcement(bulletin);
		return (announcement != null) ? announcement.text() : UNKNOWN;
	}

	private @Nullable Announcement announcement(BulletinDocument bulletin) {
		AnnouncementDocument document = this.known.noticeboard().byId().get(bulletin.subjectId());
		return (document != null) ? new Announcement(programme(), document) : null;
	}

	private Translated text(Translated title, @Nullable Translated more) {
		return text(cause().name(), title, more);
	}

	private Translated text(String key, Translated title, @Nullable Translated more) {
		Stream<String> ofEvent = programme().event().languages().stream().map(Locale::getLanguage);
		return new NewsText(key, title, more, Stream.concat(ofEvent.filter(LANGUAGES::contains), LANGUAGES.stream())
			.collect(Collectors.toCollection(LinkedHashSet::new)));
	}

	private Text sessionTitle(String sessionId) {
		Session session = session(sessionId);
		return (session != null) ? session.title() : UNKNOWN;
	}

	private @Nullable Session session(String sessionId) {
		return programme().session(sessionId).orElse(null);
	}

	private Programme programme() {
		return this.known.programme();
	}

}
