package dev.plenum.announcement;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.changelog.Changelog;
import dev.plenum.changelog.StepDocument;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of the announcements of one event.
 *
 * @param byId all announcements by id
 * @param newestFirst the newest {@value #KEPT} announcements, newest first
 * @param expired the ids of those of which it is recorded that they have expired
 * @param changelog the visible changes of the event, as far as this snapshot knows them
 */
public record Noticeboard(Map<String, AnnouncementDocument> byId, List<AnnouncementDocument> newestFirst,
		Set<String> expired, Changelog changelog) {

	/** The number of announcements of an event that are shown. */
	static final int KEPT = 200;

	static Noticeboard of(Map<String, AnnouncementDocument> byId, Changelog changelog) {
		List<AnnouncementDocument> newestFirst = byId.values()
			.stream()
			.sorted(Comparator.comparing(AnnouncementDocument::at).thenComparing(AnnouncementDocument::id).reversed())
			.limit(KEPT)
			.toList();
		return new Noticeboard(byId, newestFirst, expired(newestFirst, changelog), changelog);
	}

	private static Set<String> expired(List<AnnouncementDocument> documents, Changelog changelog) {
		return documents.stream()
			.filter((document) -> changelog.hasPassed(document.id(), document.validUntil()))
			.map(AnnouncementDocument::id)
			.collect(Collectors.toUnmodifiableSet());
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
	 * Returns whether an announcement is new, changed or expired since an earlier
	 * snapshot.
	 * @param announcement an announcement of this snapshot
	 * @param seen the earlier snapshot
	 */
	boolean differs(AnnouncementDocument announcement, Noticeboard seen) {
		return isNews(announcement, seen.byId.get(announcement.id()))
				|| this.expired.contains(announcement.id()) && !seen.expired.contains(announcement.id());
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
		return of(copy, this.changelog);
	}

	Noticeboard without(String id) {
		Map<String, AnnouncementDocument> copy = new HashMap<>(this.byId);
		copy.remove(id);
		return of(copy, this.changelog.without(Set.of(id)));
	}

	Noticeboard with(StepDocument step) {
		Changelog next = this.changelog.with(step);
		if (next == this.changelog) {
			return this;
		}
		Set<String> past = expired(this.newestFirst, next);
		return new Noticeboard(this.byId, this.newestFirst, past.equals(this.expired) ? this.expired : past, next);
	}

	private static boolean isNews(AnnouncementDocument announcement, @Nullable AnnouncementDocument seen) {
		return seen == null || seen.version() < announcement.version();
	}

}
