package dev.plenum.attendance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.mongodb.client.model.Filters;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.exhibitor.Fair;
import dev.plenum.participant.Participants;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.sheet.Sheets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lists of attendees of a session, on a live server.
 */
@Tag("slow")
@LiveServer
class AttendanceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String ATTENDEES = """
			query ($id: ID!, $filter: AttendanceFilter) { node(id: $id) { ... on Session {
			  attendeeList(first: 2, filter: $filter) { totalCount nodes { id name organisation ticketType participantId seatState position checkedInAt } } } } }""";

	@Autowired
	private Clients clients;

	@Autowired
	private Participants participants;

	private OwnConference conference;

	private String workshop;

	@BeforeEach
	void makeASessionWithTwoSeats() {
		this.conference = OwnConference.of(this.clients);
		this.workshop = this.conference.session("workshop", "WORKSHOP", 0, Map.of("capacity", 2));
		for (String name : List.of("ann", "bea", "cid")) {
			ask(name, "bookSeat(input: {sessionId: \"%s\"}) { __typename }".formatted(this.workshop));
		}
	}

	@Test
	void organisersSeeWhoHasBookedAndWaitsInOrder() {
		linked("ann", "Ann Alm", "=Alm & Co");
		Response response = attendees("organiser", null);
		response.path("node.attendeeList.totalCount").entity(Integer.class).isEqualTo(3);
		response.path("node.attendeeList.nodes[*].seatState")
			.entityList(String.class)
			.containsExactly("BOOKED", "BOOKED");
		response.path("node.attendeeList.nodes[0].name").entity(String.class).isEqualTo("Ann Alm");
		response.path("node.attendeeList.nodes[0].organisation").entity(String.class).isEqualTo("=Alm & Co");
		response.path("node.attendeeList.nodes[0].participantId")
			.entity(String.class)
			.matches((id) -> id.startsWith("par_"));
		response.path("node.attendeeList.nodes[1].participantId").valueIsNull();
		Response waiting = attendees("organiser", Map.of("seatStates", List.of("WAITING")));
		waiting.path("node.attendeeList.nodes[*].position").entityList(Integer.class).containsExactly(1);
	}

	@Test
	void whoCameCanBeSelected() {
		attendees("organiser", Map.of("came", true)).path("node.attendeeList.totalCount")
			.entity(Integer.class)
			.isEqualTo(0);
		String code = this.conference.agendaCode("bea");
		ask("organiser",
				"checkIn(input: {sessionId: \"%s\", attendee: {agendaCode: \"%s\"}}) { __typename }"
					.formatted(this.workshop, code))
			.path("checkIn.__typename")
			.entity(String.class)
			.isEqualTo("AttendeeCheckedIn");
		Response came = attendees("organiser", Map.of("came", true));
		came.path("node.attendeeList.totalCount").entity(Integer.class).isEqualTo(1);
		came.path("node.attendeeList.nodes[0].checkedInAt").hasValue();
	}

	@Test
	void doorStaffSeeThemAndNobodyElseDoes() {
		String invitation = Fair
			.mutate(this.conference.organiser(), "inviteCrew", "CrewInvited", "invitationCode",
					Map.of("eventId", this.conference.id(), "key", "door", "role", "DOOR"))
			.path("inviteCrew.invitationCode")
			.entity(String.class)
			.get();
		code(attendees("dan", null), "FORBIDDEN");
		ask("dan", "redeemCrewInvitation(input: {eventId: \"%s\", code: \"%s\"}) { __typename }"
			.formatted(this.conference.id(), invitation));
		attendees("dan", null).path("node.attendeeList.totalCount").entity(Integer.class).isEqualTo(3);
		file("dan", "csv").expectStatus().isOk();
		code(attendees("ann", null), "FORBIDDEN");
		file("ann", "csv").expectStatus().isForbidden();
		code(this.clients.anonymous().document(ATTENDEES).variable("id", this.workshop).execute(), "UNAUTHENTICATED");
		this.clients.raw().get().uri(address("xlsx")).exchange().expectStatus().isEqualTo(HttpStatus.UNAUTHORIZED);
	}

	@Test
	void theListIsATableForSpreadsheets() throws IOException {
		linked("ann", "Ann Alm", "=Alm & Co");
		byte[] csv = Objects.requireNonNull(file("organiser", "csv").expectStatus()
			.isOk()
			.expectHeader()
			.contentType("text/csv;charset=UTF-8;header=present")
			.expectBody()
			.returnResult()
			.getResponseBody());
		assertThat(new String(csv, StandardCharsets.UTF_8)).startsWith("\uFEFFNamn,Organisation,Biljett,Plats")
			.contains("Ann Alm,'=Alm & Co,Dag 1,bokad")
			.contains("väntar,1");
		byte[] xlsx = Objects.requireNonNull(
				file("organiser", "xlsx").expectStatus().isOk().expectBody().returnResult().getResponseBody());
		assertThat(Sheets.read(new ByteArrayResource(xlsx), (_, _, _) -> {
		}).getFirst().rows()).hasSize(4);
	}

	private void linked(String name, String display, String organisation) {
		String id = Fair.mutate(this.conference.organiser(), "putParticipant", "ParticipantPut", "participant { id }",
				Map.of("eventId", this.conference.id(), "key", name, "name", display, "organisation", organisation,
						"ticketType", "Dag 1"))
			.path("putParticipant.participant.id")
			.entity(String.class)
			.get();
		this.participants.change(id, Filters.empty(), new Fields().set("linkedTo", this.conference.person(name)))
			.block(PATIENCE);
	}

	private Response attendees(String name, Object filter) {
		return this.conference.as(name)
			.document(ATTENDEES)
			.variable("id", this.workshop)
			.variable("filter", filter)
			.execute();
	}

	private WebTestClient.ResponseSpec file(String name, String ending) {
		return this.clients.raw()
			.get()
			.uri(address(ending))
			.headers((headers) -> headers.setBearerAuth(this.clients.token(this.conference.person(name))))
			.exchange();
	}

	private String address(String ending) {
		return "/events/%s/sessions/%s/attendees.%s".formatted(this.conference.slug(), this.workshop, ending);
	}

	private Response ask(String name, String mutation) {
		return this.conference.as(name).document("mutation { " + mutation + " }").execute();
	}

	private static void code(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
