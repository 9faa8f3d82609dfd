package dev.plenum.interchange;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.schedule.Slot;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;

/**
 * Merges the event's own document with its rooms and tracks. A file contains only the
 * rooms and tracks that it uses, so an import never removes the others.
 *
 * @param document the event after the import
 * @param write the write; null if nothing changes
 * @param merge the differences
 * @param fingerprints the fingerprints to remember, by path; also those of rooms and
 * tracks that the file does not contain
 */
record EventMerge(EventDocument document, @Nullable GuardedWrite write, Merge merge,
		SortedMap<String, String> fingerprints) {

	/** Creates a new event. */
	static EventMerge first(EventDocument theirs, ProgrammeFile file, Codec<EventDocument> codec) {
		BsonDocument document = Leaves.document(theirs, codec);
		Merge merge = Merge.of(null, contained(document, file), Merge.Memory.NONE, false);
		return new EventMerge(theirs, GuardedWrite.first(theirs.id(), document), merge, merge.fingerprints());
	}

	/**
	 * Merges an existing event.
	 * @param ours the stored event
	 * @param theirs the event in the file
	 * @param file the file
	 * @param memory what earlier files contained of it
	 * @param overwrite whether the file replaces values that were changed in Plenum
	 * @param frame the event's days
	 * @param slots the slots that must be within the event's days
	 * @param codec converts events to BSON
	 */
	static EventMerge of(EventDocument ours, EventDocument theirs, ProgrammeFile file, Merge.Memory memory,
			boolean overwrite, EventFrame frame, Collection<Slot> slots, Codec<EventDocument> codec) {
		BsonDocument stored = Leaves.document(ours, codec);
		Merge merge = Merge.of(stored.clone(), contained(Leaves.document(theirs, codec), file),
				memory.of((path) -> !isInAbsentPlace(path, theirs)), overwrite);
		SortedMap<String, String> fingerprints = new TreeMap<>(merge.fingerprints());
		memory.fingerprints().forEach((path, fingerprint) -> {
			if (isInAbsentPlace(path, theirs)) {
				fingerprints.putIfAbsent(path, fingerprint);
			}
		});
		EventDocument merged = frame.widened(Leaves.record(merge.merged(), codec), slots);
		Map<String, BsonValue> set = new LinkedHashMap<>(merge.set());
		BsonDocument widened = Leaves.document(merged, codec);
		for (String date : List.of("startsOn", "endsOn")) {
			BsonValue day = widened.get(date);
			if (day != null && !day.equals(stored.get(date))) {
				set.put(date, day);
			}
		}
		boolean same = set.isEmpty() && merge.unset().isEmpty();
		return new EventMerge(merged, same ? null : new GuardedWrite(ours.id(), ours.version(), set, merge.unset()),
				merge, fingerprints);
	}

	/** Removes the values that the file does not contain. */
	private static BsonDocument contained(BsonDocument event, ProgrammeFile file) {
		BsonDocument contained = event.clone();
		List.of("slug", "state", "organiserSubjects").forEach(contained::remove);
		if (file.name().isEmpty()) {
			contained.remove("name");
		}
		if (file.startsOn() == null) {
			contained.remove("startsOn");
			contained.remove("endsOn");
		}
		return contained;
	}

	private static boolean isInAbsentPlace(String path, EventDocument theirs) {
		String[] names = path.split("\\.", 3);
		return names.length == 3 && (names[0].equals("rooms") && !theirs.rooms().containsKey(names[1])
				|| names[0].equals("tracks") && !theirs.tracks().containsKey(names[1]));
	}

}
