package dev.plenum.agenda;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaDocument.AppointmentEntry;
import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.agenda.AgendaDocument.Pick;
import dev.plenum.agenda.AgendaDocument.ReadNews;
import dev.plenum.platform.mongo.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which two agendas of one person become one. What only one of them has
 * stays. Of two decisions or notes the newer one counts, of two favourites or presences
 * the earlier one. Adding the same agenda again changes nothing.
 *
 * @param kept the agenda that stays
 * @param added the agenda to add
 */
record AgendaUnion(AgendaDocument kept, AgendaDocument added) {

	private static final Comparator<AppointmentEntry> CHANGED = Comparator.comparing(AppointmentEntry::changedAt);

	static boolean isEmpty(AgendaDocument agenda) {
		return Stream
			.of(agenda.picks(), agenda.appointments(), agenda.notes(), agenda.notedAt(), agenda.favourites(),
					agenda.exhibitorNotes(), agenda.presences())
			.allMatch(Map::isEmpty) && agenda.newsRead().equals(ReadNews.NONE);
	}

	/**
	 * Removes everything but the code and the calendar address.
	 */
	static Fields none() {
		Fields none = new Fields();
		Stream
			.of("picks", "appointments", "appointmentCount", "notes", "notedAt", "favourites", "exhibitorNotes",
					"presences", "presencesFor", "newsRead", AgendaEdit.TAKES_PART_SINCE)
			.forEach((field) -> none.set(field, null));
		return none;
	}

	/**
	 * Returns what the agenda that stays must change.
	 */
	Fields fields() {
		Fields fields = new Fields();
		this.added.picks().forEach((sessionId, pick) -> addPick(fields, sessionId, pick));
		addNotes(fields);
		addAppointments(fields);
		this.added.favourites()
			.forEach((id, since) -> addEarlier(fields, "favourites." + id, this.kept.favourites().get(id), since));
		this.added.exhibitorNotes()
			.forEach((id, text) -> addText(fields, "exhibitorNotes." + id, this.kept.exhibitorNotes().get(id), text));
		this.added.presences().forEach((sessionId, at) -> addPresence(fields, sessionId, at));
		addRead(fields);
		Instant since = this.added.takesPartSince();
		return (since != null) ? fields.earliest(AgendaEdit.TAKES_PART_SINCE, since) : fields;
	}

	/**
	 * The decisions get the number of the write that adds them.
	 */
	private void addPick(Fields fields, String sessionId, Pick pick) {
		Pick known = this.kept.picks().get(sessionId);
		List<Decision> before = (known != null) ? known.history() : List.of();
		List<Decision> missing = pick.history()
			.stream()
			.filter((decision) -> before.stream().noneMatch((other) -> isSame(decision, other)))
			.toList();
		String path = "picks." + sessionId;
		if (known == null || pick.at().isAfter(known.at())) {
			fields.set(path + ".picked", pick.picked()).set(path + ".at", pick.at());
		}
		if (!missing.isEmpty()) {
			List<Decision> all = Stream
				.concat(before.stream(), missing.stream().map((decision) -> decision.numbered(this.kept.version() + 1)))
				.sorted(Comparator.comparing(Decision::at))
				.toList();
			fields.set(path + ".decisions",
					all.subList(Math.max(0, all.size() - AgendaEdit.Picking.MOST_DECISIONS), all.size()));
		}
	}

	private static boolean isSame(Decision one, Decision other) {
		return one.at().equals(other.at()) && one.picked() == other.picked();
	}

	private void addNotes(Fields fields) {
		TreeSet<String> sessionIds = new TreeSet<>(this.added.notes().keySet());
		sessionIds.addAll(this.added.notedAt().keySet());
		for (String sessionId : sessionIds) {
			Instant at = this.added.notedAt().getOrDefault(sessionId, Instant.EPOCH);
			boolean known = this.kept.notes().containsKey(sessionId) || this.kept.notedAt().containsKey(sessionId);
			if (!known || at.isAfter(this.kept.notedAt().getOrDefault(sessionId, Instant.EPOCH))) {
				fields.set("notes." + sessionId, this.added.notes().get(sessionId)).set("notedAt." + sessionId, at);
			}
		}
	}

	private void addAppointments(Fields fields) {
		this.added.appointments().forEach((id, appointment) -> {
			AppointmentEntry known = this.kept.appointments().get(id);
			if (known == null) {
				fields.raise("appointmentCount", 1);
			}
			if (known == null || CHANGED.compare(appointment, known) > 0) {
				fields.set("appointments." + id, appointment);
			}
		});
	}

	private void addPresence(Fields fields, String sessionId, Instant at) {
		Instant startsAt = this.added.presencesFor().get(sessionId);
		Instant known = this.kept.presencesFor().get(sessionId);
		String path = "presences." + sessionId;
		if (Objects.equals(startsAt, known)) {
			addEarlier(fields, path, this.kept.presences().get(sessionId), at);
		}
		if (known == null || startsAt != null && startsAt.isAfter(known)) {
			fields.set(path, at).set("presencesFor." + sessionId, startsAt);
		}
	}

	private void addRead(Fields fields) {
		List<ReadNews.Mark> marks = union(this.kept.newsRead().marks(), this.added.newsRead().marks(),
				ReadNews.Mark::upTo, Comparator.comparing(ReadNews.Mark::at), ReadNews.MOST_MARKS);
		List<ReadNews.Item> items = union(this.kept.newsRead().items(), this.added.newsRead().items(),
				ReadNews.Item::id, Comparator.comparing(ReadNews.Item::at), ReadNews.MOST_ITEMS);
		if (!marks.equals(this.kept.newsRead().marks())) {
			fields.set("newsRead.marks", marks);
		}
		if (!items.equals(this.kept.newsRead().items())) {
			fields.set("newsRead.items", items);
		}
	}

	private static <T> List<T> union(List<T> kept, List<T> added, Function<T, String> key, Comparator<T> order,
			int most) {
		Map<String, T> all = new LinkedHashMap<>();
		Stream.concat(kept.stream(), added.stream()).forEach((one) -> all.putIfAbsent(key.apply(one), one));
		List<T> sorted = all.values().stream().sorted(order).toList();
		return sorted.subList(Math.max(0, sorted.size() - most), sorted.size());
	}

	private static void addEarlier(Fields fields, String path, @Nullable Instant known, Instant at) {
		if (known == null || at.isBefore(known)) {
			fields.set(path, at);
		}
	}

	/** When a note on an exhibitor was written is not stored, so both texts stay. */
	private static void addText(Fields fields, String path, @Nullable String known, String text) {
		if (known == null) {
			fields.set(path, text);
		}
		else if (!known.contains(text)) {
			fields.set(path, known + "\n\n" + text);
		}
	}

}
