package dev.plenum.programme;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.plenum.changelog.Changelog;
import dev.plenum.changelog.StepDocument;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleRules;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of one event with everything that belongs to it: immutable, in memory, with
 * links between all objects. All public queries are answered from it.
 */
public final class Programme {

	private final ProgrammeDocuments documents;

	private final ZoneId zone;

	private final ProgrammeLinks links;

	private final Changelog changelog;

	Programme(ProgrammeDocuments documents, Changelog changelog) {
		this.documents = documents;
		this.changelog = changelog;
		this.zone = documents.zone();
		this.links = new ProgrammeLinks(this);
	}

	/**
	 * Returns the event's id.
	 * @return the id
	 */
	public String id() {
		return this.documents.event().id();
	}

	/**
	 * Returns the event.
	 * @return the event, which has links to everything in this snapshot
	 */
	public Event event() {
		return new Event(this);
	}

	/**
	 * Rejects a subscriber who may not see the event any more.
	 * @param caller the subscriber
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if the event is a draft now that
	 * the caller does not organise
	 */
	public void requireVisibleTo(Caller caller) {
		if (!event().isVisibleTo(caller)) {
			throw Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s' any more.".formatted(id()));
		}
	}

	/**
	 * Returns the schedule in this snapshot.
	 * @return the schedule
	 */
	public Schedule schedule() {
		return this.documents.schedule();
	}

	/**
	 * Returns the visible changes of the event. Their version is not newer than what this
	 * snapshot shows.
	 * @return the changelog
	 */
	public Changelog changelog() {
		return this.changelog;
	}

	/**
	 * Returns the sessions in the programme by start and room, cancelled ones included.
	 * @return the sessions
	 */
	public List<Session> sessions() {
		return this.links.sessions();
	}

	/**
	 * Finds a session, also one that was removed.
	 * @param id the session's id
	 * @return the session; empty if there never was one
	 */
	public Optional<Session> session(String id) {
		return Optional.ofNullable(this.links.session(id));
	}

	/**
	 * Returns a session, also one that was removed.
	 * @param id any id
	 * @return the session
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if this event never had it
	 */
	public Session requireSession(String id) {
		return session(id)
			.orElseThrow(() -> Problem.of(ErrorCode.NOT_FOUND, "This event has no session '%s'.".formatted(id)));
	}

	/**
	 * Returns what only the organisers may see of this snapshot.
	 * @return the hidden sessions and drafts
	 */
	public OrganisersView forOrganisers() {
		return new OrganisersView(this);
	}

	/**
	 * Makes a session that is not in the programme yet, to show it beside those that are.
	 * @param document what it is about
	 * @param slot its slot
	 * @return the session
	 */
	public Session proposed(SessionDocument document, Slot slot) {
		return new Session(this, document, slot);
	}

	/**
	 * Returns whether this snapshot includes a write.
	 * @param written the session as it was written
	 * @return true if the session is as it was written, or newer
	 */
	public boolean shows(SessionDocument written) {
		SessionDocument known = this.documents.sessions().get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * Returns whether this snapshot includes a write.
	 * @param written the speaker as it was written
	 * @return true if the speaker is as it was written, or newer
	 */
	public boolean shows(SpeakerDocument written) {
		SpeakerDocument known = this.documents.speakers().get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * Returns the speakers who take part in a session of the programme, by name. A
	 * speaker without a session is not shown to attendees.
	 * @return the speakers
	 */
	public List<Speaker> speakers() {
		return this.links.speakers();
	}

	/**
	 * Finds a speaker.
	 * @param id the speaker's id
	 * @return the speaker; empty if there is none
	 */
	public Optional<Speaker> speaker(String id) {
		return Optional.ofNullable(this.documents.speakers().get(id)).map((document) -> new Speaker(this, document));
	}

	/**
	 * Returns the rooms in display order.
	 * @return the rooms
	 */
	public List<Room> rooms() {
		return this.links.rooms();
	}

	/**
	 * Finds a room.
	 * @param id the room's id
	 * @return the room; empty if there is none
	 */
	public Optional<Room> room(String id) {
		return Optional.ofNullable(this.documents.event().rooms().get(id)).map((entry) -> new Room(this, id, entry));
	}

	/**
	 * Returns the tracks in display order.
	 * @return the tracks
	 */
	public List<Track> tracks() {
		return this.links.tracks();
	}

	/**
	 * Finds a track.
	 * @param id the track's id
	 * @return the track; empty if there is none
	 */
	public Optional<Track> track(String id) {
		return Optional.ofNullable(this.documents.event().tracks().get(id)).map((entry) -> new Track(this, id, entry));
	}

	/**
	 * Returns schedule changes with links to the objects in this snapshot.
	 * @param changes the changes as they are stored
	 * @return the changes in the same order
	 */
	public List<PublishedChange> published(List<ScheduleChange> changes) {
		return changes.stream().map(this::published).toList();
	}

	/**
	 * Returns a schedule change with links to the objects in this snapshot.
	 * @param change the change as it is stored
	 * @return the change
	 */
	public PublishedChange published(ScheduleChange change) {
		return new PublishedChange(this, change);
	}

	/**
	 * Returns the rules of the event's schedule.
	 * @return the rules
	 */
	public ScheduleRules rules() {
		return this.documents.rules();
	}

	/**
	 * Returns whether the event is over, including its last night, or archived.
	 * @param moment the present
	 * @return whether attendees can only read
	 */
	public boolean isReadOnlyAt(Instant moment) {
		return this.documents.event().state() == EventState.ARCHIVED || !moment.isBefore(closesAt());
	}

	/**
	 * Returns when the event is over, including its last night.
	 * @return the moment
	 */
	public Instant closesAt() {
		return this.documents.days().closes();
	}

	/**
	 * Returns a moment in the event's timezone.
	 * @param instant the moment
	 * @return the moment with the offset of the event's timezone
	 */
	public OffsetDateTime at(Instant instant) {
		return zoned(instant).toOffsetDateTime();
	}

	/**
	 * Returns a moment in the event's timezone, if there is one.
	 * @param instant the moment; null for none
	 * @return the moment with the offset of the event's timezone; null for none
	 */
	public @Nullable OffsetDateTime moment(@Nullable Instant instant) {
		return (instant != null) ? at(instant) : null;
	}

	/**
	 * Makes a text fall back on the event's first language.
	 * @param text the text; null for none
	 * @return the text; null for none
	 */
	public @Nullable Text text(@Nullable Text text) {
		return (text != null) ? readable(text) : null;
	}

	/**
	 * Makes a text fall back on the event's first language.
	 * @param text the text
	 * @return the text
	 */
	public Text readable(Text text) {
		return this.documents.event().languages().isEmpty() ? text
				: text.fallingBackOn(this.documents.event().languages().getFirst());
	}

	/**
	 * Returns the documents of this snapshot.
	 * @return the documents
	 */
	public ProgrammeDocuments documents() {
		return this.documents;
	}

	ZonedDateTime zoned(Instant instant) {
		return instant.atZone(this.zone);
	}

	EventDocument document() {
		return this.documents.event();
	}

	List<Day> days() {
		return this.links.days();
	}

	/**
	 * Returns whether a speaker takes or took part in a visible session.
	 */
	boolean wasShown(Speaker speaker) {
		return this.links.everShown().contains(speaker.id());
	}

	/**
	 * Finds anything of the programme, its event included.
	 * @param id any id
	 */
	Optional<?> node(String id) {
		return switch (Ids.typeOf(id)) {
			case "ses" -> session(id);
			case "spk" -> speaker(id);
			case "roo" -> room(id);
			case "trk" -> track(id);
			case "prt" -> Optional.ofNullable(this.links.part(id));
			case "day" -> days().stream().filter((day) -> day.id().equals(id)).findFirst();
			case "ven" -> Optional.ofNullable(event().venue()).filter((venue) -> venue.id().equals(id));
			case "evt" -> Optional.of(event()).filter((event) -> event.id().equals(id));
			default -> Optional.empty();
		};
	}

	List<Session> sessionsOfSpeaker(String speakerId) {
		return this.links.ofSpeaker(speakerId);
	}

	List<Session> sessionsInRoom(String roomId) {
		return this.links.inRoom(roomId);
	}

	/**
	 * Makes the next snapshot.
	 * @param change changes the documents
	 * @return the snapshot of the changed documents; this one if nothing changed
	 */
	Programme after(UnaryOperator<ProgrammeDocuments> change) {
		ProgrammeDocuments next = change.apply(this.documents);
		return (next != this.documents) ? new Programme(next, this.changelog.without(this.documents.removedIn(next)))
				: this;
	}

	/**
	 * Makes the next snapshot.
	 * @param step a step in the visible changes
	 * @return a snapshot with this step; this one if it has it
	 */
	Programme after(StepDocument step) {
		Changelog next = this.changelog.with(step);
		return (next != this.changelog) ? new Programme(this.documents, next) : this;
	}

	/**
	 * Returns when a node last changed.
	 * @param id the id of the node
	 * @return when a server recorded its last visible change; null if none is recorded
	 */
	@Nullable OffsetDateTime updatedAt(String id) {
		return moment(this.changelog.updatedAt(id));
	}

}
