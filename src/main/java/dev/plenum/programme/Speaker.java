package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.programme.document.SpeakerType;
import org.jspecify.annotations.Nullable;

/**
 * A speaker as it is shown; the schema describes each property.
 */
public final class Speaker {

	static final Comparator<Speaker> BY_NAME = Comparator.comparing(Speaker::name).thenComparing(Speaker::id);

	private final Programme programme;

	private final SpeakerDocument document;

	Speaker(Programme programme, SpeakerDocument document) {
		this.programme = programme;
		this.document = document;
	}

	/**
	 * Returns the event that it belongs to.
	 * @return the event
	 */
	public Event event() {
		return this.programme.event();
	}

	/**
	 * Returns the speaker as it is stored.
	 * @return the document
	 */
	public SpeakerDocument document() {
		return this.document;
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

	public String name() {
		return this.document.name();
	}

	public SpeakerType type() {
		return this.document.type();
	}

	public List<String> titles() {
		return this.document.titles();
	}

	public @Nullable String organisation() {
		return this.document.organisation();
	}

	public @Nullable Text bio() {
		return this.programme.text(this.document.bio());
	}

	public @Nullable Text note() {
		return this.programme.text(this.document.note());
	}

	public boolean portraitAvailable() {
		return Boolean.TRUE.equals(this.document.hasPortrait());
	}

	public @Nullable String portrait() {
		return SafeLink.shown(this.document.portrait());
	}

	public List<Link> links() {
		return Link.shown(this.document.links());
	}

	/**
	 * Returns whether the caller may find the speaker by the id. Attendees know those who
	 * take or took part in a visible session.
	 */
	boolean isKnownTo(Caller caller) {
		return this.programme.wasShown(this) || event().isOrganisedBy(caller);
	}

	public List<Session> sessions() {
		return this.programme.sessionsOfSpeaker(this.document.id());
	}

}
