package dev.plenum.programme;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.document.EventDocument;
import org.jspecify.annotations.Nullable;

/**
 * A track as it is shown; the schema describes each property.
 */
public final class Track {

	private final Programme programme;

	private final String id;

	private final EventDocument.TrackEntry entry;

	Track(Programme programme, String id, EventDocument.TrackEntry entry) {
		this.programme = programme;
		this.id = id;
		this.entry = entry;
	}

	/**
	 * Returns the event that it belongs to.
	 * @return the event
	 */
	public Event event() {
		return this.programme.event();
	}

	public String id() {
		return this.id;
	}

	public int version() {
		return this.programme.document().partVersion(this.entry.version());
	}

	public Text name() {
		return this.programme.readable(this.entry.name());
	}

	public @Nullable String color() {
		return this.entry.color();
	}

	int position() {
		return this.entry.position();
	}

}
