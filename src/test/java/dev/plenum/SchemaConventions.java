package dev.plenum;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.language.IntValue;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import org.jspecify.annotations.Nullable;

/**
 * The conventions of the schema, each with a schema that breaks it and the exceptions
 * that are justified.
 */
enum SchemaConventions {

	/** The mutation {@code bookSeat} takes BookSeatInput and returns BookSeatPayload. */
	A_MUTATION_HAS_ITS_OWN_INPUT_AND_PAYLOAD(
			(schema) -> mutations(schema)
				.filter((mutation) -> !print(mutation.getType()).equals(title(mutation) + "Payload!")
						|| mutation.getArguments().size() != 1
						|| !print(input(mutation)).equals(title(mutation) + "Input!"))
				.map((mutation) -> "Mutation." + mutation.getName()),
			"""
					type Mutation { book(input: BookInput!): BookPayload! swap(input: BookInput!): SwapPayload!
					  move(input: MoveInput!): BookPayload! empty: EmptyPayload! open(input: OpenInput): OpenPayload
					  two(input: TwoInput! more: Int): TwoPayload! }
					type BookPayload { id: ID } type SwapPayload { id: ID } type EmptyPayload { id: ID } type OpenPayload { id: ID }
					type TwoPayload { id: ID }
					input BookInput { id: ID } input MoveInput { id: ID } input OpenInput { id: ID } input TwoInput { id: ID }
					""",
			Set.of("Mutation.swap", "Mutation.move", "Mutation.empty", "Mutation.open", "Mutation.two"), Map.of()),

	NO_OTHER_FIELD_USES_A_PAYLOAD_OR_ITS_INPUT(SchemaConventions::strayPayloads,
			"""
					type Mutation { book(input: BookInput!): BookPayload! }
					type BookPayload { id: ID } input BookInput { other: OtherInput id: ID } input OtherInput { again: BookInput }
					type Query { lost: BookPayload } type LostPayload { id: ID }
					""",
			Set.of("Query.lost", "LostPayload", "OtherInput.again"), Map.of()),

	AN_OUTCOME_IN_WHICH_NOTHING_WAS_DONE_IS_A_REFUSAL(SchemaConventions::unmarkedRefusals, """
			interface Refusal { message: String! }
			type Mutation { book: BookPayload! }
			union BookPayload = Booked | Full | Closed | Over
			"The seat is booked." type Booked { id: ID! }
			"Nothing was booked: the session is full." type Full { id: ID! }
			"The session is closed." type Closed implements Refusal { message: String! }
			"Nothing was booked: the session is over." type Over implements Refusal { message: String! }
			""", Set.of("Full"), Map.of()),

	A_PAYLOAD_WITH_REFUSALS_HAS_A_SUCCESS((schema) -> mutations(schema)
		.filter((mutation) -> outcomes(mutation).stream().allMatch(SchemaConventions::isRefusal))
		.map((mutation) -> "Mutation." + mutation.getName()), """
				interface Refusal { message: String! }
				type Mutation { book: BookPayload! move: MovePayload! }
				union BookPayload = Full union MovePayload = Moved | Full
				type Moved { id: ID! } type Full implements Refusal { message: String! }
				""", Set.of("Mutation.book"), Map.of()),

	/** Caches recognize an object by its id. {@link PayloadTests} compares the fields. */
	A_SUCCESS_CONTAINS_AN_OBJECT_WITH_AN_ID(
			(schema) -> mutations(schema)
				.filter((mutation) -> successes(mutation).anyMatch((success) -> success.getFieldDefinitions()
					.stream()
					.noneMatch((field) -> GraphQLTypeUtil
						.unwrapAll(field.getType()) instanceof GraphQLFieldsContainer object
							&& object.getFieldDefinition("id") != null)))
				.map((mutation) -> "Mutation." + mutation.getName()),
			"""
					type Mutation { book: BookPayload! move: MovePayload! }
					type BookPayload { done: Boolean! place: Place } type MovePayload { room: Room! }
					type Place { floor: Int } type Room { id: ID! }
					""", Set.of("Mutation.book"),
			Map.of("Mutation.deleteEvent", "Nothing is left of it, and nothing contains it.", "Mutation.deleteMyData",
					"Nothing is left that a cache could keep.")),

	A_REMOVAL_ANSWERS_THE_REMOVED_ID(
			(schema) -> mutations(schema).filter((mutation) -> mutation.getName().startsWith("remove"))
				.filter((mutation) -> successes(mutation)
					.noneMatch((success) -> success.getFieldDefinition("removedId") instanceof GraphQLFieldDefinition id
							&& print(id.getType()).matches("ID!?")))
				.map((mutation) -> "Mutation." + mutation.getName()),
			"""
					interface Refusal { message: String! }
					type Mutation { removeSeat: RemoveSeatPayload! removeRoom: RemoveRoomPayload! removeTrack: RemoveTrackPayload! }
					type RemoveSeatPayload { id: ID! } type RemoveRoomPayload { removedId: ID! }
					union RemoveTrackPayload = TrackRemoved | InUse
					type TrackRemoved { event: ID! } type InUse implements Refusal { message: String! removedId: ID! }
					""",
			Set.of("Mutation.removeSeat", "Mutation.removeTrack"), Map.of()),

	A_VERSIONED_OBJECT_IS_WRITTEN_WITH_AN_EXPECTED_VERSION(SchemaConventions::blindWrites,
			"""
					type Mutation { putRoom(input: PutRoomInput!): PutRoomPayload! updateTrack(input: PutRoomInput!): UpdateTrackPayload!
					  putSeat(input: PutSeatInput!): PutSeatPayload! putNote(input: PutRoomInput!): PutNotePayload! }
					type PutRoomPayload { room: Room! } type UpdateTrackPayload { track: Track! } type PutSeatPayload { seat: Seat! }
					type PutNotePayload { note: Note! }
					type Room { version: Int! } type Track { version: Int! } type Seat { version: Int! } type Note { text: String }
					input PutRoomInput { name: String } input PutSeatInput { expectedVersion: Int }
					""",
			Set.of("Mutation.putRoom", "Mutation.updateTrack", "Mutation.putNote"),
			Map.of("Mutation.changeSchedule", "Its version is the revision: expectedRevision.",
					"Mutation.putAppointment", "Only its owner changes it.", "Mutation.putContactCard",
					"Only its owner changes it.", "Mutation.putMyNeeds", "Only their owner changes them.",
					"Mutation.putExhibitorNote", "Only its author changes it.", "Mutation.putNotificationSettings",
					"Only their owner changes them.", "Mutation.putSessionNote", "Only its author changes it.")),

	/** It takes a version or a {@code requestId}. */
	A_LATE_REPETITION_OF_A_MUTATION_UNDOES_NOTHING(SchemaConventions::undoingRepetitions, """
			type Mutation { putRoom(input: PutRoomInput!): ID moveRoom(input: MoveRoomInput!): ID
			  removeRoom(input: RemoveRoomInput!): ID closeRoom(input: CloseRoomInput!): ID }
			input PutRoomInput { expectedVersion: Int } input MoveRoomInput { expectedRevision: Int }
			input RemoveRoomInput { requestId: String } input CloseRoomInput { id: ID }
			""", Set.of("Mutation.closeRoom"), harmlessRepetitions()),

	A_FIELD_NAME_HAS_ONE_SHAPE(SchemaConventions::manyShapes, """
			type Query { seat: Seat kind: Kind rooms: [Room!]! name: String tags: [Tag] }
			type Seat { seat: SeatState rooms: Int name(lang: Int): String! kind: Other tags: [Room!] }
			type Room { rooms: [[Room]] } type Tag { id: ID }
			enum SeatState { FREE } enum Kind { A } enum Other { B }
			""", Set.of("rooms", "seat"),
			Map.of("sessions", "An event has pages; its days, rooms and speakers have all.", "speakers",
					"An event has pages; a session has all.")),

	/** Clients select the same fields of all members without aliases. */
	THE_MEMBERS_OF_A_UNION_CAN_BE_SELECTED_TOGETHER(SchemaConventions::conflicts,
			"""
					type Query { any: Any } union Any = A | B | C
					type A { id: ID! title: String! kind: One } type B { id: ID! title: String kind: Two } type C { id: ID! title: String! }
					enum One { X } enum Two { Y }
					""",
			Set.of("Any.title", "Any.kind"), Map.of()),

	A_BOOLEAN_HAS_NO_PREFIX(
			(schema) -> values(schema)
				.filter((value) -> isOf("Boolean", value.type()) && value.hasName("(is|has|can|should|was)[A-Z].*"))
				.map(Value::name),
			"""
					type Query { isOpen: Boolean hasSeats(canWait: Boolean): Boolean! open: Boolean issue: Boolean isbn: String }
					input RoomInput { isOpen: Boolean force: Boolean }
					""",
			Set.of("Query.isOpen", "Query.hasSeats", "Query.hasSeats.canWait", "RoomInput.isOpen"),
			Map.of("PageInfo.hasNextPage", "The Relay specification names it.", "PageInfo.hasPreviousPage",
					"The Relay specification names it.")),

	A_MOMENT_ENDS_IN_AT_AND_A_DATE_IN_ON(
			(schema) -> values(schema)
				.filter((value) -> isOf("DateTime", value.type())
						&& !value.hasName("at|since|.*(At|From|Until|After|Before|Since)")
						|| isOf("Date", value.type()) && !value.hasName("date|day|.*On"))
				.map(Value::name),
			"""
					scalar DateTime scalar Date
					type Query { start: DateTime startsAt: DateTime until(from: DateTime): DateTime at: DateTime endsOn: Date end: Date }
					""",
			Set.of("Query.start", "Query.until", "Query.until.from", "Query.end"),
			Map.of("DelaySessionsInput.from", "A delay is from a moment, by some minutes.")),

	A_PAGE_HAS_A_SIZE(
			(schema) -> fields(schema)
				.filter((field) -> field.definition().getArgument("first") instanceof GraphQLArgument first
						&& !hasSize(field.definition(), first))
				.map(Field::name),
			"""
					directive @listSize(assumedSize: Int) on FIELD_DEFINITION
					type Query { rooms(first: Int): [ID!]! halls(first: Int = 101): [ID!]! doors(first: Int = 100): [ID!]!
					  walls(first: Int!): [ID!]! seats(first: Int): [ID] @listSize(assumedSize: 100) stairs(first: Int): [ID] @listSize(assumedSize: 101) }
					""",
			Set.of("Query.rooms", "Query.halls", "Query.stairs"), Map.of()),

	A_CONNECTION_CAN_BE_READ_FROM_BOTH_ENDS(
			(schema) -> fields(schema)
				.filter((field) -> field.type().getName().endsWith("Connection") && !isPaged(field.definition()))
				.map(Field::name),
			"""
					directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
					type Query { forward(first: Int = 20, after: String): RoomConnection!
					  both(first: Int, after: String, last: Int, before: String): RoomConnection! @listSize(assumedSize: 50, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)
					  unsized(first: Int, after: String, last: Int, before: String): RoomConnection!
					  huge(first: Int, after: String, last: Int, before: String): RoomConnection! @listSize(assumedSize: 500, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false) }
					type RoomConnection { totalCount: Int }
					""",
			Set.of("Query.forward", "Query.unsized", "Query.huge"), Map.of()),

	A_LIST_SIZE_FOLLOWS_THE_COST_SPECIFICATION(
			(schema) -> fields(schema)
				.filter((field) -> listSize(field.definition()) instanceof GraphQLAppliedDirective size
						&& !isSized(field.definition(), size))
				.map(Field::name),
			"""
					directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
					type Query { rooms: [ID] @listSize(assumedSize: 5)
					  halls(first: Int = 5): [ID] @listSize(slicingArguments: ["first"])
					  one: ID @listSize(assumedSize: 5)
					  gone(first: Int): [ID] @listSize(slicingArguments: ["last"], assumedSize: 5)
					  byIds(ids: [ID!]): [ID] @listSize(slicingArguments: ["ids"], assumedSize: 5)
					  strict(first: Int): [ID] @listSize(slicingArguments: ["first"], assumedSize: 5)
					  some(first: Int): [ID] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }
					""",
			Set.of("Query.one", "Query.gone", "Query.byIds", "Query.strict", "Query.some"), Map.of()),

	/** It states a number, or that it is complete. */
	A_LIST_OF_OBJECTS_STATES_ITS_LIMIT(
			(schema) -> fields(schema)
				.filter((field) -> GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.definition().getType()))
						&& field.type() instanceof GraphQLCompositeType && !field.hasName("edges|nodes"))
				.filter((field) -> field.definition().getArgument("first") == null
						&& !statesLimit(field.definition().getDescription()))
				.map(Field::name),
			"""
					type Query { "The rooms." rooms: [Room!]! "The halls, at most 50." halls: [Room!]! "One for each day." days: [Room]
					  nodes: [Room!]! found(first: Int): [Room!] names: [String!]! "The speakers; 1 to 3." speakers: [Room]
					  "All tables." tables: [Room] }
					type Room { id: ID }
					""",
			Set.of("Query.rooms"), Map.of());

	private static final Pattern LIMIT = Pattern
		.compile("\\d|\\b[Oo]ne (for|per)\\b|\\b(in|for) each\\b|\\b[Aa]ll\\b|\\bas many as\\b");

	private static final Pattern NOTHING = Pattern.compile("[Nn]othing (was|is|has)");

	private final Function<GraphQLSchema, Stream<String>> check;

	private final String violation;

	private final Set<String> found;

	private final Map<String, String> exceptions;

	SchemaConventions(Function<GraphQLSchema, Stream<String>> check, String violation, Set<String> found,
			Map<String, String> exceptions) {
		this.check = check;
		this.violation = violation;
		this.found = found;
		this.exceptions = exceptions;
	}

	/**
	 * Finds what breaks the convention.
	 * @param schema the schema
	 * @return the names of the elements, with those of the exceptions
	 */
	Set<String> breaches(GraphQLSchema schema) {
		return this.check.apply(schema).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Returns a schema that breaks the convention.
	 * @return the schema in SDL
	 */
	String violation() {
		return this.violation;
	}

	/**
	 * Returns what must be found in {@link #violation}.
	 * @return the names of the elements
	 */
	Set<String> found() {
		return this.found;
	}

	/**
	 * Returns the elements that may break the convention.
	 * @return the reasons by the names of the elements
	 */
	Map<String, String> exceptions() {
		return this.exceptions;
	}

	private static Stream<GraphQLFieldDefinition> mutations(GraphQLSchema schema) {
		return (schema.getMutationType() != null) ? schema.getMutationType().getFieldDefinitions().stream()
				: Stream.empty();
	}

	private static String title(GraphQLFieldDefinition mutation) {
		return Character.toUpperCase(mutation.getName().charAt(0)) + mutation.getName().substring(1);
	}

	private static @Nullable GraphQLInputType input(GraphQLFieldDefinition mutation) {
		return (mutation.getArgument("input") instanceof GraphQLArgument input) ? input.getType() : null;
	}

	private static String print(@Nullable GraphQLType type) {
		return (type != null) ? GraphQLTypeUtil.simplePrint(type) : "";
	}

	private static boolean isOf(String name, GraphQLType type) {
		return ((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type)).getName().equals(name);
	}

	private static List<GraphQLNamedOutputType> outcomes(GraphQLFieldDefinition mutation) {
		GraphQLType payload = GraphQLTypeUtil.unwrapAll(mutation.getType());
		return (payload instanceof GraphQLUnionType union) ? union.getTypes()
				: List.of((GraphQLNamedOutputType) payload);
	}

	private static Stream<GraphQLObjectType> successes(GraphQLFieldDefinition mutation) {
		return outcomes(mutation).stream()
			.filter((outcome) -> !isRefusal(outcome))
			.filter(GraphQLObjectType.class::isInstance)
			.map(GraphQLObjectType.class::cast);
	}

	private static boolean isRefusal(GraphQLNamedType type) {
		return type instanceof GraphQLObjectType object
				&& object.getInterfaces().stream().anyMatch((one) -> one.getName().equals("Refusal"));
	}

	private static Stream<String> strayPayloads(GraphQLSchema schema) {
		Set<String> own = mutations(schema).flatMap((mutation) -> Stream.of(title(mutation) + "Payload"))
			.collect(Collectors.toSet());
		Set<String> inputs = mutations(schema).map((mutation) -> title(mutation) + "Input").collect(Collectors.toSet());
		Stream<String> payloads = schema.getAllTypesAsList()
			.stream()
			.map(GraphQLNamedType::getName)
			.filter((name) -> name.endsWith("Payload") && !own.contains(name));
		Stream<String> fields = fields(schema).filter((field) -> own.contains(field.type().getName()))
			.map(Field::name)
			.filter((name) -> !name.startsWith("Mutation."));
		Stream<String> parts = values(schema)
			.filter((value) -> value.owner() instanceof GraphQLInputObjectType
					&& inputs.contains(((GraphQLNamedType) GraphQLTypeUtil.unwrapAll(value.type())).getName()))
			.map(Value::name);
		return Stream.of(payloads, fields, parts).flatMap(Function.identity());
	}

	private static Stream<String> unmarkedRefusals(GraphQLSchema schema) {
		return mutations(schema).filter((mutation) -> outcomes(mutation).size() > 1)
			.flatMap((mutation) -> outcomes(mutation).stream())
			.filter((outcome) -> !isRefusal(outcome)
					&& NOTHING.matcher(String.valueOf(outcome.getDescription())).find())
			.map(GraphQLNamedType::getName);
	}

	private static Stream<String> blindWrites(GraphQLSchema schema) {
		return mutations(schema).filter((mutation) -> mutation.getName().matches("(put|update|change)[A-Z].*"))
			.filter((mutation) -> !(GraphQLTypeUtil
				.unwrapAll(Objects.requireNonNull(input(mutation))) instanceof GraphQLInputObjectType input
					&& input.getFieldDefinition("expectedVersion") != null))
			.map((mutation) -> "Mutation." + mutation.getName());
	}

	private static Stream<String> undoingRepetitions(GraphQLSchema schema) {
		return mutations(schema)
			.filter((mutation) -> !(GraphQLTypeUtil
				.unwrapAll(Objects.requireNonNull(input(mutation))) instanceof GraphQLInputObjectType input
					&& Stream.of("expectedVersion", "expectedRevision", "requestId")
						.anyMatch((field) -> input.getFieldDefinition(field) != null)))
			.map((mutation) -> "Mutation." + mutation.getName());
	}

	private static Map<String, String> harmlessRepetitions() {
		Map<String, String> reasons = new TreeMap<>();
		Map.of("Its code works once.",
				"acceptSeatInvitation, declineSeatInvitation, pairScreen, redeemCrewInvitation, redeemInvitation",
				"It ends something for good.",
				"cancelMeeting, revokeCrewInvitation, revokeInvitation, revokeScreen, revokeSignIn, withdrawSeatInvitation",
				"It adds something that nothing takes away.", "claimOffer, linkTicket, linkTicketByEmail, markNewsRead",
				"Its key names what it adds.", "inviteCrew, inviteExhibitorStaff, requestMeeting",
				"It names what it replaces or agrees to.",
				"agreeToMeeting, refreshSignIn, renewCalendarFeed, renewScreenToken, signInScreen",
				"The times in its input or in its code decide.", "captureLead, mergeAgenda, syncCheckIns",
				"It changes nothing that exists.", "requestScreenCode, sendTicketLink, signIn, testWebhook",
				"It invites nobody again with the same code.", "inviteParticipants",
				"An attendee who got a seat that way keeps it.", "releaseNoShows",
				"Nothing of a person stays that could remember it.", "deleteMyData")
			.forEach((reason, names) -> Stream.of(names.split(", "))
				.forEach((name) -> reasons.put("Mutation." + name, reason)));
		return reasons;
	}

	private static Stream<String> manyShapes(GraphQLSchema schema) {
		Map<String, Set<String>> shapes = new TreeMap<>();
		fields(schema).forEach((field) -> shapes.computeIfAbsent(field.definition().getName(), (_) -> new TreeSet<>())
			.add(shape(field.definition().getType())));
		return shapes.entrySet().stream().filter((name) -> name.getValue().size() > 1).map(Map.Entry::getKey);
	}

	/**
	 * The type without nullability. All objects are one shape, and all enums are: what
	 * they contain depends on the type that has the field.
	 */
	private static String shape(GraphQLType type) {
		GraphQLNamedType named = (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type);
		return print(type).replace("!", "")
			.replace(named.getName(), (named instanceof GraphQLCompositeType) ? "object"
					: (named instanceof GraphQLEnumType) ? "enum" : named.getName());
	}

	private static Stream<String> conflicts(GraphQLSchema schema) {
		return schema.getAllTypesAsList()
			.stream()
			.filter(GraphQLUnionType.class::isInstance)
			.map(GraphQLUnionType.class::cast)
			.flatMap((union) -> {
				Map<String, Set<String>> types = new TreeMap<>();
				union.getTypes()
					.forEach((member) -> ((GraphQLObjectType) member).getFieldDefinitions()
						.forEach((field) -> types.computeIfAbsent(field.getName(), (_) -> new TreeSet<>())
							.add(responseShape(field.getType()))));
				return types.entrySet()
					.stream()
					.filter((name) -> name.getValue().size() > 1)
					.map((name) -> union.getName() + "." + name.getKey());
			});
	}

	private static String responseShape(GraphQLType type) {
		GraphQLNamedType named = (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(type);
		return (named instanceof GraphQLCompositeType) ? print(type).replace(named.getName(), "object") : print(type);
	}

	private static @Nullable GraphQLAppliedDirective listSize(GraphQLFieldDefinition field) {
		return field.getAppliedDirective("listSize");
	}

	private static boolean hasSize(GraphQLFieldDefinition field, GraphQLArgument first) {
		return GraphQLTypeUtil.isNonNull(first.getType())
				|| first.getArgumentDefaultValue().getValue() instanceof IntValue size
						&& size.getValue().intValue() <= 100
				|| listSize(field) instanceof GraphQLAppliedDirective listSize
						&& value(listSize, "assumedSize") instanceof Integer size && size <= 100;
	}

	private static boolean isPaged(GraphQLFieldDefinition field) {
		return listSize(field) instanceof GraphQLAppliedDirective size
				&& Map.of("first", "Int", "after", "String", "last", "Int", "before", "String")
					.entrySet()
					.stream()
					.allMatch((argument) -> field.getArgument(argument.getKey()) instanceof GraphQLArgument given
							&& print(given.getType()).equals(argument.getValue()) && !given.hasSetDefaultValue())
				&& List.of("first", "last").equals(value(size, "slicingArguments"))
				&& List.of("edges", "nodes").equals(value(size, "sizedFields"))
				&& value(size, "assumedSize") instanceof Integer page && page <= 100;
	}

	private static boolean isSized(GraphQLFieldDefinition field, GraphQLAppliedDirective size) {
		List<?> slicing = (value(size, "slicingArguments") instanceof List<?> names) ? names : List.of();
		boolean hasList = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()))
				|| value(size, "sizedFields") != null;
		boolean numbers = slicing.stream()
			.allMatch((name) -> field.getArgument(String.valueOf(name)) instanceof GraphQLArgument argument
					&& isOf("Int", argument.getType())
					&& !GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(argument.getType())));
		boolean defaulted = slicing.stream()
			.allMatch((name) -> field.getArgument(String.valueOf(name)) instanceof GraphQLArgument argument
					&& argument.hasSetDefaultValue());
		boolean known = value(size, "assumedSize") != null || !slicing.isEmpty() && defaulted;
		return hasList && numbers && known
				&& (slicing.isEmpty() || defaulted || Boolean.FALSE.equals(value(size, "requireOneSlicingArgument")));
	}

	private static @Nullable Object value(GraphQLAppliedDirective directive, String argument) {
		return directive.getArgument(argument).getValue();
	}

	private static boolean statesLimit(@Nullable String description) {
		return description != null && LIMIT.matcher(description).find();
	}

	private static Stream<Field> fields(GraphQLSchema schema) {
		return schema.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__"))
			.filter(GraphQLFieldsContainer.class::isInstance)
			.map(GraphQLFieldsContainer.class::cast)
			.flatMap((type) -> type.getFieldDefinitions()
				.stream()
				.map((field) -> new Field(type.getName() + "." + field.getName(), field)));
	}

	/**
	 * All fields, arguments and input fields.
	 */
	private static Stream<Value> values(GraphQLSchema schema) {
		Stream<Value> outputs = fields(schema).flatMap((field) -> Stream.concat(
				Stream.of(new Value(field.name(), field.definition().getType(), null)),
				field.definition()
					.getArguments()
					.stream()
					.map((argument) -> new Value(field.name() + "." + argument.getName(), argument.getType(), null))));
		Stream<Value> inputs = schema.getAllTypesAsList()
			.stream()
			.filter(GraphQLInputObjectType.class::isInstance)
			.map(GraphQLInputObjectType.class::cast)
			.flatMap((type) -> type.getFieldDefinitions()
				.stream()
				.map((field) -> new Value(type.getName() + "." + field.getName(), field.getType(), type)));
		return Stream.concat(outputs, inputs);
	}

	private record Field(String name, GraphQLFieldDefinition definition) {

		GraphQLNamedType type() {
			return (GraphQLNamedType) GraphQLTypeUtil.unwrapAll(this.definition.getType());
		}

		boolean hasName(String pattern) {
			return this.definition.getName().matches(pattern);
		}

	}

	private record Value(String name, GraphQLType type, @Nullable GraphQLInputObjectType owner) {

		boolean hasName(String pattern) {
			return this.name.substring(this.name.lastIndexOf('.') + 1).matches(pattern);
		}

	}

}
