package dev.plenum.origin;

import java.time.Instant;
import java.util.Objects;

import dev.plenum.platform.security.Caller;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * The origin of an event's programme, as it is stored. Organisers raise the version;
 * fetching raises only the number of fetches.
 *
 * @param eventId the event
 * @param version the number of writes by organisers
 * @param url the address of the file; it may contain secrets
 * @param everyMinutes the time between two fetches
 * @param paused whether it is not fetched; null for no
 * @param setBy the organiser with whose rights the file is imported
 * @param fetches the number of writes by fetches; null for none
 * @param nextAt when any server fetches it next; while it is being fetched, when the
 * lease ends; null if it is not fetched
 * @param lease the lease of the server that fetches it; null if none does
 * @param again whether it is fetched again at once after the present fetch; null for no
 * @param remove whether an organiser confirmed losses for the next fetch; null for no
 * @param validators what the server at the address said of the file that was imported
 * last; null if nothing was imported
 * @param failures the number of failures since the last success; null for none
 * @param failingSince the time of the first of these failures; null if there is none
 * @param last the last fetch; null before the first one
 * @param imported the last fetch that was imported; null before the first one
 * @param stop why nothing is imported; null if imports go on
 */
public record OriginDocument(@BsonId String eventId, long version, String url, int everyMinutes,
		@Nullable Boolean paused, Person setBy, @Nullable Integer fetches, @Nullable Instant nextAt,
		@Nullable String lease, @Nullable Boolean again, @Nullable Boolean remove, @Nullable Validators validators,
		@Nullable Integer failures, @Nullable Instant failingSince, @Nullable Fetch last, @Nullable Fetch imported,
		@Nullable Stop stop) {

	boolean isPaused() {
		return Boolean.TRUE.equals(this.paused);
	}

	boolean isConfirmed() {
		return Boolean.TRUE.equals(this.remove);
	}

	boolean isWantedAgain() {
		return Boolean.TRUE.equals(this.again);
	}

	int failureCount() {
		return Objects.requireNonNullElse(this.failures, 0);
	}

	/**
	 * Whether this is not older than another state of the same origin.
	 */
	boolean includes(OriginDocument other) {
		return this.version >= other.version && fetchCount() >= other.fetchCount();
	}

	private int fetchCount() {
		return Objects.requireNonNullElse(this.fetches, 0);
	}

	/**
	 * A person, as it was when they set the origin.
	 *
	 * @param subject the subject of their token
	 * @param administrator whether they are an administrator
	 */
	public record Person(String subject, boolean administrator) {

		static Person of(Caller caller) {
			return new Person(caller.requireSubject(), caller.administrator());
		}

		Caller caller() {
			return new Caller(this.subject, null, this.administrator);
		}

	}

	/**
	 * How a server recognises a file.
	 *
	 * @param url the address of the file
	 * @param etag the header {@code ETag}; null if there was none
	 * @param lastModified the header {@code Last-Modified}; null if there was none
	 */
	public record Validators(String url, @Nullable String etag, @Nullable String lastModified) {
	}

	/**
	 * The result of a fetch; the schema describes each property.
	 */
	public record Fetch(Instant at, FetchOutcome outcome, @Nullable Integer httpStatus, @Nullable String detail,
			int added, int changed, int cancelled, int missing, int kept, int warnings) {

		static Fetch of(Instant at, FetchOutcome outcome, @Nullable Integer httpStatus, @Nullable String detail) {
			return new Fetch(at, outcome, httpStatus, detail, 0, 0, 0, 0, 0, 0);
		}

	}

	/**
	 * Why nothing is imported.
	 *
	 * @param reason the reason
	 * @param since since when
	 */
	public record Stop(StopReason reason, Instant since) {
	}

	/** Why nothing is imported. */
	enum StopReason {

		/** The event would lose much. The file is fetched further. */
		LOSSES,

		/** All fetches failed for long. */
		FAILURES,

		/** The person who set the origin does not organise the event any more. */
		NOT_ORGANISER,

		/** The event is archived. */
		ARCHIVED,

		/** The event is over. */
		OVER

	}

}
