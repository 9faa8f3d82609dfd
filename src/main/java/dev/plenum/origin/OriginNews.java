package dev.plenum.origin;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

import dev.plenum.origin.OriginDocument.Stop;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

/**
 * What changes in the origins of events that are followed.
 */
@Component
class OriginNews {

	private static final int POSITION_BYTES = 10;

	private final Snapshots<Optional<OriginDocument>> snapshots;

	OriginNews(Origins origins, Memory memory) {
		this.snapshots = memory.perEvent((eventId) -> origins.ofEvent(eventId).singleOptional())
			.kept(Origins.COLLECTION, OriginDocument.class, OriginNews::newest, (_, _) -> Optional.empty());
	}

	/**
	 * Returns the changes that concern organisers: those that they make, each import, and
	 * each other outcome of a fetch than the one before.
	 * @param eventId the event
	 * @param reached the position before a reconnect; null for the changes from now on
	 * @return the position after each change, without end; at once if the position before
	 * a reconnect is not the present one
	 */
	Flux<String> of(String eventId, @Nullable String reached) {
		return Resume.news(this.snapshots.of(eventId).readAndFollow().map((origin) -> Shown.of(origin).position()),
				reached);
	}

	private static Optional<OriginDocument> newest(Optional<OriginDocument> known, OriginDocument document) {
		return (known.isPresent() && known.get().includes(document)) ? known : Optional.of(document);
	}

	/**
	 * What organisers are notified about.
	 *
	 * @param version the version of the origin; 0 if there is none
	 * @param outcome the outcome of the last fetch; null before the first one
	 * @param importedAt the time of the last import; null before the first one
	 * @param stop why nothing is imported; null if imports go on
	 */
	record Shown(long version, @Nullable FetchOutcome outcome, @Nullable Instant importedAt, @Nullable Stop stop) {

		static Shown of(Optional<OriginDocument> origin) {
			return origin
				.map((known) -> new Shown(known.version(), (known.last() != null) ? known.last().outcome() : null,
						(known.imported() != null) ? known.imported().at() : null, known.stop()))
				.orElse(new Shown(0, null, null, null));
		}

		/** The same on all servers. */
		String position() {
			return HexFormat.of().formatHex(Sha256.of(toString()), 0, POSITION_BYTES);
		}

	}

}
