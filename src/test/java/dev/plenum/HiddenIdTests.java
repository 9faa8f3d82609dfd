package dev.plenum;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.platform.Ids;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever somebody who does not organise an event does with the id of a hidden session,
 * the server answers as if there was no such session. The requests are generated from the
 * schema: each mutation, query and subscription in which an id can be given.
 */
@LiveServer
@Tag("slow")
@TestPropertySource(properties = { "plenum.limits.max-tokens=1000000", "plenum.limits.max-cost=1000000000",
		"plenum.limits.timeout=60s" })
class HiddenIdTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Strangers, and those who have a role for which they know more than strangers. */
	private static final List<String> CALLERS = List.of("", "attendee", "door", "stage", "moderator", "staff");

	@Autowired
	private Clients clients;

	@Autowired
	private GraphQlSource source;

	private NewEvent event;

	private String hidden;

	private String unknown;

	@BeforeEach
	void hideASession() {
		this.event = NewEvent.on(this.clients);
		this.hidden = Ids.in("ses", this.event.id(), "secret");
		this.unknown = Ids.in("ses", this.event.id(), "nobody");
		organiser(
				"putSession(input: {eventId: \"%s\", key: \"secret\", kind: PLENARY, title: [{lang: \"sv\", text: \"Hemlig\"}], visibleFrom: \"2027-01-01T00:00:00Z\", slot: {startsAt: \"2027-05-10T12:00:00+02:00\", endsAt: \"2027-05-10T13:00:00+02:00\", roomIds: [\"%s\"]}}) { ... on SessionPut { session { id } } }"
					.formatted(this.event.id(), this.event.roomB()),
				"putSession.session.id");
		Map.of("door", "DOOR", "stage", "STAGE", "moderator", "MODERATOR").forEach((name, role) -> {
			String code = organiser(
					"inviteCrew(input: {eventId: \"%s\", key: \"%s\", role: %s%s}) { ... on CrewInvited { invitationCode } }"
						.formatted(this.event.id(), name, role,
								role.equals("MODERATOR") ? ", sessionIds: [\"%s\"]".formatted(this.event.talk()) : ""),
					"inviteCrew.invitationCode");
			this.clients.as(name)
				.document("mutation { redeemCrewInvitation(input: {eventId: \"%s\", code: \"%s\"}) { __typename } }"
					.formatted(this.event.id(), code))
				.executeAndVerify();
		});
		String exhibitor = organiser(
				"putExhibitor(input: {eventId: \"%s\", key: \"x\", name: \"X\"}) { ... on ExhibitorPut { exhibitor { id } } }"
					.formatted(this.event.id()),
				"putExhibitor.exhibitor.id");
		organiser("setExhibitorStaff(input: {exhibitorId: \"%s\", subjects: [\"staff\"]}) { __typename }"
			.formatted(exhibitor), "setExhibitorStaff.__typename");
	}

	@Test
	void theIdOfAHiddenSessionIsAnsweredLikeThatOfNone() {
		List<Request> requests = Stream
			.of(requests("mutation", this.source.schema().getMutationType().getFieldDefinitions()),
					requests("query", this.source.schema().getQueryType().getFieldDefinitions()),
					requests("subscription",
							this.source.schema()
								.getSubscriptionType()
								.getFieldDefinitions()
								.stream()
								.filter((field) -> field.getArgument("eventId") == null)
								.toList()))
			.flatMap((all) -> all)
			.toList();
		assertThat(requests).hasSizeGreaterThan(80);
		for (String caller : CALLERS) {
			for (Request request : requests) {
				assertThat(answer(request, this.hidden, caller)).as("%s as '%s'", request, caller)
					.isEqualTo(answer(request, this.unknown, caller))
					.doesNotContain("Hemlig");
			}
		}
	}

	@Test
	void theAddressOfAHiddenSessionIsAnsweredLikeThatOfNone() {
		for (String caller : CALLERS) {
			for (String path : List.of("/events/%s/sessions/$ses.ics", "/events/%s/sessions/$ses/attendees.csv",
					"/events/%s/sessions/$ses/attendees.xlsx", "/e/%s/app/session/$ses", "/e/%s/door/$ses",
					"/events/%s/door")) {
				String address = path.formatted(this.event.slug());
				assertThat(answer(HttpMethod.GET, address.replace("$ses", this.hidden), null, caller))
					.as("%s as '%s'", path, caller)
					.isEqualTo(answer(HttpMethod.GET, address.replace("$ses", this.unknown), null, caller))
					.doesNotContain("Hemlig");
			}
		}
	}

	/**
	 * Returns a request for each id that the fields take, with what they require besides.
	 */
	private Stream<Request> requests(String operation, List<GraphQLFieldDefinition> fields) {
		return fields.stream().flatMap((field) -> {
			List<Map<String, Object>> variants = new ArrayList<>(List.of(Map.of()));
			field.getArguments()
				.forEach((argument) -> extend(variants, argument.getName(), argument.getType(),
						argument.hasSetDefaultValue()));
			String selection = new Selections(Set.of("contactCode", "calendarFeed")).of(field.getType(), 0);
			return variants.stream()
				.filter((variant) -> variant.toString().contains("$ses"))
				.map((variant) -> new Request(operation, field, selection, variant));
		});
	}

	/** Adds a value to all variants if it is required, or makes further ones with it. */
	private void extend(List<Map<String, Object>> variants, String name, GraphQLInputType type, boolean hasDefault) {
		List<Object> values = values(name, type);
		boolean required = GraphQLTypeUtil.isNonNull(type) && !hasDefault;
		List<Map<String, Object>> next = new ArrayList<>(required ? List.of() : variants);
		for (Object value : values) {
			if (required || value.toString().contains("$ses")) {
				variants.stream().filter((variant) -> required || isPlain(variant)).forEach((variant) -> {
					Map<String, Object> more = new LinkedHashMap<>(variant);
					more.put(name, value);
					next.add(more);
				});
			}
		}
		variants.clear();
		variants.addAll(next);
	}

	private static boolean isPlain(Map<String, Object> variant) {
		return !variant.values().toString().contains("$ses");
	}

	private List<Object> values(String name, GraphQLType type) {
		return switch (type) {
			case GraphQLNonNull some -> values(name, some.getWrappedType());
			case GraphQLList list -> values(name, list.getWrappedType()).stream().<Object>map(List::of).toList();
			case GraphQLEnumType choice -> List.of(choice.getValues().getFirst().getName());
			case GraphQLInputObjectType input -> inputs(input);
			case GraphQLNamedType scalar -> List.of(scalar(name, scalar.getName()));
			default -> throw new IllegalArgumentException("No value of " + type);
		};
	}

	private List<Object> inputs(GraphQLInputObjectType input) {
		List<Map<String, Object>> variants = new ArrayList<>(List.of(Map.of()));
		if (input.isOneOf()) {
			variants.clear();
			for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
				values(field.getName(), field.getType())
					.forEach((value) -> variants.add(Map.of(field.getName(), value)));
			}
		}
		else {
			input.getFieldDefinitions()
				.forEach((field) -> extend(variants, field.getName(), field.getType(), field.hasSetDefaultValue()));
		}
		return new ArrayList<>(variants);
	}

	private Object scalar(String name, String type) {
		return switch (type) {
			case "ID" -> name.equals("eventId") ? this.event.id() : "$ses";
			case "Int" -> 1;
			case "Float" -> 1.5;
			case "Boolean" -> true;
			case "DateTime" -> "2027-05-10T12:00:00+02:00";
			case "Date" -> "2027-05-10";
			case "LocalTime" -> "12:00";
			case "Locale" -> "sv";
			case "URL" -> "https://example.org/";
			default -> name.equals("slug") ? this.event.slug() : "x";
		};
	}

	private String answer(Request request, String id, String caller) {
		return answer(HttpMethod.POST, "/graphql", request.body(id), caller);
	}

	private String answer(HttpMethod method, String path, @Nullable Object body, String caller) {
		WebTestClient.RequestBodySpec request = this.clients.raw()
			.mutate()
			.responseTimeout(PATIENCE)
			.build()
			.method(method)
			.uri(path)
			.accept(String.valueOf(body).contains("subscription (") ? MediaType.TEXT_EVENT_STREAM : MediaType.ALL);
		if (!caller.isEmpty()) {
			request.headers((headers) -> headers.setBearerAuth(this.clients.token(caller)));
		}
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
		}
		EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
		byte[] content = result.getResponseBody();
		return (result.getStatus() + " " + ((content != null) ? new String(content, StandardCharsets.UTF_8) : ""))
			.replace(this.hidden, "$ses")
			.replace(this.unknown, "$ses")
			.replaceAll("\"clockOffSeconds\":\\d+", "\"clockOffSeconds\":0");
	}

	private String organiser(String mutation, String path) {
		return this.clients.as(this.event.organiser())
			.document("mutation { " + mutation + " }")
			.execute()
			.path(path)
			.entity(String.class)
			.get();
	}

	/**
	 * A request with an id.
	 *
	 * @param operation the kind of operation
	 * @param field its field
	 * @param selection what it selects
	 * @param arguments the values of the arguments, with a placeholder for the id
	 */
	private record Request(String operation, GraphQLFieldDefinition field, String selection,
			Map<String, Object> arguments) {

		Map<String, Object> body(String id) {
			Map<String, Object> variables = new HashMap<>();
			List<String> declared = new ArrayList<>();
			List<String> given = new ArrayList<>();
			this.arguments.forEach((name, value) -> {
				variables.put(name, filled(value, id));
				declared.add(
						"$%s: %s".formatted(name, GraphQLTypeUtil.simplePrint(this.field.getArgument(name).getType())));
				given.add("%s: $%s".formatted(name, name));
			});
			return Map.of("query", "%s (%s) { %s(%s) %s }".formatted(this.operation, String.join(", ", declared),
					this.field.getName(), String.join(", ", given), this.selection), "variables", variables);
		}

		private static Object filled(Object value, String id) {
			return switch (value) {
				case Map<?, ?> map -> {
					Map<Object, Object> filled = new HashMap<>();
					map.forEach((name, one) -> filled.put(name, filled(one, id)));
					yield filled;
				}
				case List<?> list -> list.stream().map((one) -> filled(one, id)).toList();
				case String text -> text.replace("$ses", id);
				default -> value;
			};
		}

		@Override
		public String toString() {
			return this.operation + " " + this.field.getName() + this.arguments;
		}

	}

}
