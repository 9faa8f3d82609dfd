package dev.plenum.interchange;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.plenum.interchange.format.FileFormat;
import dev.plenum.schedule.SessionStatus;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * What the origin of a programme said the last time, and what it says now. That a session
 * stays away long enough counts as its word too.
 */
final class OriginMemory {

	private static final String SCHEDULED = Leaves.word(new BsonString(SessionStatus.SCHEDULED.name()));

	private static final String CANCELLED = Leaves.word(new BsonString(SessionStatus.CANCELLED.name()));

	private final @Nullable ImportDocument known;

	private final FileFormat format;

	private final Map<String, String> said = new LinkedHashMap<>();

	private final Map<String, String> unsettled = new LinkedHashMap<>();

	private final Map<String, Instant> missing = new LinkedHashMap<>();

	/**
	 * Begins with what is remembered.
	 * @param known what was said before; null if nothing
	 * @param format the format that speaks now
	 */
	OriginMemory(@Nullable ImportDocument known, FileFormat format) {
		this.known = known;
		this.format = format;
		if (known != null) {
			this.said.putAll(known.said());
			this.unsettled.putAll(known.unsettled());
		}
	}

	/**
	 * What was said of a thing before.
	 * @param id its id
	 */
	Merge.Memory of(String id) {
		return (this.known == null) ? Merge.Memory.NONE
				: new Merge.Memory(Words.read(this.known.said().getOrDefault(id, "")),
						Words.readLists(this.known.unsettled().getOrDefault(id, "")),
						this.known.format() == this.format);
	}

	/**
	 * Takes down what is said of a thing now.
	 * @param id its id
	 * @param now the words by their ways
	 * @param isNew whether it is made only now
	 */
	void note(String id, SortedMap<String, String> now, boolean isNew) {
		String words = Words.kept(now);
		if (!isNew && !words.equals(this.said.get(id))) {
			this.unsettled.put(id, Words.keptLists(of(id).until(now)));
		}
		this.said.put(id, words);
	}

	/**
	 * The sessions that the origin said take place.
	 * @return their ids, in order
	 */
	List<String> scheduled() {
		return (this.known == null) ? List.of()
				: this.known.said()
					.entrySet()
					.stream()
					.filter((entry) -> Words.has(entry.getValue(), Slots.STATUS, SCHEDULED))
					.map(Map.Entry::getKey)
					.sorted()
					.toList();
	}

	/**
	 * Since when a session is missing.
	 * @param id its id
	 * @param now if it was not missing yet
	 */
	Instant missingSince(String id, Instant now) {
		return (this.known != null) ? this.known.missing().getOrDefault(id, now) : now;
	}

	void noteMissing(String id, Instant since) {
		this.missing.put(id, since);
	}

	void noteCancelled(String id) {
		SortedMap<String, String> words = new TreeMap<>(Words.read(this.said.getOrDefault(id, "")));
		words.put(Slots.STATUS, CANCELLED);
		note(id, words, false);
	}

	/**
	 * What is remembered from now on.
	 * @param eventId the event
	 * @param now when this is
	 * @return the next document; the known one where it says that already
	 */
	ImportDocument next(String eventId, Instant now) {
		if (this.known != null && this.known.format() == this.format && this.known.said().equals(this.said)
				&& this.known.missing().equals(this.missing) && this.unsettled.isEmpty()) {
			return this.known;
		}
		return new ImportDocument(eventId, (this.known != null) ? this.known.version() + 1 : 1, this.format, now,
				this.said, this.unsettled, this.missing);
	}

}
