package dev.plenum.announcement;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.changelog.Fingerprint;
import dev.plenum.changelog.NodeKind;
import dev.plenum.changelog.Subject;
import dev.plenum.changelog.Visible;

/**
 * What an announcement shows, for the changelog of its event.
 *
 * @param document the announcement
 */
record VisibleAnnouncement(AnnouncementDocument document) implements Visible {

	static final Subject<Noticeboard> SUBJECT = new Subject<>(Set.of(NodeKind.ANNOUNCEMENT), Noticeboard::changelog,
			(board) -> board.newestFirst().stream().map(VisibleAnnouncement::new).toList());

	@Override
	public String id() {
		return this.document.id();
	}

	@Override
	public Map<String, Long> prints() {
		return Map.of(id(), Fingerprint.without(this.document, "version"));
	}

	@Override
	public Stream<Instant> turns() {
		return (this.document.withdrawnAt() == null) ? Stream.ofNullable(this.document.validUntil()) : Stream.empty();
	}

}
