package dev.plenum.interchange;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.interchange.ImportReport.Clashing;
import dev.plenum.interchange.ImportReport.Item;
import dev.plenum.interchange.ImportReport.Missing;
import dev.plenum.interchange.ImportReport.Type;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Warning;
import dev.plenum.platform.Echo;
import dev.plenum.schedule.Clash;
import org.bson.BsonArray;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Builds a report that an organiser can read: with names instead of ids, and with the
 * field names of the schema.
 */
final class ReportBuilder {

	private static final Map<String, String> FIELDS = Map.of("description", "abstract", "trackId", "track");

	/** Internal fields, which a report does not contain. */
	private static final Set<String> INTERNAL = Set.of("origin", "position");

	private static final int MOST_WARNINGS = 100;

	private final ZoneId zone;

	private final Map<String, String> names = new HashMap<>();

	private final List<Item> added = new ArrayList<>();

	private final List<Item> changed = new ArrayList<>();

	private final List<Item> cancelled = new ArrayList<>();

	private final List<Missing> missing = new ArrayList<>();

	private final List<Item> kept = new ArrayList<>();

	private final List<Clash> clashes = new ArrayList<>();

	private final List<Warning> warnings = new ArrayList<>();

	private int unchanged;

	ReportBuilder(ZoneId zone) {
		this.zone = zone;
	}

	void named(String id, String name) {
		this.names.put(id, name);
	}

	void merged(Type type, String id, String name, @Nullable String place, boolean isNew, Merge merge) {
		if (isNew) {
			this.added.add(new Item(type, id, name, place, List.of()));
			return;
		}
		List<ImportReport.Difference> changes = differences(merge.changed());
		List<ImportReport.Difference> keeps = differences(merge.kept());
		if (!changes.isEmpty()) {
			this.changed.add(new Item(type, id, name, place, changes));
		}
		if (!keeps.isEmpty()) {
			this.kept.add(new Item(type, id, name, place, keeps));
		}
		if (changes.isEmpty() && type == Type.SESSION) {
			this.unchanged++;
		}
	}

	void keptRemoved(String id, String name, @Nullable String place) {
		this.kept.add(new Item(Type.SESSION, id, name, place,
				List.of(new ImportReport.Difference("status", "REMOVED", "SCHEDULED"))));
	}

	void cancelled(String id, String name) {
		this.names.putIfAbsent(id, name);
		this.cancelled.add(new Item(Type.SESSION, id, name, null, List.of()));
	}

	void missing(String id, String name, Instant since, Instant cancelledFrom) {
		this.missing.add(new Missing(id, name, since.atZone(this.zone).toOffsetDateTime(),
				cancelledFrom.atZone(this.zone).toOffsetDateTime()));
	}

	void clash(Clash clash) {
		this.clashes.add(clash);
	}

	/**
	 * Reports a session that has more seats than people fit in its rooms.
	 * @param place its place in the file
	 */
	void roomTooSmall(String id, String place, int seats, int capacity) {
		if (this.warnings.size() < MOST_WARNINGS) {
			String message = "'%s' has %d seats, and %d people fit in its rooms.".formatted(name(id), seats, capacity);
			this.warnings.add(new Warning(place, message, 1, List.of(place)));
		}
	}

	ImportReport build(String slug, ReadProgramme read, ImportOptions options, boolean created, boolean first,
			int revision) {
		return new ImportReport(slug, read.format(), options.dryRun(), created, first, revision, this.unchanged,
				List.copyOf(this.added), List.copyOf(this.changed), List.copyOf(this.cancelled),
				List.copyOf(this.missing), List.copyOf(this.kept),
				this.clashes.stream()
					.map((clash) -> new Clashing(name(clash.sessionId()), name(clash.withSessionId()),
							(clash.roomId() != null) ? name(clash.roomId()) : null,
							(clash.speakerId() != null) ? name(clash.speakerId()) : null))
					.toList(),
				Stream.concat(read.warnings().stream(), this.warnings.stream()).toList(), read.columns());
	}

	private List<ImportReport.Difference> differences(List<Merge.Difference> differences) {
		return differences.stream()
			.filter((difference) -> java.util.Arrays.stream(difference.path().split("\\."))
				.noneMatch(INTERNAL::contains))
			.map((difference) -> new ImportReport.Difference(field(difference.path()), text(difference.stored()),
					text(difference.inFile())))
			.toList();
	}

	private String field(String path) {
		String[] names = path.split("\\.");
		if (names[0].equals(SlotValues.SLOT)) {
			return names[1];
		}
		if ((names[0].equals("rooms") || names[0].equals("tracks")) && names.length > 2) {
			return names[0] + "." + name(names[1]) + "." + names[2];
		}
		names[0] = FIELDS.getOrDefault(names[0], names[0]);
		return String.join(".", names);
	}

	private @Nullable String text(@Nullable BsonValue value) {
		if (value == null) {
			return null;
		}
		String text = switch (value.getBsonType()) {
			case STRING -> name(value.asString().getValue());
			case DATE_TIME ->
				Instant.ofEpochMilli(value.asDateTime().getValue()).atZone(this.zone).toOffsetDateTime().toString();
			case ARRAY -> list(value.asArray());
			case DOCUMENT -> value.asDocument().containsKey("id") ? name(value.asDocument().getString("id").getValue())
					: value.asDocument().toJson();
			case INT32 -> String.valueOf(value.asInt32().getValue());
			case INT64 -> String.valueOf(value.asInt64().getValue());
			case BOOLEAN -> String.valueOf(value.asBoolean().getValue());
			default -> value.toString();
		};
		return Echo.beginning(text);
	}

	private String list(BsonArray values) {
		boolean time = values.stream().allMatch((value) -> value.isDateTime());
		return values.stream()
			.map((value) -> String.valueOf(text(value)))
			.collect(Collectors.joining(time ? "/" : ", "));
	}

	private String name(String id) {
		return this.names.getOrDefault(id, id);
	}

}
