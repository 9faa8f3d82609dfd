package dev.plenum.programme;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.security.Caller;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleRules;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

/**
 * One event with all that belongs to it, as it was at one moment: immutable, in memory,
 * everything linked with everything. Every public question is answered from here.
 */
public final class Programme {

	private final ProgrammeDocuments documents;

	private final ZoneId zone;

	private final ProgrammeLinks links;

	Programme(ProgrammeDocuments documents) {
		this.documents = documents;
		this.zone = documents.zone();
		this.links = new ProgrammeLinks(this);
	}

	/**
	 * The event's id.
	 * @return the id
	 */
	public String id() {
		return this.documents.event().id();
	}

	/**
	 * The event itself.
	 * @return the event, which leads to everything here
	 */
	public Event event() {
		return new Event(this);
	}

	/**
	 * Looks whether somebody who listens may go on.
	 * @param caller who listens
	 * @throws Problem with {@link ErrorCode#NOT_FOUND} if the event is a draft of others
	 * now
	 */
	public void requireVisibleTo(Caller caller) {
		if (!event().isVisibleTo(caller)) {
			throw Problem.of(ErrorCode.NOT_FOUND, "There is no event '%s' any more.".formatted(id()));
		}
	}

	/**
	 * The schedule that this snapshot was made from.
	 * @return the schedule
	 */
	public Schedule schedule() {
		return this.documents.schedule();
	}

	/**
	 * The sessions in the programme, cancelled ones included, by start and room.
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
	 * A session that is not in the programme yet, to be shown beside those that are.
	 * @param document what it is
	 * @param slot when and where it would be
	 * @return the session
	 */
	public Session proposed(SessionDocument document, Slot slot) {
		return new Session(this, document, slot);
	}

	/**
	 * Whether this snapshot knows a write.
	 * @param written a session as it was written
	 * @return whether it is here as it was written, or newer
	 */
	public boolean shows(SessionDocument written) {
		SessionDocument known = this.documents.sessions().get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * Whether this snapshot knows a write.
	 * @param written a speaker as they were written
	 * @return whether they are here as they were written, or newer
	 */
	public boolean shows(SpeakerDocument written) {
		SpeakerDocument known = this.documents.speakers().get(written.id());
		return known != null && known.version() >= written.version();
	}

	/**
	 * The speakers by name.
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
	 * The rooms in the order to be shown.
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
	 * The tracks in the order to be shown.
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
	 * Steps of the schedule as they are shown.
	 * @param changes the steps
	 * @return the same steps, linked with everything here
	 */
	public List<PublishedChange> published(List<ScheduleChange> changes) {
		return changes.stream().map(this::published).toList();
	}

	/**
	 * A step of the schedule as it is shown.
	 * @param change the step
	 * @return the same step, linked with everything here
	 */
	public PublishedChange published(ScheduleChange change) {
		return new PublishedChange(this, change);
	}

	/**
	 * What the event allows its schedule.
	 * @return the rules
	 */
	public ScheduleRules rules() {
		return this.documents.rules();
	}

	/**
	 * Whether attendees can only read: the event is over, its last night included, or it
	 * is archived.
	 * @param moment the moment
	 * @return whether nothing of theirs can be changed any more
	 */
	public boolean isReadOnlyAt(Instant moment) {
		return this.documents.event().state() == EventState.ARCHIVED || !moment.isBefore(this.documents.close());
	}

	/**
	 * A moment as it is shown in this event.
	 * @param instant the moment
	 * @return the moment with the offset of the event's timezone
	 */
	public OffsetDateTime at(Instant instant) {
		return zoned(instant).toOffsetDateTime();
	}

	/**
	 * A text as it is read in this event.
	 * @param text the text; null where there is none
	 * @return the text, falling back on the event's first language; null where there is
	 * none
	 */
	public @Nullable Text text(@Nullable Text text) {
		return (text != null) ? readable(text) : null;
	}

	/**
	 * A text as it is read in this event.
	 * @param text the text
	 * @return the text, falling back on the event's first language
	 */
	public Text readable(Text text) {
		return this.documents.event().languages().isEmpty() ? text
				: text.fallingBackOn(this.documents.event().languages().getFirst());
	}

	/**
	 * The documents that this snapshot was made from.
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

	List<Session> sessionsOfSpeaker(String speakerId) {
		return this.links.ofSpeaker(speakerId);
	}

	List<Session> sessionsInRoom(String roomId) {
		return this.links.inRoom(roomId);
	}

	/**
	 * The next snapshot.
	 * @param change what happened to the documents
	 * @return the snapshot of the changed documents; this one where nothing changed
	 */
	Programme after(UnaryOperator<ProgrammeDocuments> change) {
		ProgrammeDocuments next = change.apply(this.documents);
		return (next != this.documents) ? new Programme(next) : this;
	}

}
