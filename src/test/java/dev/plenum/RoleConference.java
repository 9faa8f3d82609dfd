package dev.plenum;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.plenum.push.DeviceTests;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A conference in which there is something of everything, and everybody has a token.
 */
final class RoleConference {

	/** Somebody, and what gives them rights at the conference. */
	enum Role {

		ANONYMOUS, ATTENDEE, TICKET, STAFF, DOOR, STAGE, MODERATOR, SCREEN, ORGANISER, ADMINISTRATOR

	}

	private final Clients clients;

	private final GraphQLSchema schema;

	private final OwnConference conference;

	private final Map<String, String> values = new HashMap<>();

	private final Map<Role, String> tokens = new HashMap<>();

	RoleConference(Clients clients, GraphQLSchema schema) {
		this.clients = clients;
		this.schema = schema;
		this.conference = OwnConference.of(clients);
		this.values.put("event", this.conference.id());
		this.values.put("slug", this.conference.slug());
		for (Role role : new Role[] { Role.ATTENDEE, Role.STAFF, Role.DOOR, Role.STAGE, Role.MODERATOR,
				Role.ORGANISER }) {
			this.tokens.put(role, clients.token(this.conference.person(role.name().toLowerCase())));
		}
		this.tokens.put(Role.ANONYMOUS, "");
		this.tokens.put(Role.ADMINISTRATOR, clients.token("admin"));
		for (int hour = -3; hour < 9; hour++) {
			this.values.put("h" + hour, this.conference.in(hour));
		}
		this.values.put("staffSubject", this.conference.person("staff"));
		organise();
		crew();
		exhibit();
		attend();
		call(Role.ORGANISER, "replaceTicketCode", "participantId: '$participant'");
		this.tokens.put(Role.TICKET,
				call(Role.ANONYMOUS, "signIn", "code: '$ticketCode'").at("/tokens/accessToken").asString());
	}

	private void organise() {
		Role organiser = Role.ORGANISER;
		call(organiser, "putRoom", "eventId: '$event', key: 'a', name: 'Sal A', capacity: 100");
		call(organiser, "putTrack", "eventId: '$event', key: 't', name: [{lang: 'sv', text: 'Spår'}]");
		call(organiser, "putSpeaker", "eventId: '$event', key: 's', name: 'Åsa Öst'");
		call(organiser, "putSession",
				"eventId: '$event', key: 'past', kind: LECTURE, title: [{lang: 'sv', text: 'Före'}], trackId: '$track', slot: {startsAt: '$h-3', endsAt: '$h-2', roomIds: ['$room'], speakers: [{speakerId: '$speaker'}]}");
		this.values.put("past", this.values.get("session"));
		call(organiser, "putSession",
				"eventId: '$event', key: 'seminar', kind: SEMINAR, title: [{lang: 'sv', text: 'Seminarium'}], capacity: 5, slot: {startsAt: '$h0', endsAt: '$h1', roomIds: ['$room']}");
		this.values.put("seminar", this.values.get("session"));
		call(organiser, "announce", "eventId: '$event', key: 'one', text: [{lang: 'sv', text: 'Hej'}]");
		call(organiser, "putScheduleDraft",
				"eventId: '$event', key: 'd', name: 'D', edits: [{cancel: {sessionId: '$session'}}]");
		call(organiser, "putImportOrigin", "eventId: '$event', url: 'https://unknown.invalid/a.xml', paused: true");
		call(organiser, "putWebhook", "eventId: '$event', key: 'w', url: 'https://unknown.invalid/', enabled: false");
		call(organiser, "putParticipant", "eventId: '$event', key: 'p1', name: 'Anna Alm'");
	}

	private void crew() {
		crew(Role.DOOR, "");
		crew(Role.STAGE, "");
		crew(Role.MODERATOR, ", sessionIds: ['$session']");
		call(Role.ANONYMOUS, "requestScreenCode", "eventId: '$event'");
		call(Role.ORGANISER, "pairScreen",
				"eventId: '$event', pairingCode: '$pairingCode', screenKind: STAGE, roomId: '$room'");
		this.tokens.put(Role.SCREEN,
				call(Role.ANONYMOUS, "signInScreen", "screenId: '$screenId', pairingSecret: '$pairingSecret'")
					.path("accessToken")
					.asString());
	}

	private void crew(Role role, String sessions) {
		call(Role.ORGANISER, "inviteCrew", "eventId: '$event', key: '%s', role: %s%s".formatted(role, role, sessions));
		call(role, "redeemCrewInvitation", "eventId: '$event', code: '$invitationCode'");
	}

	private void exhibit() {
		call(Role.ORGANISER, "putExhibitorCategory",
				"eventId: '$event', key: 'c', name: [{lang: 'sv', text: 'Omsorg'}]");
		call(Role.ORGANISER, "putExhibitor",
				"eventId: '$event', key: 'x', name: 'Omsorgsnavet', categoryIds: ['$category'], booth: {number: 'A1'}");
		call(Role.ORGANISER, "setExhibitorStaff", "exhibitorId: '$exhibitor', subjects: ['$staffSubject']");
		call(Role.ORGANISER, "inviteExhibitorStaff", "exhibitorId: '$exhibitor', key: 'first'");
		call(Role.STAFF, "putOffer",
				"exhibitorId: '$exhibitor', key: 'o', title: [{lang: 'sv', text: 'Mugg'}], claimLimit: 3");
	}

	private void attend() {
		Role attendee = Role.ATTENDEE;
		call(attendee, "registerDevice",
				"eventId: '$event', lang: 'sv', timezone: 'Europe/Stockholm', address: {webPush: {endpoint: '%s/1', p256dh: '%s', auth: '%s'}}"
					.formatted(PayloadTests.PUSH_SERVICE, DeviceTests.KEY, DeviceTests.SECRET));
		call(attendee, "addToAgenda", "sessionId: '$session'");
		call(attendee, "putSessionNote", "sessionId: '$session', text: 'Fråga'");
		call(attendee, "putAppointment", "eventId: '$event', key: 'p', title: 'Lunch', startsAt: '$h3', endsAt: '$h4'");
		call(attendee, "bookSeat", "sessionId: '$session'");
		call(attendee, "rateSession", "sessionId: '$past', stars: 4, comment: 'Bra'");
		call(attendee, "favouriteExhibitor", "exhibitorId: '$exhibitor'");
		call(attendee, "claimOffer", "offerId: '$offer'");
		call(attendee, "putContactCard", "eventId: '$event', name: 'Anna Alm', email: 'anna@example.org'");
		call(Role.STAFF, "captureLead", "exhibitorId: '$exhibitor', code: '%s'"
			.formatted(own(attendee, "myContactCard { contactCode { code } }").at("/contactCode/code").asString()));
		call(attendee, "requestMeeting",
				"exhibitorId: '$exhibitor', key: 'm', name: 'Anna', times: [{startsAt: '$h5', endsAt: '$h6'}]");
		this.values.put("session", this.values.get("seminar"));
		this.values.put("comment",
				ask(Role.ORGANISER,
						"{ node(id: \"%s\") { ... on Session { feedback { comments { nodes { id } } } } } }"
							.formatted(this.values.get("past")))
					.at("/data/node/feedback/comments/nodes/0/id")
					.asString());
	}

	String id() {
		return this.conference.id();
	}

	String session() {
		return this.values.get("session");
	}

	String token(Role role) {
		return this.tokens.get(role);
	}

	JsonNode own(Role role, String field) {
		return ask(role, "{ event(id: \"%s\") { %s } }".formatted(this.conference.id(), field)).path("data")
			.path("event")
			.iterator()
			.next();
	}

	/**
	 * Calls a mutation that succeeds. The ids in its payload replace {@code $}names in
	 * later inputs.
	 */
	JsonNode call(Role role, String mutation, String input) {
		String filled = input.replace('\'', '"');
		for (Map.Entry<String, String> value : this.values.entrySet()) {
			filled = filled.replace("\"$" + value.getKey() + '"', '"' + value.getValue() + '"');
		}
		GraphQLFieldDefinition definition = this.schema.getMutationType().getFieldDefinition(mutation);
		String selection = new Selections(Set.of("event")).of(definition.getType(), 1);
		JsonNode answer = ask(role, "mutation { %s(input: {%s}) %s }".formatted(mutation, filled, selection));
		JsonNode payload = answer.at("/data/" + mutation);
		if (payload.isMissingNode() || payload.isNull() || payload.has("message")) {
			throw new IllegalStateException(mutation + ": " + answer);
		}
		payload.properties().forEach((part) -> {
			JsonNode id = part.getValue().path("id");
			this.values.put(part.getKey(), id.isString() ? id.asString() : part.getValue().asString(""));
		});
		return payload;
	}

	JsonNode ask(Role role, String operation) {
		String token = token(role);
		return JsonMapper.shared()
			.readTree(this.clients.raw()
				.mutate()
				.responseTimeout(Duration.ofSeconds(60))
				.build()
				.post()
				.uri("/graphql")
				.headers((headers) -> {
					if (!token.isEmpty()) {
						headers.setBearerAuth(token);
					}
				})
				.bodyValue(Map.of("query", operation))
				.exchange()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody());
	}

	/**
	 * An input that names the things of this conference.
	 * @param name the name of the field
	 * @param type its type
	 * @return the input as GraphQL
	 */
	String value(String name, GraphQLInputType type) {
		if (GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLList list) {
			return "[" + value(name, (GraphQLInputType) list.getWrappedType()) + "]";
		}
		return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
			case GraphQLInputObjectType object -> object.getFields()
				.stream()
				.filter((field) -> isNeeded(object, field))
				.map((field) -> field.getName() + ": "
						+ value(field.getName().equals("id") ? "sessionId" : field.getName(), field.getType()))
				.collect(Collectors.joining(", ", "{", "}"));
			case GraphQLEnumType choice -> choice.getValues().getFirst().getName();
			case GraphQLNamedType scalar -> scalar(name, scalar.getName());
			default -> throw new IllegalStateException(type.toString());
		};
	}

	private static boolean isNeeded(GraphQLInputObjectType object, GraphQLInputObjectField field) {
		boolean first = object.isOneOf() && object.getFields().getFirst().equals(field);
		return first || GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue()
				|| Set.of("eventId", "sessionId", "invitations").contains(field.getName())
				|| object.getName().equals("PutSessionInput") && Set.of("id", "remark").contains(field.getName());
	}

	private String scalar(String name, String type) {
		return switch (type) {
			case "ID" -> '"' + id(name.replaceAll("Ids?$", "")) + '"';
			case "Int" -> "1";
			case "Float" -> "1.0";
			case "Boolean" -> "true";
			case "DateTime" -> '"' + this.conference.in(20) + '"';
			case "Date" -> "\"2027-05-10\"";
			case "LocalTime" -> "\"04:00\"";
			case "Locale" -> "\"sv\"";
			case "URL" -> "\"https://example.org/\"";
			default -> '"' + switch (name) {
				case "slug" -> this.conference.slug();
				case "subjects" -> this.conference.person("organiser");
				case "timezone" -> OwnConference.ZONE.getId();
				case "endpoint" -> PayloadTests.PUSH_SERVICE + "/2";
				case "p256dh" -> DeviceTests.KEY;
				case "auth" -> DeviceTests.SECRET;
				default -> "x";
			} + '"';
		};
	}

	private String id(String name) {
		String own = this.conference.id().substring("evt_".length());
		return this.values.getOrDefault(name,
				"%s_%s_none".formatted(name.substring(0, Math.min(3, name.length())), own));
	}

}
