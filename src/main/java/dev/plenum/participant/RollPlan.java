package dev.plenum.participant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.plenum.participant.RollReport.Change;
import dev.plenum.participant.RollReport.Item;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.GuardedWrite;
import dev.plenum.platform.token.TicketCodes;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an import of participants writes. Changes nothing itself.
 */
final class RollPlan {

	private static final int MOST_ITEMS = 500;

	private static final int MOST_NOTES = 100;

	/** So many may change or leave without a confirmation. */
	private static final int FEW = 10;

	/** Above {@link #FEW}, one in so many may. */
	private static final int SHARE = 5;

	private static final Set<String> IDENTITY = Set.of("name", "email");

	private final String eventId;

	private final Roll roll;

	private final RollOptions options;

	private final Locale alphabet;

	private final TicketCodes codes;

	private final Instant now;

	private final Map<String, ParticipantDocument> known;

	private final List<GuardedWrite> writes = new ArrayList<>();

	private final Map<Change, Integer> counts = new HashMap<>();

	private final List<Item> items = new ArrayList<>();

	private int replaced;

	private int cancelledRows;

	RollPlan(String eventId, Roll roll, RollOptions options, Locale alphabet, TicketCodes codes, Instant now,
			Collection<ParticipantDocument> known) {
		this.eventId = eventId;
		this.roll = roll;
		this.options = options;
		this.alphabet = alphabet;
		this.codes = codes;
		this.now = now;
		this.known = known.stream().collect(Collectors.toMap(ParticipantDocument::id, Function.identity()));
		Map<String, ParticipantDocument> absent = new LinkedHashMap<>(this.known);
		roll.rows().forEach((row) -> {
			String id = Ids.in(Participants.ID_PREFIX, eventId, row.key());
			absent.remove(id);
			plan(row, id, this.known.get(id));
		});
		absent.values()
			.stream()
			.filter((one) -> one.isActive() && one.origin() == roll.source())
			.forEach(this::planAbsent);
	}

	List<GuardedWrite> writes() {
		return this.writes;
	}

	/**
	 * The number of participants that the event has after the import.
	 */
	int size() {
		return this.known.size() + count(Change.CREATED);
	}

	/**
	 * Whether the import would change or end much, and is not confirmed.
	 */
	boolean isHeld() {
		long active = this.known.values().stream().filter(ParticipantDocument::isActive).count();
		return !this.options.confirm()
				&& (isMuch(count(Change.CANCELLED), active) || isMuch(this.replaced, this.known.size()));
	}

	RollReport report() {
		int rows = this.roll.rows().size();
		return new RollReport(this.options.dryRun(), isHeld(), rows, count(Change.CREATED), count(Change.CHANGED),
				rows - count(Change.CREATED) - count(Change.CHANGED) - this.cancelledRows, count(Change.CANCELLED),
				count(Change.MISSING), this.items,
				this.roll.notes().subList(0, Math.min(MOST_NOTES, this.roll.notes().size())));
	}

	private void plan(Roll.Row row, String id, @Nullable ParticipantDocument present) {
		Entry entry = row.entry(present);
		if (present == null) {
			note(Change.CREATED, id, entry, row.line(), List.of());
			this.writes.add(withCode(GuardedWrite.first(id, created(entry))));
			return;
		}
		Map<String, @Nullable String> differing = new LinkedHashMap<>(values(entry));
		differing.entrySet().removeAll(values(Entry.of(present)).entrySet());
		boolean returns = present.isBeingRemoved() && entry.state() == ParticipantState.ACTIVE;
		if (differing.isEmpty() && !returns) {
			return;
		}
		boolean leaves = present.isActive() && entry.state() == ParticipantState.CANCELLED;
		note(leaves ? Change.CANCELLED : Change.CHANGED, id, entry, row.line(), List.copyOf(differing.keySet()));
		this.cancelledRows += leaves ? 1 : 0;
		this.replaced += differing.keySet().stream().anyMatch(IDENTITY::contains) ? 1 : 0;
		differing.put("sortKey", entry.sortKey(this.alphabet));
		differing.put("words", entry.words());
		GuardedWrite write = write(present, differing, leaves, entry.state());
		this.writes.add(returns ? withCode(write) : write);
	}

	private void planAbsent(ParticipantDocument present) {
		if (!this.options.remove()) {
			note(Change.MISSING, present.id(), Entry.of(present), null, List.of());
			return;
		}
		note(Change.CANCELLED, present.id(), Entry.of(present), null, List.of("state"));
		this.writes
			.add(write(present, Map.of("state", ParticipantState.CANCELLED.name()), true, ParticipantState.CANCELLED)
				.with("missing", BsonBoolean.TRUE));
	}

	private GuardedWrite write(ParticipantDocument present, Map<String, @Nullable String> values, boolean leaves,
			ParticipantState state) {
		Map<String, BsonValue> set = new LinkedHashMap<>();
		Set<String> unset = new TreeSet<>(Set.of("missing"));
		values.forEach((field, value) -> {
			if (value != null) {
				set.put(field, new BsonString(value));
			}
			else {
				unset.add(field);
			}
		});
		if (leaves) {
			unset.remove("missing");
			set.put("departingAt", new BsonDateTime(this.now.toEpochMilli()));
		}
		else if (state == ParticipantState.ACTIVE) {
			unset.addAll(Set.of("departingAt", "removing"));
		}
		return new GuardedWrite(present.id(), present.version(), set, unset);
	}

	private GuardedWrite withCode(GuardedWrite write) {
		int generation = TicketCodes.firstGeneration();
		return write.with("codeGeneration", new BsonInt32(generation))
			.with("codeHash", new BsonString(this.codes.hashOf(write.id(), generation)));
	}

	private BsonDocument created(Entry entry) {
		BsonDocument document = new BsonDocument("eventId", new BsonString(this.eventId))
			.append("key", new BsonString(entry.key()))
			.append("source", new BsonString(this.roll.source().name()))
			.append("sortKey", new BsonString(entry.sortKey(this.alphabet)))
			.append("words", new BsonString(entry.words()));
		values(entry).forEach((field, value) -> {
			if (value != null) {
				document.append(field, new BsonString(value));
			}
		});
		return document;
	}

	private static Map<String, @Nullable String> values(Entry entry) {
		Map<String, @Nullable String> values = new LinkedHashMap<>();
		values.put("name", entry.name());
		values.put("organisation", entry.organisation());
		values.put("email", entry.email());
		values.put("language", entry.language());
		values.put("ticketType", entry.ticketType());
		values.put("state", entry.state().name());
		return values;
	}

	private void note(Change change, String id, Entry entry, @Nullable Integer line, List<String> fields) {
		this.counts.merge(change, 1, Integer::sum);
		if (this.items.size() < MOST_ITEMS) {
			this.items.add(new Item(change, id, entry.key(), entry.name(), line, fields));
		}
	}

	private int count(Change change) {
		return this.counts.getOrDefault(change, 0);
	}

	private static boolean isMuch(int some, long all) {
		return some > FEW && (long) some * SHARE > all;
	}

}
