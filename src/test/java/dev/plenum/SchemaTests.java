package dev.plenum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.schema.GraphQLSchema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The descriptions and the files of the schema.
 */
class SchemaTests {

	private static final Path FILES = Path.of("schema");

	private static final Path PACKAGES = Path.of("src/main/java/dev/plenum");

	/** The packages of the files that have another name than their package. */
	private static final Map<String, String> FEATURES = Map.of("pretix", "participant", "offers", "exhibitor", "root",
			"platform", "event", "programme", "session", "programme", "notification", "push", "assignment", "seating",
			"group", "seating");

	private static final GraphQLSchema SCHEMA = SchemaRules.schemaIn(FILES);

	@Test
	void everythingIsDescribed() {
		assertThat(SchemaRules.undescribed(SCHEMA)).isEmpty();
	}

	@Test
	void aMissingDescriptionIsFound() {
		assertThat(SchemaRules.undescribed(SchemaRules.schema("""
				type Query { "Described." room("Described." id: ID!, name: String): Room event: Int }
				"Described." type Room { id: ID! "Described." name: String }
				"Described." enum Kind { TALK "Described." MEAL }
				"Described." input RoomInput { name: String }
				"Described." interface Node { id: ID! }
				union Any = Room
				scalar Date
				"""))).containsExactly("Any", "Date", "Kind.TALK", "Node.id", "Query", "Query.event", "Query.room.name",
				"Room.id", "RoomInput.name");
	}

	@Test
	void everyFeatureHasItsFiles() throws IOException {
		Map<String, String> files = names(FILES).filter((name) -> SchemaRules.isPart(Path.of(name)))
			.map((name) -> name.replace(".graphqls", ""))
			.collect(Collectors.toMap(Function.identity(), (name) -> FEATURES.getOrDefault(name, name)));
		List<String> withControllers;
		try (Stream<Path> sources = Files.walk(PACKAGES)) {
			withControllers = sources.filter((file) -> file.toString().endsWith("Controller.java"))
				.map((file) -> PACKAGES.relativize(file).getName(0).toString())
				.distinct()
				.toList();
		}
		assertThat(withControllers).contains("programme");
		assertThat(SchemaRules.strays(files, names(PACKAGES).toList(), withControllers)).isEmpty();
	}

	@Test
	void aFeatureWithoutFileAndAFileWithoutFeatureAreFound() {
		assertThat(SchemaRules.strays(Map.of("rooms", "rooms", "event", "programme"), List.of("programme", "seating"),
				List.of("programme", "seating")))
			.containsExactly("There is no package 'rooms' for rooms.graphqls",
					"There is no schema file for the controllers of 'seating'");
	}

	private static Stream<String> names(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList().stream();
		}
	}

}
