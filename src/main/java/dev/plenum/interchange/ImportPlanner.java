package dev.plenum.interchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.schedule.Clash;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Slot;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an import does, without any side effect. The same file, programme and
 * memory always result in the same plan.
 */
final class ImportPlanner {

	private final ReadProgramme read;

	private final EventFrame frame;

	private final @Nullable ProgrammeDocuments there;

	private final @Nullable ImportDocument known;

	private final OriginMemory origin;

	private final ImportOptions options;

	private final Instant now;

	private final CodecRegistry codecs;

	private final ImportedEvent event;

	private final ImportedContent content;

	private final Schedule before;

	private final Map<String, SpeakerDocument> speakers;

	private final Map<String, SessionDocument> sessions;

	private final Map<String, String> places = new HashMap<>();

	private final List<GuardedWrite> speakerWrites = new ArrayList<>();

	private final List<GuardedWrite> sessionWrites = new ArrayList<>();

	private final List<ScheduleEdit> edits = new ArrayList<>();

	private final List<Slot> wanted = new ArrayList<>();

	private final Losses losses = new Losses();

	private final AbsentValues absent;

	private final ReportBuilder report;

	ImportPlanner(ReadProgramme read, EventFrame frame, @Nullable ProgrammeDocuments there,
			@Nullable ImportDocument known, ImportOptions options, CodecRegistry codecs, Instant now) {
		this.read = read;
		this.frame = frame;
		this.there = there;
		this.known = known;
		this.origin = new OriginMemory(known, read.format());
		this.options = options;
		this.codecs = codecs;
		this.now = now;
		Matching matching = new Matching(frame.eventId(), read.file(), there);
		ImportedTexts texts = ImportedTexts.of(read, there);
		this.event = new ImportedEvent(read.file(), frame, there, matching, texts);
		this.content = new ImportedContent(read, frame, there, matching, texts);
		this.before = (there != null) ? there.schedule() : Schedule.first(frame.eventId(), Map.of());
		this.speakers = new HashMap<>((there != null) ? there.speakers() : Map.of());
		this.sessions = new HashMap<>((there != null) ? there.sessions() : Map.of());
		this.absent = new AbsentValues(read.absent());
		this.report = new ReportBuilder(frame.zone());
	}

	ImportPlan plan() {
		this.content.speakers().forEach(this::speaker);
		this.read.file().sessions().forEach(this::session);
		countTimes();
		if (!this.options.remove()) {
			this.losses.requireFew();
		}
		cancelMissing();
		EventMerge event = event();
		ProgrammeDocuments after = new ProgrammeDocuments(event.document(), this.sessions, this.speakers, this.before);
		ScheduleOutcome.Changed outcome = outcome(after);
		boolean fills = this.before.revision() == 0 && this.before.slots().isEmpty() && this.before.removed().isEmpty();
		Schedule schedule = fills && !outcome.changes().isEmpty()
				? Schedule.first(this.frame.eventId(), outcome.schedule().slots()) : outcome.schedule();
		List<ScheduleChange> steps = fills ? List.of() : outcome.changes();
		schedule.slots().forEach((id, slot) -> warnOfRooms(id, slot, event.document()));
		return new ImportPlan(this.known, this.origin.next(this.frame.eventId(), this.now), this.speakerWrites,
				this.sessionWrites, event.write(), this.before, schedule, steps, created(after),
				this.content.announcements(), this.report.build(this.frame.slug(), this.read, this.options,
						this.there == null, fills, schedule.revision()));
	}

	private void speaker(SpeakerDocument theirs) {
		SpeakerDocument ours = this.speakers.get(theirs.id());
		BsonDocument inFile = encode(theirs, SpeakerDocument.class);
		Merge merge = this.absent.merge((ours != null) ? encode(ours, SpeakerDocument.class) : null, inFile,
				this.origin.of(theirs.id()), this.options.overwrite());
		this.origin.note(theirs.id(), merge.fingerprints(), ours == null);
		this.report.merged(ImportReport.Type.SPEAKER, theirs.id(), theirs.name(), null, ours == null, merge);
		if (ours == null) {
			this.speakerWrites.add(GuardedWrite.first(theirs.id(), inFile));
			this.speakers.put(theirs.id(), theirs);
		}
		else if (merge.isDifferent()) {
			this.speakerWrites.add(new GuardedWrite(theirs.id(), ours.version(), merge.set(), merge.unset()));
			this.speakers.put(theirs.id(), decode(merge.merged(), SpeakerDocument.class));
		}
		this.report.named(theirs.id(), theirs.name());
	}

	private void session(SessionEntry entry) {
		SessionDocument theirs = this.content.session(entry);
		String id = theirs.id();
		String place = this.read.places().get(entry.key());
		this.places.put(id, Objects.requireNonNullElse(place, ""));
		SessionDocument ours = this.sessions.get(id);
		Slot slot = this.before.slots().get(id);
		Slot wantedSlot = this.content.slot(entry);
		boolean removed = slot == null && this.before.removed().containsKey(id) && !this.options.overwrite();
		BsonDocument inFile = encode(theirs, SessionDocument.class).append(SlotValues.SLOT,
				SlotValues.document(wantedSlot));
		BsonDocument stored = (ours != null) ? encode(ours, SessionDocument.class).append(SlotValues.SLOT,
				SlotValues.document((slot != null) ? slot : wantedSlot)) : null;
		BsonDocument known = (stored != null) ? stored.clone() : new BsonDocument();
		Merge merge = this.absent.merge(stored, inFile, this.origin.of(id), this.options.overwrite());
		this.losses.count(known, merge.merged());
		if (slot != null && slot.takesPlace()) {
			boolean assumed = this.read.untimed().contains(entry.key());
			this.losses.countTime(assumed && !slot.length().equals(wantedSlot.length()));
		}
		this.origin.note(id, merge.fingerprints(), ours == null);
		String title = theirs.title().in(List.of());
		this.report.named(id, title);
		if (removed) {
			this.report.keptRemoved(id, title, place);
			return;
		}
		write(id, ours, inFile, merge);
		Slot merged = SlotValues.slot(merge.merged().getDocument(SlotValues.SLOT));
		this.wanted.add(merged);
		this.edits
			.addAll((slot != null) ? SlotValues.edits(id, slot, merged) : List.of(new ScheduleEdit.Add(id, merged)));
		this.report.merged(ImportReport.Type.SESSION, id, title, place, slot == null, merge);
	}

	private void write(String id, @Nullable SessionDocument ours, BsonDocument inFile, Merge merge) {
		Map<String, BsonValue> set = new LinkedHashMap<>(merge.set());
		set.keySet().removeIf((path) -> path.startsWith(SlotValues.SLOT + '.'));
		List<String> unset = merge.unset().stream().filter((path) -> !path.startsWith(SlotValues.SLOT + '.')).toList();
		if (ours == null) {
			BsonDocument document = inFile.clone();
			document.remove(SlotValues.SLOT);
			this.sessionWrites.add(GuardedWrite.first(id, document));
		}
		else if (!set.isEmpty() || !unset.isEmpty()) {
			this.sessionWrites.add(new GuardedWrite(id, ours.version(), set, Set.copyOf(unset)));
		}
		if (ours == null || merge.isDifferent()) {
			BsonDocument content = merge.merged().clone();
			content.remove(SlotValues.SLOT);
			this.sessions.put(id, decode(content, SessionDocument.class));
		}
	}

	/** Counts the sessions whose time the file does not contain any more. */
	private void countTimes() {
		this.read.untimed()
			.stream()
			.map(this.content::sessionId)
			.filter((id) -> !this.places.containsKey(id) && takesPlace(id))
			.forEach((id) -> this.losses.countTime(true));
	}

	/**
	 * Cancels the sessions that are missing from the file. A session is reported as
	 * missing for some time first, since real feeds lose sessions temporarily.
	 */
	private void cancelMissing() {
		List<String> present = this.origin.scheduled().stream().filter(this::takesPlace).toList();
		List<String> missing = present.stream().filter((id) -> !this.places.containsKey(id)).toList();
		if (Losses.areMany(missing.size(), present.size()) && !this.options.remove()) {
			throw Problem.of(ErrorCode.CONFLICT,
					"%d of %d sessions are missing from the file, for example '%s'. To cancel them, send the file again with remove=true."
						.formatted(missing.size(), present.size(), title(missing.getFirst())));
		}
		for (String id : missing) {
			Instant since = this.origin.missingSince(id, this.now);
			Instant from = since.plus(this.options.missingFor());
			if (this.options.remove() || !this.now.isBefore(from)) {
				this.origin.noteCancelled(id);
				this.edits.add(new ScheduleEdit.Cancel(id));
				this.report.cancelled(id, title(id));
			}
			else {
				this.origin.noteMissing(id, since);
				this.report.missing(id, title(id), since, from);
			}
		}
	}

	private void warnOfRooms(String id, Slot slot, EventDocument after) {
		SessionDocument session = this.sessions.get(id);
		List<EventDocument.RoomEntry> rooms = slot.roomIds().stream().map(after.rooms()::get).toList();
		if (session != null && session.capacity() != null && slot.takesPlace() && !rooms.isEmpty()
				&& rooms.stream().allMatch((room) -> room != null && room.capacity() != null)) {
			int fit = rooms.stream().mapToInt((room) -> Objects.requireNonNull(room.capacity())).sum();
			if (session.capacity() > fit) {
				this.report.roomTooSmall(id, this.places.getOrDefault(id, ""), session.capacity(), fit);
			}
		}
	}

	private boolean takesPlace(String id) {
		Slot slot = this.before.slots().get(id);
		return slot != null && slot.takesPlace();
	}

	private EventMerge event() {
		EventDocument theirs = this.event.document(this.frame.firstDay(this.wanted), this.frame.lastDay(this.wanted),
				this.frame.organiserSubjects());
		theirs.rooms().forEach((id, room) -> this.report.named(id, room.name()));
		if (this.there == null) {
			EventMerge first = EventMerge.first(theirs, this.read.file(), this.codecs.get(EventDocument.class));
			this.origin.note(theirs.id(), first.fingerprints(), true);
			return first;
		}
		EventDocument ours = this.there.event();
		ours.rooms().forEach((id, room) -> this.report.named(id, room.name()));
		EventMerge merged = EventMerge.of(ours, theirs, this.read.file(), this.origin.of(ours.id()),
				this.options.overwrite(), this.frame, this.wanted, this.codecs.get(EventDocument.class));
		this.origin.note(ours.id(), merged.fingerprints(), false);
		this.report.merged(ImportReport.Type.EVENT, ours.id(), ours.name().in(List.of()), null, false, merged.merge());
		return merged;
	}

	/**
	 * Returns the rooms and speakers of an existing event that the import creates. They
	 * may have been removed before.
	 */
	private Set<String> created(ProgrammeDocuments after) {
		if (this.there == null) {
			return Set.of();
		}
		Set<String> created = resources(after);
		created.removeAll(resources(this.there));
		return created;
	}

	private static Set<String> resources(ProgrammeDocuments documents) {
		Set<String> resources = new HashSet<>(documents.event().rooms().keySet());
		resources.addAll(documents.speakers().keySet());
		return resources;
	}

	private ScheduleOutcome.Changed outcome(ProgrammeDocuments after) {
		Schedule known = this.before.restored(resources(after));
		ScheduleOutcome outcome = known.change(this.edits, after.rules(), false, null, this.now);
		if (outcome instanceof ScheduleOutcome.Clashed clashed) {
			clashed.clashes().forEach((Clash clash) -> this.report.clash(clash));
			outcome = known.change(this.edits, after.rules(), true, null, this.now);
		}
		return switch (outcome) {
			case ScheduleOutcome.Changed changed -> changed;
			case ScheduleOutcome.Invalid invalid -> throw new FaultyFileException(
					this.places.getOrDefault(this.edits.get(invalid.edit()).sessionId(), ""), invalid.message());
			case ScheduleOutcome.Clashed _, ScheduleOutcome.Contradicted _ ->
				throw new IllegalStateException("A forced change of sessions neither clashes nor contradicts");
		};
	}

	private String title(String id) {
		SessionDocument session = this.sessions.get(id);
		return (session != null) ? session.title().in(List.of()) : id;
	}

	private <T> BsonDocument encode(T record, Class<T> type) {
		return Leaves.document(record, this.codecs.get(type));
	}

	private <T> T decode(BsonDocument document, Class<T> type) {
		return Leaves.record(document, this.codecs.get(type));
	}

}
