package dev.plenum.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.graphql.language.TranslatedText;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.document.AccessFeature;
import dev.plenum.programme.document.Accessibility;
import dev.plenum.programme.document.BookingWindow;
import dev.plenum.programme.document.EventAdmission;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.ReservedSeats;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is shown; the schema describes each property.
 */
public final class Session {

	private final Programme programme;

	private final SessionDocument document;

	private final Slot slot;

	Session(Programme programme, SessionDocument document, Slot slot) {
		this.programme = programme;
		this.document = document;
		this.slot = slot;
	}

	/**
	 * Returns the snapshot that it belongs to.
	 * @return the snapshot
	 */
	public Programme programme() {
		return this.programme;
	}

	/**
	 * Returns when, where and with whom it takes place.
	 * @return the slot; the last one if the session was removed
	 */
	public Slot slot() {
		return this.slot;
	}

	/**
	 * Returns what it is about, as it is stored.
	 * @return the document
	 */
	public SessionDocument document() {
		return this.document;
	}

	public Event event() {
		return this.programme.event();
	}

	public String id() {
		return this.document.id();
	}

	public int version() {
		return Math.toIntExact(this.document.version());
	}

	public @Nullable OffsetDateTime updatedAt() {
		return this.programme.updatedAt(id());
	}

	public SessionKind kind() {
		return this.document.kind();
	}

	public Text title() {
		return this.programme.readable(this.document.title());
	}

	public List<TranslatedText> titleTexts() {
		return TranslatedText.all(title());
	}

	public @Nullable Text subtitle() {
		return this.programme.text(this.document.subtitle());
	}

	public @Nullable Text getAbstract() {
		return this.programme.text(this.document.description());
	}

	public List<TranslatedText> abstractTexts() {
		return TranslatedText.all(getAbstract());
	}

	public @Nullable Text remark() {
		return this.programme.text(this.document.remark());
	}

	public List<Locale> languages() {
		return this.document.languages().stream().map(Locale::forLanguageTag).toList();
	}

	public @Nullable Track track() {
		return (this.document.trackId() != null) ? this.programme.track(this.document.trackId()).orElse(null) : null;
	}

	public List<String> tags() {
		return this.document.tags();
	}

	public OffsetDateTime startsAt() {
		return this.programme.at(this.slot.startsAt());
	}

	public OffsetDateTime endsAt() {
		return this.programme.at(this.slot.endsAt());
	}

	public List<Room> rooms() {
		return published().rooms();
	}

	public SessionStatus status() {
		return this.programme.schedule().removed().containsKey(id()) ? SessionStatus.CANCELLED : this.slot.status();
	}

	public @Nullable String note() {
		return this.programme.schedule().notes().get(id());
	}

	public List<SessionSpeaker> speakers() {
		return published().speakers();
	}

	public List<SessionPart> parts() {
		return IntStream.range(0, this.document.parts().size()).mapToObj(this::part).toList();
	}

	private SessionPart part(int index) {
		SessionDocument.PartEntry part = this.document.parts().get(index);
		return new SessionPart(this, index, this.programme.readable(part.title()), part.region(),
				Lists.orEmpty(part.speakerIds())
					.stream()
					.flatMap((speaker) -> this.programme.speaker(speaker).stream())
					.toList());
	}

	/**
	 * Returns the materials that are available at all of the given moments.
	 */
	List<Material> materials(List<Instant> moments) {
		return this.document.materials()
			.stream()
			.filter((material) -> moments.stream().allMatch(material::isAvailable))
			.map((material) -> new Material(material.kind(), this.programme.text(material.title()), material.url(),
					this.programme.moment(material.availableFrom()), this.programme.moment(material.availableUntil())))
			.toList();
	}

	/** Returns the moments when a material becomes available or unavailable. */
	Stream<Instant> materialTurns() {
		return this.document.materials().stream().flatMap(SessionDocument.MaterialEntry::turns);
	}

	public List<Link> links() {
		return Link.shown(this.document.links());
	}

	public List<String> organisations() {
		return this.document.organisations();
	}

	public boolean preRecorded() {
		return Boolean.TRUE.equals(this.document.preRecorded());
	}

	public boolean doNotRecord() {
		return Boolean.TRUE.equals(this.document.doNotRecord());
	}

	public @Nullable String image() {
		return SafeLink.shown(this.document.image());
	}

	/**
	 * Returns the types of ticket of which a participant needs one to book a seat.
	 * @return the types; empty if none is needed
	 */
	public List<String> ticketTypes() {
		return this.document.ticketTypes();
	}

	/**
	 * Returns the seats that are kept for some types of ticket.
	 * @return the seats; null if none are
	 */
	public @Nullable ReservedSeats reservedSeats() {
		return this.document.reservedSeats();
	}

	/**
	 * Returns whether a person needs no ticket to book a seat.
	 * @return false if only participants may, or only those with some types of ticket
	 */
	public boolean admitsEverybody() {
		return event().admission() == EventAdmission.OPEN && ticketTypes().isEmpty();
	}

	/**
	 * Returns whether it depends on a person's ticket which seats the person may have.
	 * @return false if each person may have each seat
	 */
	public boolean asksForTickets() {
		return !admitsEverybody() || reservedSeats() != null;
	}

	public @Nullable Integer capacity() {
		return this.document.capacity();
	}

	/**
	 * Returns when its seats can be booked. The start and the end are those of the event
	 * if the session does not have them.
	 * @return the window
	 */
	public BookingWindow booking() {
		return Objects.requireNonNullElse(this.document.booking(), BookingWindow.UNSET).orElse(event().booking());
	}

	public @Nullable Integer signedUp() {
		return this.document.signedUp();
	}

	public Accessibility accessibility() {
		return Objects.requireNonNullElse(this.document.accessibility(), Accessibility.UNKNOWN);
	}

	public List<String> assumed() {
		return this.document.assumed();
	}

	/**
	 * Returns whether it is for everybody: its kind is one of those for everybody, and no
	 * booking is needed.
	 * @return whether it is in every attendee's agenda
	 */
	public boolean forEverybody() {
		return this.programme.document().isForEverybody(this.document);
	}

	public List<PublishedChange> slotChanges() {
		return this.programme.published(this.programme.schedule()
			.changes()
			.stream()
			.filter((change) -> change.sessionId().equals(id()))
			.toList());
	}

	/**
	 * Returns the event's day that it belongs to.
	 */
	LocalDate day() {
		return this.programme.documents().days().of(this.slot.startsAt());
	}

	boolean runsAt(Instant moment) {
		return this.slot.takesPlace() && !moment.isBefore(this.slot.startsAt()) && moment.isBefore(this.slot.endsAt());
	}

	boolean has(AccessFeature feature) {
		Boolean own = accessibility().has(feature);
		return (own != null) ? own
				: !rooms().isEmpty() && rooms().stream().allMatch((room) -> room.has(List.of(feature)));
	}

	Stream<String> speakerIds() {
		return Stream.concat(this.slot.speakers().stream().map(SpeakerRef::speakerId),
				this.document.parts().stream().flatMap((part) -> Lists.orEmpty(part.speakerIds()).stream()));
	}

	Optional<SessionSpeaker> speaker(SpeakerRef ref) {
		return this.programme.speaker(ref.speakerId())
			.map((speaker) -> new SessionSpeaker(speaker, ref.role(),
					this.programme.text(this.document.speakerNotes().get(ref.speakerId()))));
	}

	private PublishedSlot published() {
		return new PublishedSlot(this, this.slot);
	}

}
