package dev.plenum.programme;

import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A session that only the organisers know so far; the schema describes each property.
 */
public final class HiddenSession {

	private final Session session;

	private final Instant visible;

	HiddenSession(Session session, Instant visible) {
		this.session = session;
		this.visible = visible;
	}

	public Session session() {
		return this.session;
	}

	public OffsetDateTime visibleFrom() {
		return this.session.programme().at(this.visible);
	}

}
