package dev.plenum.interchange.format;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plenum.programme.document.Accessibility;
import dev.plenum.programme.document.Link;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.programme.document.SpeakerType;
import dev.plenum.schedule.SpeakerRole;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JSON Schema describes the format that the reader accepts.
 */
class ProgrammeSchemaTests {

	private static final JsonNode SCHEMA = schema();

	@Test
	void theSchemaContainsExactlyTheProperties() {
		assertThat(names(SCHEMA)).containsExactlyInAnyOrderElementsOf(names(ProgrammeFile.class));
		Map.<String, Class<?>>of("room", ProgrammeFile.RoomEntry.class, "track", ProgrammeFile.TrackEntry.class,
				"speaker", ProgrammeFile.SpeakerEntry.class, "session", ProgrammeFile.SessionEntry.class, "part",
				ProgrammeFile.PartEntry.class, "material", ProgrammeFile.MaterialEntry.class, "announcement",
				ProgrammeFile.AnnouncementEntry.class, "booking", ProgrammeFile.Booking.class, "link", Link.class,
				"accessibility", Accessibility.class)
			.forEach((name, type) -> assertThat(names(SCHEMA.at("/$defs/" + name))).as(name)
				.containsExactlyInAnyOrderElementsOf(names(type)));
	}

	@Test
	void theSchemaContainsAllEnumValues() {
		assertThat(enumValues("/$defs/session/properties/kind")).containsExactly(enumValues(SessionKind.values()));
		assertThat(enumValues("/$defs/material/properties/kind")).containsExactly(enumValues(MaterialKind.values()));
		assertThat(enumValues("/$defs/speaker/properties/type")).containsExactly(enumValues(SpeakerType.values()));
		assertThat(enumValues("/$defs/session/properties/speakers/items/properties/role"))
			.containsExactly(enumValues(SpeakerRole.values()));
	}

	@Test
	void theSchemaRequiresWhatTheReaderRequires() {
		assertThat(SCHEMA.get("required").valueStream().map(JsonNode::asString)).containsExactlyInAnyOrder("slug",
				"name", "startsOn", "endsOn", "timezone", "languages");
	}

	private static List<String> names(JsonNode object) {
		return List.copyOf(object.get("properties").propertyNames());
	}

	private static List<String> names(Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).map(ProgrammeSchemaTests::name).toList();
	}

	private static String name(RecordComponent component) {
		JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
		return (named != null) ? named.value() : component.getName();
	}

	private static List<String> enumValues(String pointer) {
		return SCHEMA.at(pointer).get("enum").valueStream().map(JsonNode::asString).toList();
	}

	private static String[] enumValues(Enum<?>[] values) {
		return Stream.of(values).map(Enum::name).toArray(String[]::new);
	}

	private static JsonNode schema() {
		try {
			return JsonMapper.shared().readTree(Files.readString(Path.of("schema/programme.schema.json")));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
