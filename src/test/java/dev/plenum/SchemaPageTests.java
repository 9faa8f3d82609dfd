package dev.plenum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference of the schema is up to date. To write it again, run
 * {@code mvn test -Dtest=SchemaPageTests -Dschema.page=write}.
 */
class SchemaPageTests {

	private static final Path PAGE = Path.of("docs/schema.md");

	@Test
	void theReferenceIsThatOfTheSchema() throws IOException {
		String page = SchemaPage.of(SchemaRules.schemaIn(Path.of("schema")));
		if ("write".equals(System.getProperty("schema.page"))) {
			Files.writeString(PAGE, page);
		}
		assertThat(Files.readString(PAGE)).as("run: mvn test -Dtest=SchemaPageTests -Dschema.page=write")
			.isEqualTo(page);
	}

	@Test
	void everyKindOfTypeIsShown() {
		assertThat(SchemaPage.of(SchemaRules.schema("""
				"Reads." type Query { "A room." room("Its id." id: ID! = "1"): Room }
				"Changes." type Mutation { "Books." book(input: Book): Any }
				"News." type Subscription { "Rooms." changed: [Room!]! }
				"A place | a hall." type Room implements Node { "Its id." id: ID! "Its kind." kind: Kind }
				"Has an id." interface Node { "Its id." id: ID! }
				"Any." union Any = Room
				"What to book." input Book @oneOf { "The room." room: ID "The kind." kind: Kind }
				"Kinds." enum Kind { "A talk." TALK }
				"A day." scalar Date
				extend type Room { "Its day." day: Date }
				"""))).contains("| `room` `id` | ID! | `\"1\"` | Its id. |",
				"| `changed` | [[Room](#room)!]! |  | Rooms. |", "A place | a hall.\n\nImplements: [Node](#node).",
				"One of: [Room](#room).", "Exactly one field is given.", "| `TALK` | A talk. |", "### Date\n\nA day.");
	}

}
