package dev.plenum.announcement;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The announcements of one event as they were at one moment: immutable, newest first.
 */
record Noticeboard(Map<String, AnnouncementDocument> byId, List<AnnouncementDocument> newestFirst) {

	/** How many announcements of an event are kept in memory. */
	static final int KEPT = 200;

	static Noticeboard of(Map<String, AnnouncementDocument> byId) {
		return new Noticeboard(byId, byId.values()
			.stream()
			.sorted(Comparator.comparing(AnnouncementDocument::at).thenComparing(AnnouncementDocument::id).reversed())
			.limit(KEPT)
			.toList());
	}

	List<AnnouncementDocument> holdingAt(Instant moment) {
		return this.newestFirst.stream().filter((announcement) -> announcement.holdsAt(moment)).toList();
	}

	List<AnnouncementDocument> standing() {
		return this.newestFirst.reversed()
			.stream()
			.filter((announcement) -> announcement.withdrawnAt() == null)
			.toList();
	}

	/** When announcements cease to hold. */
	Stream<Instant> turns() {
		return this.newestFirst.stream().map(AnnouncementDocument::validUntil).filter(Objects::nonNull);
	}

	/**
	 * What is new or changed here, oldest first.
	 * @param seen the board that the reader has seen before
	 */
	List<AnnouncementDocument> since(Noticeboard seen) {
		return this.newestFirst.reversed()
			.stream()
			.filter((announcement) -> isNews(announcement, seen.byId.get(announcement.id())))
			.toList();
	}

	boolean shows(AnnouncementDocument written) {
		return !isNews(written, this.byId.get(written.id()));
	}

	Noticeboard with(AnnouncementDocument announcement) {
		if (!isNews(announcement, this.byId.get(announcement.id()))) {
			return this;
		}
		Map<String, AnnouncementDocument> copy = new HashMap<>();
		this.newestFirst.forEach((kept) -> copy.put(kept.id(), kept));
		copy.put(announcement.id(), announcement);
		return of(copy);
	}

	Noticeboard without(String id) {
		Map<String, AnnouncementDocument> copy = new HashMap<>(this.byId);
		copy.remove(id);
		return of(copy);
	}

	private static boolean isNews(AnnouncementDocument announcement, @Nullable AnnouncementDocument seen) {
		return seen == null || seen.version() < announcement.version();
	}

}
