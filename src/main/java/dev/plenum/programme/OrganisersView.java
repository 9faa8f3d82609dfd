package dev.plenum.programme;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.schedule.DraftChange;
import dev.plenum.schedule.HiddenSlot;

/**
 * What only the organisers may see of a programme: hidden sessions and drafts. Never show
 * any of it to anybody else.
 */
public final class OrganisersView {

	private final Programme programme;

	OrganisersView(Programme programme) {
		this.programme = programme;
	}

	/**
	 * Returns the hidden sessions.
	 * @return the sessions by start
	 */
	public List<HiddenSession> hiddenSessions() {
		return hidden().entrySet()
			.stream()
			.flatMap((entry) -> hiddenSession(entry.getKey()).stream())
			.sorted(Comparator.comparing((HiddenSession hidden) -> hidden.session().startsAt())
				.thenComparing((hidden) -> hidden.session().id()))
			.toList();
	}

	/**
	 * Finds a session, also one that is hidden or was removed.
	 * @param id the session's id
	 * @return the session; empty if there never was one
	 */
	public Optional<Session> session(String id) {
		return this.programme.session(id).or(() -> hiddenSession(id).map(HiddenSession::session));
	}

	/**
	 * Returns all sessions in the programme and then the hidden ones, both by start.
	 * @return the sessions
	 */
	public Stream<Session> sessions() {
		return Stream.concat(this.programme.sessions().stream(), hiddenSessions().stream().map(HiddenSession::session));
	}

	/**
	 * Returns the sessions of a speaker, also those that only have a part with the
	 * speaker.
	 * @param speakerId the speaker
	 * @return those in the programme and then the hidden ones, both by start
	 */
	public List<Session> sessionsOf(String speakerId) {
		return sessions().filter((session) -> session.speakerIds().anyMatch(speakerId::equals)).toList();
	}

	/**
	 * Returns all speakers, also those who take part in no session that is visible.
	 * @return the speakers by name
	 */
	public List<Speaker> speakers() {
		return this.programme.documents()
			.speakers()
			.values()
			.stream()
			.map((document) -> new Speaker(this.programme, document))
			.sorted(Speaker.BY_NAME)
			.toList();
	}

	/**
	 * Returns a change of hidden sessions or drafts with links to the objects in this
	 * snapshot.
	 * @param change the change as it is stored
	 * @return the change
	 */
	public PublishedDraftChange published(DraftChange change) {
		return new PublishedDraftChange(this.programme, change);
	}

	private Optional<HiddenSession> hiddenSession(String id) {
		return Optional.ofNullable(hidden().get(id))
			.flatMap((hidden) -> Optional.ofNullable(this.programme.documents().sessions().get(id))
				.map((document) -> new HiddenSession(this.programme.proposed(document, hidden.slot()),
						hidden.visibleFrom())));
	}

	private Map<String, HiddenSlot> hidden() {
		return this.programme.schedule().drafts().hidden();
	}

}
