package dev.plenum;

import java.util.List;

import graphql.schema.GraphQLSchema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What breaks clients, and what does not.
 */
class SchemaBreaksTests {

	private static final String RELEASED = """
			directive @size(assumed: Int = 3, by: [String!]) on FIELD_DEFINITION | ENUM
			interface Node { id: ID! }
			interface Refusal { message: String! }
			type Query {
			  node(id: ID!): Node
			  rooms(first: Int = 20, after: String, old: String @deprecated(reason: "Not used.")): [Room!]!
			  hall: Hall @deprecated(reason: "Use rooms instead.")
			  answer: Answer
			  find(filter: Filter): [String]
			}
			type Room implements Node & Refusal { id: ID! message: String! name: String kind: Kind tags: [String!] }
			type Hall { name: String part: HallPart }
			type HallPart { name: String }
			enum Kind { TALK MEAL OLD @deprecated(reason: "Use TALK instead.") }
			union Answer = Room | Hall
			input Filter { name: String kinds: [Kind!]! = [TALK] floor: Int! old: Int @deprecated(reason: "Not used.") }
			input Edit @oneOf { move: ID cancel: ID }
			scalar Date @specifiedBy(url: "https://example.org/date")
			""";

	@Test
	void theSameSchemaBreaksNothing() {
		assertThat(breaks(RELEASED)).isEmpty();
	}

	@Test
	void additionsAndPromisesBreakNothing() {
		assertThat(
				breaks("""
						directive @size(assumed: Int = 3, by: [String!], more: Int) on FIELD_DEFINITION | ENUM | OBJECT
						interface Node { id: ID! }
						interface Refusal { message: String! }
						interface Named { name: String! }
						type Query {
						  node(id: ID): Node!
						  rooms(first: Int = 20, after: String, old: String @deprecated(reason: "Not used."), sort: Kind, size: Int! = 1): [Room!]!
						  hall: Hall @deprecated(reason: "Use rooms instead.")
						  answer: Answer
						  find(filter: Filter): [String!]!
						  more(id: ID!): Int
						}
						type Room implements Node & Refusal & Named { id: ID! message: String! name: String! kind: Kind! tags: [String!]! floor: Int }
						type Hall { name: String part: HallPart }
						type HallPart { name: String }
						type Door { name: String }
						enum Kind { TALK MEAL OLD WORKSHOP }
						union Answer = Room | Hall | Door
						input Filter { name: String kinds: [Kind!] = [TALK] floor: Int old: Int level: Int depth: Int! = 0 }
						input Edit @oneOf { move: ID cancel: ID swap: ID }
						scalar Date @specifiedBy(url: "https://example.org/date")
						"""))
			.isEmpty();
	}

	@Test
	void whatIsDeprecatedMayBeRemoved() {
		assertThat(breaks(RELEASED.replace(", old: String @deprecated(reason: \"Not used.\")", "")
			.replace("hall: Hall @deprecated(reason: \"Use rooms instead.\")", "")
			.replace("OLD @deprecated(reason: \"Use TALK instead.\")", "")
			.replace("old: Int @deprecated(reason: \"Not used.\")", ""))).isEmpty();
	}

	@Test
	void aTypeThatOnlyDeprecatedElementsReferToMayBeRemoved() {
		String released = "type Query { id: ID hall: Hall @deprecated(reason: \"No halls.\") } type Hall { name: String }";
		assertThat(SchemaBreaks.between(schema(released), schema("type Query { id: ID }"))).isEmpty();
		assertThat(SchemaBreaks.between(schema(released.replace("@deprecated(reason: \"No halls.\")", "")),
				schema("type Query { id: ID }")))
			.containsExactly("Hall is missing", "Query.hall is missing");
	}

	@Test
	void everyBreakIsFound() {
		assertThat(breaks("""
				directive @size(assumed: Int, need: Int!) on FIELD_DEFINITION
				interface Node { id: ID }
				interface Refusal { message: String! }
				type Query {
				  node(id: String!): Node
				  rooms(first: Int = 10, after: String!, event: ID!): [Room!]
				  answer: Room
				  find(filter: Filter): [[String]]
				}
				type Room implements Node { id: ID message: String! name: Int kind: Kind }
				type Hall { name: String part: HallPart }
				enum Kind { TALK WORKSHOP }
				union Answer = Room
				input Filter { name: [String] kinds: [Kind!]! level: Int! }
				input Edit { move: ID cancel: ID }
				type HallPart { name: String }
				enum Date { TODAY }
				""")).containsExactlyInAnyOrder("@size = ENUM is missing",
				"@size.assumed has the value '' instead of '3'", "@size.by is missing",
				"@size.need is new and required", "Answer = Hall is missing",
				"Date is 'GraphQLEnumType' instead of 'scalar'", "Edit is 'input' instead of 'input @oneOf'",
				"Filter.floor is missing", "Filter.kinds has the value '' instead of '[TALK]'",
				"Filter.level is new and required", "Filter.name is '[String]' instead of 'String'",
				"Kind.MEAL is missing", "Node.id is 'ID' instead of 'ID!'",
				"Query.answer is 'Room' instead of 'Answer'", "Query.find is '[[String]]' instead of '[String]'",
				"Query.node.id is 'String!' instead of 'ID!'", "Query.rooms is '[Room!]' instead of '[Room!]!'",
				"Query.rooms.after is 'String!' instead of 'String'", "Query.rooms.event is new and required",
				"Query.rooms.first has the value '10' instead of '20'", "Room implements Refusal is missing",
				"Room.id is 'ID' instead of 'ID!'", "Room.name is 'Int' instead of 'String'", "Room.tags is missing");
	}

	@Test
	void anotherSpecificationOfAScalarIsABreak() {
		assertThat(breaks(RELEASED.replace("example.org/date", "example.org/time"))).singleElement()
			.asString()
			.startsWith("Date has the value 'https://example.org/time'");
	}

	private static List<String> breaks(String current) {
		return SchemaBreaks.between(schema(RELEASED), schema(current));
	}

	private static GraphQLSchema schema(String sdl) {
		return SchemaRules.schema(sdl);
	}

}
