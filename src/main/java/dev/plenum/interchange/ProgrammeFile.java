package dev.plenum.interchange;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plenum.announcement.Urgency;
import dev.plenum.programme.Accessibility;
import dev.plenum.programme.EventFacts.Attendance;
import dev.plenum.programme.EventFacts.NextEdition;
import dev.plenum.programme.EventFacts.SignUp;
import dev.plenum.programme.EventFacts.Venue;
import dev.plenum.programme.Link;
import dev.plenum.programme.MaterialKind;
import dev.plenum.programme.Organiser;
import dev.plenum.programme.SessionKind;
import dev.plenum.programme.SpeakerType;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * One event as a file of Plenum's own format: JSON in which everything is named by keys
 * of its own, texts are objects by BCP 47 language, and times are wall time in the
 * event's timezone. Lists may be left out.
 */
record ProgrammeFile(String slug, Map<String, String> name, @Nullable String alsoKnownAs,
		@Nullable Map<String, String> theme, @Nullable Integer edition, @Nullable Integer heldSince, LocalDate startsOn,
		LocalDate endsOn, String timezone, List<String> languages, @Nullable Venue venue,
		List<OrganiserEntry> organisers, List<Map<String, String>> topics, Map<String, Map<String, String>> dayTopics,
		@Nullable Attendance attendance, @Nullable ExhibitionEntry exhibition, @Nullable NextEdition nextEdition,
		@Nullable DocumentationEntry documentation, @Nullable SignUp signUp, List<String> assumed,
		List<SessionKind> roomSharing, List<RoomEntry> rooms, List<TrackEntry> tracks, List<SpeakerEntry> speakers,
		List<SessionEntry> sessions, List<AnnouncementEntry> announcements) {

	ProgrammeFile {
		organisers = orEmpty(organisers);
		topics = orEmpty(topics);
		dayTopics = Objects.requireNonNullElse(dayTopics, Map.of());
		assumed = orEmpty(assumed);
		roomSharing = orEmpty(roomSharing);
		rooms = orEmpty(rooms);
		tracks = orEmpty(tracks);
		speakers = orEmpty(speakers);
		sessions = orEmpty(sessions);
		announcements = orEmpty(announcements);
	}

	private static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? List.copyOf(list) : List.of();
	}

	record OrganiserEntry(String name, @JsonProperty("short") @Nullable String shortName, Organiser.Role role,
			Organiser.@Nullable Type type, @Nullable String url) {
	}

	record ExhibitionEntry(@Nullable Integer staff, @Nullable Boolean approximate, List<Map<String, String>> mostly) {

		ExhibitionEntry {
			mostly = orEmpty(mostly);
		}

	}

	record DocumentationEntry(@Nullable String url, @Nullable Map<String, String> published, List<MaterialKind> kinds) {

		DocumentationEntry {
			kinds = orEmpty(kinds);
		}

	}

	record RoomEntry(String key, String name, @Nullable Integer capacity, @Nullable String floor,
			@Nullable Accessibility accessibility) {
	}

	record TrackEntry(String key, Map<String, String> name, @Nullable String color) {
	}

	record SpeakerEntry(String key, String name, SpeakerType type, List<String> titles, @Nullable String organisation,
			@Nullable Map<String, String> bio, @Nullable Map<String, String> note, @Nullable Boolean hasPortrait,
			@Nullable String portrait, List<Link> links) {

		SpeakerEntry {
			titles = orEmpty(titles);
			links = orEmpty(links);
		}

	}

	record SessionEntry(String key, SessionKind kind, Map<String, String> title,
			@JsonProperty("abstract") @Nullable Map<String, String> description, @Nullable Map<String, String> remark,
			@Nullable String language, @Nullable String track, List<String> tags, LocalDateTime startsAt,
			LocalDateTime endsAt, List<String> rooms, List<SpeakerPart> speakers, List<PartEntry> parts,
			List<String> organisations, List<MaterialEntry> materials, List<Link> links, @Nullable Integer capacity,
			@Nullable Integer signedUp, @Nullable Boolean preRecorded, @Nullable Accessibility accessibility,
			List<String> assumed) {

		SessionEntry {
			tags = orEmpty(tags);
			rooms = orEmpty(rooms);
			speakers = orEmpty(speakers);
			parts = orEmpty(parts);
			organisations = orEmpty(organisations);
			materials = orEmpty(materials);
			links = orEmpty(links);
			assumed = orEmpty(assumed);
		}

	}

	record SpeakerPart(String speaker, @Nullable SpeakerRole role, @Nullable Map<String, String> note) {
	}

	record PartEntry(Map<String, String> title, @Nullable String region, List<String> speakers) {

		PartEntry {
			speakers = orEmpty(speakers);
		}

	}

	record MaterialEntry(MaterialKind kind, @Nullable Map<String, String> title, @Nullable String url,
			@Nullable LocalDateTime availableFrom, @Nullable LocalDateTime availableUntil) {
	}

	record AnnouncementEntry(String key, Map<String, String> text, Urgency urgency, @Nullable Audience audience,
			LocalDateTime publishedAt, @Nullable LocalDateTime validUntil) {
	}

	record Audience(@Nullable String session, @Nullable String room) {
	}

}
