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
 * Remembers what the files of an event's origin contained. A session that was missing
 * from the files for long enough counts as cancelled by the origin.
 */
final class OriginMemory {

	private static final String SCHEDULED = Leaves.fingerprint(new BsonString(SessionStatus.SCHEDULED.name()));

	private static final String CANCELLED = Leaves.fingerprint(new BsonString(SessionStatus.CANCELLED.name()));

	private final @Nullable ImportDocument known;

	private final FileFormat format;

	private final Map<String, String> said = new LinkedHashMap<>();

	private final Map<String, String> unsettled = new LinkedHashMap<>();

	private final Map<String, Instant> missing = new LinkedHashMap<>();

	/**
	 * Creates a memory.
	 * @param known the stored memory; null if nothing was imported yet
	 * @param format the format of the current file
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
	 * Returns what earlier files contained of an object.
	 * @param id the object's id
	 */
	Merge.Memory of(String id) {
		return (this.known == null) ? Merge.Memory.NONE
				: new Merge.Memory(Fingerprints.read(this.known.said().getOrDefault(id, "")),
						Fingerprints.readLists(this.known.unsettled().getOrDefault(id, "")),
						this.known.format().expressesSameAs(this.format));
	}

	/**
	 * Remembers what the current file contains of an object.
	 * @param id the object's id
	 * @param now the fingerprints of its values by path
	 * @param isNew whether the import creates the object
	 */
	void note(String id, SortedMap<String, String> now, boolean isNew) {
		String text = Fingerprints.write(now);
		if (!isNew && !text.equals(this.said.get(id))) {
			this.unsettled.put(id, Fingerprints.writeLists(of(id).until(now)));
		}
		this.said.put(id, text);
	}

	/**
	 * Returns the sessions that the last file contained as scheduled.
	 * @return their ids in alphabetical order
	 */
	List<String> scheduled() {
		return (this.known == null) ? List.of()
				: this.known.said()
					.entrySet()
					.stream()
					.filter((entry) -> Fingerprints.contains(entry.getValue(), SlotValues.STATUS, SCHEDULED))
					.map(Map.Entry::getKey)
					.sorted()
					.toList();
	}

	/**
	 * Returns since when a session is missing from the files.
	 * @param id the session's id
	 * @param now the current time, which is returned if the last file contained it
	 */
	Instant missingSince(String id, Instant now) {
		return (this.known != null) ? this.known.missing().getOrDefault(id, now) : now;
	}

	void noteMissing(String id, Instant since) {
		this.missing.put(id, since);
	}

	void noteCancelled(String id) {
		SortedMap<String, String> fingerprints = new TreeMap<>(Fingerprints.read(this.said.getOrDefault(id, "")));
		fingerprints.put(SlotValues.STATUS, CANCELLED);
		note(id, fingerprints, false);
	}

	/**
	 * Returns the memory to store.
	 * @param eventId the event's id
	 * @param now the current time
	 * @return the new document; the stored one if nothing changed
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
