package dev.plenum.interchange.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.PartEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.Span;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A session that is read value by value, since each format contains only some of its
 * values.
 */
final class SessionDraft {

	/** The key in the file. */
	final String key;

	/** The place in the file. */
	final String place;

	final Moment startsAt;

	final Moment endsAt;

	SessionKind kind = SessionKind.LECTURE;

	Map<String, String> title = Map.of();

	Map<String, String> subtitle = Map.of();

	Map<String, String> description = Map.of();

	@Nullable String language;

	List<String> languages = List.of();

	@Nullable String track;

	@Nullable SessionStatus status;

	@Nullable Boolean doNotRecord;

	/** The address of a picture. */
	@Nullable String image;

	final List<String> tags = new ArrayList<>();

	final List<String> rooms = new ArrayList<>();

	final List<SpeakerPart> speakers = new ArrayList<>();

	final List<PartEntry> parts = new ArrayList<>();

	final List<MaterialEntry> materials = new ArrayList<>();

	final List<Link> links = new ArrayList<>();

	final Map<String, String> facts = new LinkedHashMap<>();

	/** Whether the end is assumed, since the file contains none. */
	final boolean endAssumed;

	SessionDraft(String key, String place, Moment startsAt, Moment endsAt) {
		this(key, place, new Span(startsAt, endsAt, false));
	}

	SessionDraft(String key, String place, Span span) {
		this.key = key;
		this.place = place;
		this.startsAt = span.startsAt();
		this.endsAt = span.endsAt();
		this.endAssumed = span.assumed();
	}

	SessionEntry as(String otherKey) {
		return new SessionEntry(otherKey, this.kind, this.title, orNull(this.subtitle), orNull(this.description), null,
				this.language, this.languages, this.track, this.tags.stream().distinct().toList(), this.startsAt,
				this.endsAt, this.status, this.rooms.stream().distinct().toList(), this.speakers, this.parts, List.of(),
				this.materials, this.links.stream().distinct().toList(), this.image, null, null, null, List.of(), null,
				null, this.doNotRecord, null, List.of(), this.facts);
	}

	private static @Nullable Map<String, String> orNull(Map<String, String> text) {
		return text.isEmpty() ? null : text;
	}

}
