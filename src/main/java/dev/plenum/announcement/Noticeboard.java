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
 * An immutable snapshot of the announcements of one event.
 *
 * @param byId all announcements by id
 * @param newestFirst the newest {@value #KEPT} announcements, newest first
 */
public record Noticeboard(Map<String, AnnouncementDocument> byId, List<AnnouncementDocument> newestFirst) {

	/** The number of announcements of an event that are shown. */
	static final int KEPT = 200;

	static Noticeboard of(Map<String, AnnouncementDocument> byId) {
		return new Noticeboard(byId, byId.values()
			.stream()
			.sorted(Comparator.comparing(AnnouncementDocument::at).thenComparing(AnnouncementDocument::id).reversed())
			.limit(KEPT)
			.toList());
	}

	List<AnnouncementDocument> validAt(Instant moment) {
		return this.newestFirst.stream().filter((announcement) -> announcement.isValidAt(moment)).toList();
	}

	/** Returns the announcements that were not withdrawn, oldest first. */
	List<AnnouncementDocument> notWithdrawn() {
		return this.newestFirst.reversed()
			.stream()
			.filter((announcement) -> announcement.withdrawnAt() == null)
			.toList();
	}

	/** Returns when announcements expire. */
	Stream<Instant> expiries() {
		return this.newestFirst.stream().map(AnnouncementDocument::validUntil).filter(Objects::nonNull);
	}

	/**
	 * Finds the announcements that are new or changed since an earlier snapshot.
	 * @param seen the earlier snapshot
	 * @return the announcements, oldest first
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
