package dev.plenum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.RoleConference.Role;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What everybody may read, do and follow at their own conference and at another one,
 * compared with the table {@code roles.txt}. The cases are generated from the schema, so
 * that a new field without a row fails. {@code -Droles=write} writes the table.
 */
@LiveServer
@Tag("slow")
@TestPropertySource(properties = { "plenum.limits.max-tokens=1000000", "plenum.limits.max-cost=1000000000",
		"plenum.limits.timeout=60s", "plenum.limits.max-depth=40", "plenum.push.services=" + PayloadTests.PUSH_SERVICE,
		"plenum.web.max-body-size=1MB", "spring.mail.host=localhost", "spring.mail.port=1",
		"plenum.mail.from=conference@example.org", "plenum.mail.app-url=https://conf.example.org/" })
class RoleMatrixTests {

	private static final Path TABLE = Path.of("src/test/resources/dev/plenum/roles.txt");

	private static final int LEVELS = 3;

	/** They are called last, since they end what others are allowed. */
	private static final List<String> LAST = List.of("cancelMeeting", "removeOffer", "revokeInvitation",
			"setExhibitorStaff", "remove", "revoke", "withdraw", "discard", "setOrganisers", "deleteMyData",
			"archiveEvent", "unpublishEvent", "deleteEvent");

	/** What a ticket reads and changes that belongs to no event. */
	private static final Set<String> OF_NO_EVENT = Set.of("Mutation.deleteMyData", "Mutation.linkTicket",
			"Mutation.putNotificationSettings");

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource source;

	@Test
	void everyFieldMutationAndSubscriptionIsOpenToTheRolesInTheTable() throws IOException {
		RoleConference own = new RoleConference(this.clients, schema());
		RoleConference other = new RoleConference(this.clients, schema());
		Map<String, StringBuilder> rows = new TreeMap<>();
		for (RoleConference place : List.of(own, other)) {
			for (Role role : Role.values()) {
				add(rows, fields(own, role, place));
			}
			pad(rows);
		}
		Map<String, StringBuilder> operations = new TreeMap<>();
		for (RoleConference place : List.of(other, own)) {
			subscriptions(own, place).forEach(
					(name, letters) -> operations.computeIfAbsent("Subscription." + name, (key) -> new StringBuilder())
						.insert(0, letters + " "));
			mutations(own, place)
				.forEach((name, letters) -> operations.computeIfAbsent("Mutation." + name, (key) -> new StringBuilder())
					.insert(0, letters + " "));
		}
		rows.putAll(operations);
		List<String> lines = rows.entrySet()
			.stream()
			.map((row) -> row.getValue().toString().strip() + "  " + row.getKey())
			.toList();
		if ("write".equals(System.getProperty("roles"))) {
			Files.write(TABLE, Stream.concat(heading().stream(), lines.stream()).toList());
		}
		assertThat(lines).containsExactlyElementsOf(rows(Files.readAllLines(TABLE)));
		assertThat(lines).filteredOn(RoleMatrixTests::differsForTickets)
			.as("a ticket is valid in its own event only")
			.allMatch((line) -> OF_NO_EVENT.contains(line.substring(line.lastIndexOf(' ') + 1)));
		assertThat(lines).filteredOn((line) -> line.contains(" Mutation."))
			.as("a screen carries out nothing")
			.hasSizeGreaterThan(100)
			.allMatch((line) -> line.charAt(Role.SCREEN.ordinal()) == 'F' && atAnother(line, Role.SCREEN) == 'F');
	}

	@Test
	void theIdOfSomethingInAnEventIsNotAcceptedAsThatOfAnEvent() {
		RoleConference place = new RoleConference(this.clients, schema());
		Map<String, String> accepted = new TreeMap<>();
		for (GraphQLFieldDefinition mutation : schema().getMutationType().getFieldDefinitions()) {
			String operation = operation(mutation, place);
			if (operation.contains("eventId: ")) {
				JsonNode answer = place.ask(Role.ADMINISTRATOR, operation.replace(place.id(), place.session()));
				if (letter(answer) != 'N') {
					accepted.put(mutation.getName(), answer.toString());
				}
			}
		}
		assertThat(accepted).isEmpty();
	}

	/** Whether the ticket of another event is treated otherwise than no token. */
	private static boolean differsForTickets(String line) {
		return atAnother(line, Role.TICKET) != atAnother(line, Role.ANONYMOUS);
	}

	private static char atAnother(String line, Role role) {
		return line.charAt(Role.values().length + 1 + role.ordinal());
	}

	private GraphQLSchema schema() {
		return this.source.schema();
	}

	private static List<String> heading() {
		return List.of("# What each role may do at its own conference (first block) and at another one (second block).",
				"# + allowed, 0 nothing to see, . not reached, B bad input, N not found, F forbidden, U a token is needed",
				"# Columns: " + Stream.of(Role.values()).map(Role::name).collect(Collectors.joining(", ")));
	}

	private static List<String> rows(List<String> lines) {
		return lines.stream().filter((line) -> !line.startsWith("#")).toList();
	}

	private static void add(Map<String, StringBuilder> rows, Map<String, Character> column) {
		int width = rows.values().stream().mapToInt(StringBuilder::length).max().orElse(0);
		column.keySet().forEach((name) -> rows.computeIfAbsent(name, (key) -> new StringBuilder(".".repeat(width))));
		rows.forEach((name, row) -> row.append(column.getOrDefault(name, '.')));
	}

	private static void pad(Map<String, StringBuilder> rows) {
		rows.values().forEach((row) -> row.append(' '));
	}

	/** What a role sees in an event, and of the fields of a query that have no event. */
	private Map<String, Character> fields(RoleConference own, Role role, RoleConference place) {
		Map<String, Character> column = new TreeMap<>();
		Selections selections = new Selections(Set.of("nowAndNext", "lastFetch"));
		String event = selections.of(schema().getObjectType("Event"), LEVELS);
		read(own, role, "event(id: \"%s\") %s".formatted(place.id(), event), column);
		for (GraphQLFieldDefinition field : schema().getQueryType().getFieldDefinitions()) {
			boolean ofTheCaller = field.getArguments().isEmpty() && own != place;
			if (!field.getName().equals("event") && !ofTheCaller) {
				String arguments = field.getArguments()
					.stream()
					.filter((argument) -> GraphQLTypeUtil.isNonNull(argument.getType()))
					.map((argument) -> argument.getName() + ": " + place.value("session", argument.getType()))
					.collect(Collectors.joining(", "));
				read(own, role, field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + " "
						+ selections.of(field.getType(), field.getName().equals("events") ? 0 : 1), column);
			}
		}
		return column;
	}

	private void read(RoleConference own, Role role, String field, Map<String, Character> column) {
		JsonNode answer = own.ask(role, "{ " + field + " }");
		visit("Query", answer.path("data"), column);
		for (JsonNode error : answer.path("errors")) {
			assertThat(error.at("/extensions/code").asString()).as("%s: %s", field, error)
				.isIn("FORBIDDEN", "UNAUTHENTICATED", "NOT_FOUND", "BAD_INPUT");
			column.put(coordinate(answer, error.path("path")), letter(error));
		}
	}

	private void visit(String type, JsonNode value, Map<String, Character> column) {
		if (value.isArray()) {
			value.forEach((element) -> visit(type, element, column));
			return;
		}
		String name = value.path("__typename").asString(type);
		if (name.isEmpty()) {
			return;
		}
		value.properties().forEach((field) -> {
			if (!field.getKey().equals("__typename")) {
				boolean empty = field.getValue().isNull() || field.getValue().isArray() && field.getValue().isEmpty();
				column.merge(name + "." + field.getKey(), empty ? '0' : '+', (a, b) -> (a == '0') ? b : a);
				visit("", field.getValue(), column);
			}
		});
	}

	private String coordinate(JsonNode answer, JsonNode path) {
		JsonNode value = answer.path("data");
		GraphQLFieldsContainer type = schema().getQueryType();
		String coordinate = "Query";
		for (JsonNode part : path) {
			value = part.isNumber() ? value.path(part.asInt()) : value.path(part.asString());
			if (!part.isNumber()) {
				coordinate = type.getName() + "." + part.asString();
				GraphQLFieldDefinition field = type.getFieldDefinition(part.asString());
				if (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLFieldsContainer next) {
					type = next;
				}
			}
			if (value.path("__typename").isString()) {
				type = (GraphQLObjectType) schema().getType(value.path("__typename").asString());
			}
		}
		return coordinate;
	}

	private Map<String, String> mutations(RoleConference own, RoleConference place) {
		Map<String, String> rows = new TreeMap<>();
		List<String> names = new ArrayList<>(schema().getMutationType()
			.getFieldDefinitions()
			.stream()
			.map(GraphQLFieldDefinition::getName)
			.toList());
		names.sort(Comparator.comparing(RoleMatrixTests::rank));
		for (String name : names) {
			GraphQLFieldDefinition mutation = schema().getMutationType().getFieldDefinition(name);
			StringBuilder letters = new StringBuilder();
			for (Role role : Role.values()) {
				letters.append(letter(own.ask(role, operation(mutation, place))));
			}
			rows.put(name, letters.toString());
		}
		return rows;
	}

	private static String operation(GraphQLFieldDefinition mutation, RoleConference place) {
		return "mutation { %s(input: %s) { __typename } }".formatted(mutation.getName(),
				place.value("input", mutation.getArgument("input").getType()));
	}

	private static int rank(String mutation) {
		return LAST.stream().filter(mutation::startsWith).mapToInt(LAST::indexOf).findFirst().orElse(-1);
	}

	/**
	 * A subscription that is refused says so at once; one that is not, says nothing or
	 * something else.
	 */
	private Map<String, String> subscriptions(RoleConference own, RoleConference place) {
		return Flux.fromIterable(schema().getSubscriptionType().getFieldDefinitions())
			.flatMap((field) -> Flux.fromArray(Role.values())
				.flatMapSequential((role) -> subscription(own.token(role), field, place), Role.values().length)
				.map(String::valueOf)
				.collect(Collectors.joining())
				.map((letters) -> Map.entry(field.getName(), letters)), 100)
			.collectMap(Map.Entry::getKey, Map.Entry::getValue)
			.block(Duration.ofMinutes(1));
	}

	private Mono<Character> subscription(String token, GraphQLFieldDefinition field, RoleConference place) {
		String arguments = field.getArguments()
			.stream()
			.filter((argument) -> GraphQLTypeUtil.isNonNull(argument.getType()))
			.map((argument) -> argument.getName() + ": " + place.value(argument.getName(), argument.getType()))
			.collect(Collectors.joining(", "));
		String operation = "subscription { %s(%s) { __typename } }".formatted(field.getName(), arguments);
		return Mono.fromCallable(() -> this.clients.raw()
			.post()
			.uri("/graphql")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.headers((headers) -> {
				if (!token.isEmpty()) {
					headers.setBearerAuth(token);
				}
			})
			.bodyValue(Map.of("query", operation))
			.exchange()
			.returnResult(String.class)
			.getResponseBody())
			.subscribeOn(Schedulers.boundedElastic())
			.flatMapMany((body) -> body)
			.filter((text) -> text.contains("\"code\""))
			.next()
			.map((text) -> letter(text.replaceAll(".*\"code\":\"([A-Z_]+)\".*", "$1")))
			.timeout(Duration.ofSeconds(10), Mono.just('+'))
			.defaultIfEmpty('+');
	}

	private static char letter(JsonNode answer) {
		JsonNode error = answer.has("errors") ? answer.at("/errors/0") : answer;
		return letter(error.at("/extensions/code").asString("NONE"));
	}

	private static char letter(String code) {
		return switch (code) {
			case "UNAUTHENTICATED" -> 'U';
			case "FORBIDDEN" -> 'F';
			case "NOT_FOUND" -> 'N';
			case "BAD_INPUT" -> 'B';
			case "NONE" -> '+';
			default -> throw new IllegalArgumentException(code);
		};
	}

}
