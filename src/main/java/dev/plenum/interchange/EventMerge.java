package dev.plenum.interchange;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.programme.EventDocument;
import dev.plenum.schedule.Slot;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.Codec;
import org.jspecify.annotations.Nullable;

/**
 * The event itself, its rooms and its tracks, as an import leaves them. A file speaks of
 * the rooms and tracks that it needs: what it leaves out stays.
 *
 * @param document the event afterwards
 * @param write what makes it so; null if it is so already
 * @param merge what is different
 * @param said the words of the origin by their ways, also of the places that it leaves
 * out
 */
record EventMerge(EventDocument document, @Nullable GuardedWrite write, Merge merge, SortedMap<String, String> said) {

	/** An event that is not there yet. */
	static EventMerge first(EventDocument theirs, ProgrammeFile file, Codec<EventDocument> codec) {
		BsonDocument document = Leaves.document(theirs, codec);
		Merge merge = Merge.of(null, spoken(document, file), Merge.Memory.NONE, false);
		return new EventMerge(theirs, GuardedWrite.first(theirs.id(), document), merge, merge.said());
	}

	/**
	 * An event that is there.
	 * @param ours the event as it is
	 * @param theirs the event as the file says it is
	 * @param file the file
	 * @param memory what was said of it before
	 * @param overwrite whether the file wins
	 * @param frame the days of it all
	 * @param slots what must be within its days
	 * @param codec how events are kept
	 */
	static EventMerge of(EventDocument ours, EventDocument theirs, ProgrammeFile file, Merge.Memory memory,
			boolean overwrite, EventFrame frame, Collection<Slot> slots, Codec<EventDocument> codec) {
		BsonDocument here = Leaves.document(ours, codec);
		Merge merge = Merge.of(here.clone(), spoken(Leaves.document(theirs, codec), file),
				memory.of((way) -> !isOfAbsentPlace(way, theirs)), overwrite);
		SortedMap<String, String> said = new TreeMap<>(merge.said());
		memory.said().forEach((way, word) -> {
			if (isOfAbsentPlace(way, theirs)) {
				said.putIfAbsent(way, word);
			}
		});
		EventDocument merged = frame.widened(Leaves.record(merge.merged(), codec), slots);
		Map<String, BsonValue> set = new LinkedHashMap<>(merge.set());
		BsonDocument widened = Leaves.document(merged, codec);
		for (String date : List.of("startsOn", "endsOn")) {
			BsonValue day = widened.get(date);
			if (day != null && !day.equals(here.get(date))) {
				set.put(date, day);
			}
		}
		boolean same = set.isEmpty() && merge.unset().isEmpty();
		return new EventMerge(merged, same ? null : new GuardedWrite(ours.id(), ours.version(), set, merge.unset()),
				merge, said);
	}

	/** Takes out what the file does not say of an event. */
	private static BsonDocument spoken(BsonDocument event, ProgrammeFile file) {
		BsonDocument spoken = event.clone();
		List.of("slug", "state", "organiserSubjects").forEach(spoken::remove);
		if (file.name().isEmpty()) {
			spoken.remove("name");
		}
		if (file.startsOn() == null) {
			spoken.remove("startsOn");
			spoken.remove("endsOn");
		}
		return spoken;
	}

	private static boolean isOfAbsentPlace(String way, EventDocument theirs) {
		String[] names = way.split("\\.", 3);
		return names.length == 3 && (names[0].equals("rooms") && !theirs.rooms().containsKey(names[1])
				|| names[0].equals("tracks") && !theirs.tracks().containsKey(names[1]));
	}

}
