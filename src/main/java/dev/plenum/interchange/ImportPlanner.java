package dev.plenum.interchange;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.programme.EventDocument;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.SessionDocument;
import dev.plenum.programme.SpeakerDocument;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an import does, and does nothing itself: the same file, the same programme
 * and the same memory always make the same plan.
 */
final class ImportPlanner {

	private static final String SCHEDULED = Leaves.word(new BsonString(SessionStatus.SCHEDULED.name()));

	private static final String CANCELLED = Leaves.word(new BsonString(SessionStatus.CANCELLED.name()));

	/** Of ten sessions one may vanish without anybody being asked. */
	private static final int ASKED_FROM = 10;

	private final ReadProgramme read;

	private final EventFrame frame;

	private final @Nullable ProgrammeDocuments there;

	private final @Nullable ImportDocument known;

	private final ImportOptions options;

	private final Instant now;

	private final CodecRegistry codecs;

	private final ImportedEvent imported;

	private final Schedule before;

	private final Map<String, Map<String, String>> said = new LinkedHashMap<>();

	private final Map<String, Map<String, List<String>>> unsettled = new LinkedHashMap<>();

	private final Map<String, Instant> missing = new LinkedHashMap<>();

	private final Map<String, SpeakerDocument> speakers;

	private final Map<String, SessionDocument> sessions;

	private final Map<String, String> places = new HashMap<>();

	private final List<GuardedWrite> speakerWrites = new ArrayList<>();

	private final List<GuardedWrite> sessionWrites = new ArrayList<>();

	private final List<ScheduleEdit> edits = new ArrayList<>();

	private final List<Slot> wanted = new ArrayList<>();

	private final ReportBuilder report;

	ImportPlanner(ReadProgramme read, EventFrame frame, @Nullable ProgrammeDocuments there,
			@Nullable ImportDocument known, ImportOptions options, CodecRegistry codecs, Instant now) {
		this.read = read;
		this.frame = frame;
		this.there = there;
		this.known = known;
		this.options = options;
		this.codecs = codecs;
		this.now = now;
		this.imported = new ImportedEvent(read.file(), frame.eventId(), frame.slug(), frame.zone(), there);
		this.before = (there != null) ? there.schedule() : Schedule.first(frame.eventId(), Map.of());
		this.speakers = new HashMap<>((there != null) ? there.speakers() : Map.of());
		this.sessions = new HashMap<>((there != null) ? there.sessions() : Map.of());
		this.report = new ReportBuilder(frame.zone());
		if (known != null) {
			this.said.putAll(known.said());
			this.unsettled.putAll(known.unsettled());
		}
	}

	ImportPlan plan() {
		this.imported.speakers().forEach(this::speaker);
		this.read.file().sessions().forEach(this::session);
		cancelVanished();
		EventMerge event = event();
		ProgrammeDocuments after = new ProgrammeDocuments(event.document(), this.sessions, this.speakers, this.before);
		ScheduleOutcome.Changed outcome = outcome(after);
		boolean fills = this.before.revision() == 0 && this.before.slots().isEmpty() && this.before.removed().isEmpty();
		Schedule schedule = fills && !outcome.changes().isEmpty()
				? Schedule.first(this.frame.eventId(), outcome.schedule().slots()) : outcome.schedule();
		List<ScheduleChange> steps = fills ? List.of() : outcome.changes();
		return new ImportPlan(this.known, next(), this.speakerWrites, this.sessionWrites, event.write(), this.before,
				schedule, steps, this.imported.announcements(), this.report.build(this.frame.slug(), this.read,
						this.options, this.there == null, fills, schedule.revision()));
	}

	private void speaker(SpeakerDocument theirs) {
		SpeakerDocument ours = this.speakers.get(theirs.id());
		BsonDocument there = encode(theirs, SpeakerDocument.class);
		Merge merge = Merge.of((ours != null) ? encode(ours, SpeakerDocument.class) : null, there, memory(theirs.id()),
				this.options.overwrite());
		remember(theirs.id(), merge, ours == null);
		this.report.merged(ImportReport.Type.SPEAKER, theirs.id(), theirs.name(), null, ours == null, merge);
		if (ours == null) {
			this.speakerWrites.add(GuardedWrite.first(theirs.id(), there));
			this.speakers.put(theirs.id(), theirs);
		}
		else if (merge.isDifferent()) {
			this.speakerWrites.add(new GuardedWrite(theirs.id(), ours.version(), merge.set(), merge.unset()));
			this.speakers.put(theirs.id(), decode(merge.merged(), SpeakerDocument.class));
		}
		this.report.speakerName(theirs.id(), theirs.name());
	}

	private void session(SessionEntry entry) {
		SessionDocument theirs = this.imported.session(entry);
		String id = theirs.id();
		String place = this.read.places().get(entry.key());
		this.places.put(id, Objects.requireNonNullElse(place, ""));
		SessionDocument ours = this.sessions.get(id);
		Slot slot = this.before.slots().get(id);
		Slot wantedSlot = this.imported.slot(entry);
		boolean takenOut = slot == null && this.before.removed().containsKey(id) && !this.options.overwrite();
		BsonDocument there = encode(theirs, SessionDocument.class).append(Slots.SLOT, Slots.document(wantedSlot));
		BsonDocument here = (ours != null) ? encode(ours, SessionDocument.class).append(Slots.SLOT,
				Slots.document((slot != null) ? slot : wantedSlot)) : null;
		Merge merge = Merge.of(here, there, memory(id), this.options.overwrite());
		remember(id, merge, ours == null);
		String title = theirs.title().in(List.of());
		this.report.sessionName(id, title);
		if (takenOut) {
			this.report.keptOut(id, title, place);
			return;
		}
		write(id, ours, there, merge);
		Slot merged = Slots.slot(merge.merged().getDocument(Slots.SLOT));
		this.wanted.add(merged);
		this.edits.addAll((slot != null) ? Slots.edits(id, slot, merged) : List.of(new ScheduleEdit.Add(id, merged)));
		this.report.merged(ImportReport.Type.SESSION, id, title, place, slot == null, merge);
	}

	private void write(String id, @Nullable SessionDocument ours, BsonDocument there, Merge merge) {
		Map<String, BsonValue> set = new LinkedHashMap<>(merge.set());
		set.keySet().removeIf((way) -> way.startsWith(Slots.SLOT + '.'));
		List<String> unset = merge.unset().stream().filter((way) -> !way.startsWith(Slots.SLOT + '.')).toList();
		if (ours == null) {
			BsonDocument document = there.clone();
			document.remove(Slots.SLOT);
			this.sessionWrites.add(GuardedWrite.first(id, document));
		}
		else if (!set.isEmpty() || !unset.isEmpty()) {
			this.sessionWrites.add(new GuardedWrite(id, ours.version(), set, Set.copyOf(unset)));
		}
		if (ours == null || merge.isDifferent()) {
			BsonDocument content = merge.merged().clone();
			content.remove(Slots.SLOT);
			this.sessions.put(id, decode(content, SessionDocument.class));
		}
	}

	/**
	 * What the origin had and has no more: it is missing for a while first, since real
	 * feeds lose things and find them again.
	 */
	private void cancelVanished() {
		if (this.known == null) {
			return;
		}
		List<String> present = this.known.said()
			.entrySet()
			.stream()
			.filter((entry) -> SCHEDULED.equals(entry.getValue().get(stored(Slots.STATUS))))
			.map(Map.Entry::getKey)
			.filter((id) -> this.before.slots().containsKey(id) && this.before.slots().get(id).takesPlace())
			.sorted()
			.toList();
		List<String> vanished = present.stream().filter((id) -> !this.places.containsKey(id)).toList();
		if (vanished.size() * ASKED_FROM > present.size() && !this.options.remove()) {
			throw Problem.of(ErrorCode.CONFLICT,
					"%d of %d sessions are not in the file, '%s' among them. If they are to be cancelled, send it again with remove=true."
						.formatted(vanished.size(), present.size(), title(vanished.getFirst())));
		}
		for (String id : vanished) {
			Instant since = this.known.missing().getOrDefault(id, this.now);
			Instant from = since.plus(this.options.missingFor());
			if (this.options.remove() || !this.now.isBefore(from)) {
				Map<String, String> words = new LinkedHashMap<>(this.said.getOrDefault(id, Map.of()));
				words.put(stored(Slots.STATUS), CANCELLED);
				this.unsettled.merge(id, Map.of(stored(Slots.STATUS), List.of(SCHEDULED)), (one, other) -> {
					Map<String, List<String>> both = new LinkedHashMap<>(one);
					both.putAll(other);
					return both;
				});
				this.said.put(id, words);
				this.edits.add(new ScheduleEdit.Cancel(id));
				this.report.cancelled(id, title(id));
			}
			else {
				this.missing.put(id, since);
				this.report.missing(id, title(id), since, from);
			}
		}
	}

	private EventMerge event() {
		LocalDate first = this.frame.firstDay(this.wanted);
		LocalDate last = this.frame.lastDay(this.wanted);
		EventDocument theirs = this.imported.event(first, last, this.frame.organiserSubjects());
		theirs.rooms().forEach((id, room) -> this.report.roomName(id, room.name()));
		if (this.there == null) {
			BsonDocument document = encode(theirs, EventDocument.class);
			remember(theirs.id(), Merge.of(null, spoken(document), Merge.Memory.NONE, false), true);
			return new EventMerge(theirs, GuardedWrite.first(theirs.id(), document));
		}
		EventDocument ours = this.there.event();
		ours.rooms().forEach((id, room) -> this.report.roomName(id, room.name()));
		Merge merge = Merge.of(encode(ours, EventDocument.class), spoken(encode(theirs, EventDocument.class)),
				memory(ours.id()).of((way) -> !isOfAbsentPlace(way, theirs)), this.options.overwrite());
		Map<String, String> saidBefore = read(this.said.getOrDefault(ours.id(), Map.of()));
		remember(ours.id(), merge, false);
		saidBefore.forEach((way, word) -> {
			if (isOfAbsentPlace(way, theirs)) {
				Objects.requireNonNull(this.said.get(ours.id())).putIfAbsent(stored(way), word);
			}
		});
		EventDocument merged = this.frame.widened(decode(merge.merged(), EventDocument.class), this.wanted);
		Map<String, BsonValue> set = new LinkedHashMap<>(merge.set());
		BsonDocument widened = encode(merged, EventDocument.class);
		for (String date : List.of("startsOn", "endsOn")) {
			BsonValue day = widened.get(date);
			if (day != null && !day.equals(encode(ours, EventDocument.class).get(date))) {
				set.put(date, day);
			}
		}
		this.report.merged(ImportReport.Type.EVENT, ours.id(), ours.name().in(List.of()), null, false, merge);
		return new EventMerge(merged, (set.isEmpty() && merge.unset().isEmpty()) ? null
				: new GuardedWrite(ours.id(), ours.version(), set, merge.unset()));
	}

	/** Takes out what no file says of an event. */
	private BsonDocument spoken(BsonDocument event) {
		BsonDocument spoken = event.clone();
		List.of("slug", "state", "organiserSubjects").forEach(spoken::remove);
		if (this.read.file().name().isEmpty()) {
			spoken.remove("name");
		}
		if (this.read.file().startsOn() == null) {
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

	private ScheduleOutcome.Changed outcome(ProgrammeDocuments after) {
		ScheduleOutcome outcome = this.before.change(this.edits, after.rules(), false, null, this.now);
		if (outcome instanceof ScheduleOutcome.Clashed clashed) {
			clashed.clashes().forEach((Clash clash) -> this.report.clash(clash));
			outcome = this.before.change(this.edits, after.rules(), true, null, this.now);
		}
		return switch (outcome) {
			case ScheduleOutcome.Changed changed -> changed;
			case ScheduleOutcome.Invalid invalid -> throw new FaultyFileException(
					this.places.getOrDefault(this.edits.get(invalid.edit()).sessionId(), ""), invalid.message());
			case ScheduleOutcome.Clashed clashed -> throw new IllegalStateException("Clashes were accepted");
		};
	}

	private ImportDocument next() {
		long version = (this.known != null) ? this.known.version() : 0;
		ImportDocument next = new ImportDocument(this.frame.eventId(), version + 1, this.read.format(), this.now,
				this.said, this.unsettled, this.missing);
		return (this.known != null && this.known.format() == next.format() && this.known.said().equals(next.said())
				&& this.known.missing().equals(next.missing()) && next.unsettled().isEmpty()) ? this.known : next;
	}

	private Merge.Memory memory(String id) {
		if (this.known == null) {
			return Merge.Memory.NONE;
		}
		Map<String, List<String>> unsettled = new HashMap<>();
		this.known.unsettled().getOrDefault(id, Map.of()).forEach((way, words) -> unsettled.put(way(way), words));
		return new Merge.Memory(read(this.known.said().getOrDefault(id, Map.of())), unsettled,
				this.known.format() == this.read.format());
	}

	private void remember(String id, Merge merge, boolean isNew) {
		Map<String, String> words = new LinkedHashMap<>();
		merge.said().forEach((way, word) -> words.put(stored(way), word));
		if (!isNew && !words.equals(this.said.get(id))) {
			Map<String, List<String>> until = new LinkedHashMap<>();
			memory(id).until(merge.said()).forEach((way, all) -> until.put(stored(way), all));
			this.unsettled.put(id, until);
		}
		this.said.put(id, words);
	}

	private String title(String id) {
		SessionDocument session = this.sessions.get(id);
		return (session != null) ? session.title().in(List.of()) : id;
	}

	private <T> BsonDocument encode(T record, Class<T> type) {
		return Leaves.document(record, this.codecs.get(type));
	}

	private <T> T decode(BsonDocument document, Class<T> type) {
		return this.codecs.get(type)
			.decode(new org.bson.BsonDocumentReader(document), org.bson.codecs.DecoderContext.builder().build());
	}

	private static Map<String, String> read(Map<String, String> stored) {
		Map<String, String> words = new LinkedHashMap<>();
		stored.forEach((way, word) -> words.put(way(way), word));
		return words;
	}

	private static String stored(String way) {
		return way.replace('.', '/');
	}

	private static String way(String stored) {
		return stored.replace('/', '.');
	}

	/**
	 * The event afterwards.
	 *
	 * @param document the event
	 * @param write what makes it so; null if it is so already
	 */
	private record EventMerge(EventDocument document, @Nullable GuardedWrite write) {
	}

}
