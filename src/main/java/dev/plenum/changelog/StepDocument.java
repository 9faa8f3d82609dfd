package dev.plenum.changelog;

import java.time.Instant;
import java.util.List;

import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Lists;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * A stored step. It is never changed.
 *
 * @param id its id, made from the event and the number, so that each number is taken once
 * @param eventId the event
 * @param version always 1
 * @param number its number; the first step of an event is 1
 * @param at when it was recorded
 * @param scheme the scheme of the fingerprints
 * @param nodes the nodes that changed, each once
 */
public record StepDocument(@BsonId String id, String eventId, long version, int number, Instant at, int scheme,
		List<NodeEntry> nodes) {

	public StepDocument {
		nodes = Lists.orEmpty(nodes);
	}

	static StepDocument of(String eventId, int number, Instant at, List<NodeEntry> nodes) {
		return new StepDocument(Ids.in("stp", eventId, String.valueOf(number)), eventId, 1, number, at,
				Fingerprint.SCHEME, nodes);
	}

	/**
	 * What the changelog knows of one node, as it is stored.
	 *
	 * @param id the id of the node
	 * @param print the fingerprint of what the node shows
	 * @param passed the latest of the moments, at which the node changes by itself, that
	 * had passed; null for none
	 * @param removed whether the node was removed; null for no
	 * @param at when the node last changed; null in a step, where it is the step's
	 * @param scheme the scheme of the fingerprint; null in a step, where it is the step's
	 */
	public record NodeEntry(String id, long print, @Nullable Instant passed, @Nullable Boolean removed,
			@Nullable Instant at, @Nullable Integer scheme) {

		static NodeEntry changed(String id, long print, @Nullable Instant passed) {
			return new NodeEntry(id, print, passed, null, null, null);
		}

		static NodeEntry removed(String id) {
			return new NodeEntry(id, 0, null, true, null, null);
		}

		boolean isRemoved() {
			return Boolean.TRUE.equals(this.removed);
		}

		NodeEntry in(StepDocument step) {
			return new NodeEntry(this.id, this.print, this.passed, this.removed, step.at(), step.scheme());
		}

		/** The later one of the moment that has passed and another. */
		@Nullable Instant later(@Nullable Instant other) {
			return (this.passed == null || other != null && other.isAfter(this.passed)) ? other : this.passed;
		}

		/**
		 * Whether the node shows something else than this. Later moments count only, so
		 * that two servers whose clocks differ agree. What a newer server recorded with
		 * another scheme cannot be compared, and is left to the newer servers.
		 */
		boolean differs(long newest, @Nullable Instant latest) {
			if (isRemoved() || this.scheme == null || this.scheme < Fingerprint.SCHEME) {
				return true;
			}
			return this.scheme == Fingerprint.SCHEME
					&& (this.print != newest || latest != null && (this.passed == null || latest.isAfter(this.passed)));
		}

	}

}
