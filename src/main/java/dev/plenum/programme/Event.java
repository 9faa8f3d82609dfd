package dev.plenum.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.document.BookingWindow;
import dev.plenum.programme.document.CertificateRule;
import dev.plenum.programme.document.EventAdmission;
import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventFacts.Attendance;
import dev.plenum.programme.document.EventFacts.Documentation;
import dev.plenum.programme.document.EventFacts.Exhibition;
import dev.plenum.programme.document.EventFacts.NextEdition;
import dev.plenum.programme.document.EventFacts.SignUp;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.Organiser;
import dev.plenum.programme.document.SeatRules;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.ScheduleRules;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is shown; the schema describes each property.
 */
public final class Event {

	private final Programme programme;

	private final EventDocument document;

	Event(Programme programme) {
		this.programme = programme;
		this.document = programme.document();
	}

	/**
	 * Returns the snapshot that this event belongs to.
	 * @return the snapshot
	 */
	public Programme programme() {
		return this.programme;
	}

	/**
	 * Returns whether the caller may see it.
	 * @param caller the caller
	 * @return false for a draft that the caller does not organise, and for a draft that
	 * is being deleted
	 */
	public boolean isVisibleTo(Caller caller) {
		return this.document.state() != EventState.DRAFT || !isBeingDeleted() && isOrganisedBy(caller);
	}

	/**
	 * Returns whether its deletion has begun.
	 * @return true until the deletion is complete
	 */
	boolean isBeingDeleted() {
		return this.document.deletedAt() != null;
	}

	/**
	 * Returns whether the caller may change it.
	 * @param caller the caller
	 * @return true for its organisers and for administrators
	 */
	public boolean isOrganisedBy(Caller caller) {
		String holder = caller.in(id()).holder();
		return caller.administrator() || holder != null && this.document.organiserSubjects().contains(holder);
	}

	/**
	 * Rejects every caller except the event's organisers and administrators. A field that
	 * calls this is nullable in the schema.
	 * @param caller the caller
	 * @throws Problem with {@link ErrorCode#UNAUTHENTICATED} without a token, otherwise
	 * with {@link ErrorCode#FORBIDDEN}
	 */
	public void requireOrganisedBy(Caller caller) {
		caller.in(id()).requireHolder();
		if (!isOrganisedBy(caller)) {
			throw Problem.of(ErrorCode.FORBIDDEN, "Only the organisers of this event may do this.");
		}
	}

	/**
	 * Rejects changes of an archived event.
	 * @throws Refused with {@link EventClosed} if the event is archived
	 */
	public void requireNotArchived() {
		if (state() == EventState.ARCHIVED) {
			throw new Refused(new EventClosed(this, EventClosed.Reason.ARCHIVED));
		}
	}

	/**
	 * Rejects changes by attendees and exhibitors of an event that is archived or over.
	 * @param moment the present
	 * @throws Refused with {@link EventClosed} if the event is archived or over
	 */
	public void requireOpenAt(Instant moment) {
		requireNotArchived();
		if (this.programme.isReadOnlyAt(moment)) {
			throw new Refused(new EventClosed(this, EventClosed.Reason.OVER));
		}
	}

	public String id() {
		return this.document.id();
	}

	public int version() {
		return this.programme.changelog().version();
	}

	public int detailsVersion() {
		return Math.toIntExact(this.document.version());
	}

	public String slug() {
		return this.document.slug();
	}

	public EventState state() {
		return this.document.state();
	}

	public @Nullable OffsetDateTime publishesAt() {
		return (state() == EventState.DRAFT) ? this.programme.moment(this.document.publishAt()) : null;
	}

	public Text name() {
		return this.programme.readable(this.document.name());
	}

	public @Nullable String alsoKnownAs() {
		return this.document.alsoKnownAs();
	}

	public @Nullable Text theme() {
		return this.programme.text(this.document.theme());
	}

	public @Nullable Integer edition() {
		return this.document.edition();
	}

	public @Nullable Integer heldSince() {
		return this.document.heldSince();
	}

	public LocalDate startsOn() {
		return this.document.startsOn();
	}

	public LocalDate endsOn() {
		return this.document.endsOn();
	}

	public LocalTime dayChange() {
		return EventDays.change(this.document.dayChange());
	}

	public String timezone() {
		return this.document.timezone();
	}

	public List<Locale> languages() {
		return this.document.languages().stream().map(Locale::forLanguageTag).toList();
	}

	public @Nullable Venue venue() {
		return (this.document.venue() != null) ? Venue.of(id(), this.document.venue()) : null;
	}

	public List<Link> links() {
		return Link.shown(Lists.orEmpty(this.document.links()));
	}

	public @Nullable String logo() {
		return SafeLink.shown(this.document.logo());
	}

	public List<Organiser> organisers() {
		return this.document.organisers();
	}

	public List<Text> topics() {
		return this.document.topics().stream().map(this.programme::readable).toList();
	}

	public @Nullable Attendance attendance() {
		return this.document.attendance();
	}

	public @Nullable Exhibition exhibition() {
		Exhibition kept = this.document.exhibition();
		return (kept != null) ? new Exhibition(kept.staff(), kept.approximate(),
				kept.mostly().stream().map(this.programme::readable).toList()) : null;
	}

	public @Nullable NextEdition nextEdition() {
		return this.document.nextEdition();
	}

	public @Nullable Documentation documentation() {
		Documentation kept = this.document.documentation();
		return (kept != null)
				? new Documentation(kept.url(), this.programme.text(kept.published()), Lists.orEmpty(kept.kinds()))
				: null;
	}

	public @Nullable SignUp signUp() {
		return this.document.signUp();
	}

	/**
	 * Returns when seats can be booked in sessions without a booking window of their own.
	 * @return the window
	 */
	public BookingWindow booking() {
		return Objects.requireNonNullElse(this.document.booking(), BookingWindow.UNSET);
	}

	public @Nullable OffsetDateTime bookingOpensAt() {
		return this.programme.moment(booking().opensAt());
	}

	public @Nullable OffsetDateTime bookingClosesAt() {
		return this.programme.moment(booking().closesAt());
	}

	public List<ExhibitionHours> exhibitionHours() {
		return Lists.orEmpty(this.document.exhibitionHours())
			.stream()
			.map((hours) -> new ExhibitionHours(this.programme, hours))
			.toList();
	}

	/**
	 * Returns whether the exhibition is open.
	 * @param start the start of a time
	 * @param end the end of that time
	 * @return true if the time is within opening hours or, if there are none, on the days
	 * of the event
	 */
	public boolean isExhibitionOpen(Instant start, Instant end) {
		ScheduleRules days = this.programme.rules();
		return !start.isBefore(days.opens()) && !end.isAfter(days.closes()) && (exhibitionHours().isEmpty()
				|| exhibitionHours().stream().anyMatch((hours) -> hours.contains(start, end)));
	}

	/**
	 * Returns its rules for seats and for checking in.
	 * @return the rules
	 */
	public SeatRules seatRules() {
		return (this.document.seatRules() != null) ? this.document.seatRules().rules() : SeatRules.DEFAULT;
	}

	/**
	 * Returns who can book seats.
	 * @return OPEN unless the organisers say otherwise
	 */
	public EventAdmission admission() {
		return Objects.requireNonNullElse(this.document.admission(), EventAdmission.OPEN);
	}

	/**
	 * Returns what an attendee must have attended to get a certificate.
	 * @return the rule; null if there are no certificates
	 */
	public @Nullable CertificateRule certificateRule() {
		return this.document.certificateRule();
	}

	/**
	 * Returns when dietary and access needs are deleted.
	 * @return the date at whose start they are deleted, in the event's timezone
	 */
	public LocalDate needsDeletedOn() {
		return this.document.needsEndOn();
	}

	/**
	 * Returns whether dietary and access needs of attendees can be stored.
	 * @param moment the present
	 * @return false from the day of their deletion
	 */
	public boolean keepsNeedsAt(Instant moment) {
		return this.document.keepsNeedsAt(moment);
	}

	public List<String> assumed() {
		return this.document.assumed();
	}

	public List<SessionKind> roomSharing() {
		return this.document.roomSharing();
	}

	public List<SessionKind> kindsForEverybody() {
		return this.document.kindsForEverybody();
	}

	public List<Track> tracks() {
		return this.programme.tracks();
	}

	public int revision() {
		return this.programme.schedule().revision();
	}

	List<String> subjects() {
		return this.document.organiserSubjects();
	}

}
