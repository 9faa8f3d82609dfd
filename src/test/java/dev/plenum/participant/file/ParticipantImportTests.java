package dev.plenum.participant.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.mongodb.client.model.Filters;
import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import dev.plenum.participant.ParticipantDocument;
import dev.plenum.participant.ParticipantState;
import dev.plenum.participant.Participants;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.sheet.Workbooks;
import dev.plenum.platform.token.TicketCodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The import of participants from files.
 */
@LiveServer
class ParticipantImportTests {

	private static final String TABLE = """
			Biljettkod;Förnamn;Efternamn;Organisation;E-post;Språk;Biljettyp;Status
			A1;Åsa;Öst;Region Gävle;ASA@example.org;svenska;Heldag;Betald
			A2;Ben;Fox;;ben@example.org;English;;Avbokad
			A3;Cia;Ek;Kommunen;not an address;Klingon;Dag 1;
			""";

	@Autowired
	private Clients clients;

	@Autowired
	private Participants participants;

	@Autowired
	private TicketCodes codes;

	private OwnConference conference;

	@BeforeEach
	void makeConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@Test
	void aTableIsImportedWithHeadingsInTheLanguageOfItsAuthor() {
		put("", TABLE).expectStatus().isOk().expectBody().json("""
				{ "participants": 3, "created": 3, "changed": 0, "unchanged": 0, "cancelled": 0, "held": false,
				  "notes": [ { "line": 4, "message": "The e-mail address is not valid, and is left out." },
				             { "line": 4, "message": "The language is not known, and is left out." } ] }""");
		assertThat(read()).containsExactly("A1|Åsa Öst|Region Gävle|asa@example.org|sv|Heldag|ACTIVE",
				"A2|Ben Fox|null|ben@example.org|en|null|CANCELLED", "A3|Cia Ek|Kommunen|null|null|Dag 1|ACTIVE");
	}

	@Test
	void workbooksOtherEncodingsAndOwnHeadingsAreRead() {
		send("?columns=key:Nr,name:Vem",
				Workbooks.of(new String[] { "Nr", "Vem", "Firma" }, new String[] { "1", "Åsa", "A/S" }))
			.expectStatus()
			.isOk()
			.expectBody()
			.json("{ \"created\": 1, \"columns\": [ { \"field\": \"key\" }, { \"field\": \"name\" }, { \"field\": \"organisation\" } ] }");
		send("", "Nyckel;Namn\n2;Örjan\n".getBytes(Charset.forName("windows-1252"))).expectStatus().isOk();
		assertThat(read()).containsExactly("1|Åsa|A/S|null|null|null|ACTIVE", "2|Örjan|null|null|null|null|ACTIVE");
	}

	@Test
	void aRepeatedImportChangesOnlyWhatDiffersAndADryRunNothing() {
		put("", TABLE);
		put("", TABLE).expectBody().json("{ \"created\": 0, \"changed\": 0, \"unchanged\": 3 }");
		String changed = "key,name,state\nA1,Åsa Ek,\nA2,Ben Fox,paid\nA3,Cia Ek,refunded\n";
		String report = """
				{ "created": 0, "changed": 2, "unchanged": 0, "cancelled": 1,
				  "items": [ { "change": "CHANGED", "key": "A1", "line": 2, "fields": [ "name" ] },
				             { "change": "CHANGED", "key": "A2", "fields": [ "state" ] },
				             { "change": "CANCELLED", "key": "A3", "fields": [ "state" ] } ] }""";
		put("?dryRun=true", changed).expectBody().json(report);
		assertThat(read()).anyMatch((one) -> one.startsWith("A1|Åsa Öst"));
		put("", changed).expectBody().json(report);
		assertThat(read()).containsExactly("A1|Åsa Ek|Region Gävle|asa@example.org|sv|Heldag|ACTIVE",
				"A2|Ben Fox|null|ben@example.org|en|null|ACTIVE", "A3|Cia Ek|Kommunen|null|null|Dag 1|CANCELLED");
	}

	@Test
	void whoIsMissingLeavesOnlyIfTheFileIsConfirmedToBeComplete() {
		put("", "key,name\n1,A\n2,B\n");
		this.conference.organiser()
			.document("mutation { putParticipant(input: {eventId: \"%s\", key: \"hand\", name: \"H\"}) { __typename } }"
				.formatted(this.conference.id()))
			.executeAndVerify();
		String shorter = "key,name\n1,A\n";
		put("", shorter).expectBody()
			.json("{ \"cancelled\": 0, \"missing\": 1, \"items\": [ { \"change\": \"MISSING\", \"key\": \"2\" } ] }");
		assertThat(states()).containsExactly("1 ACTIVE", "2 ACTIVE", "hand ACTIVE");
		put("?remove=true", shorter).expectBody().json("{ \"cancelled\": 1, \"missing\": 0 }");
		assertThat(states()).containsExactly("1 ACTIVE", "2 CANCELLED", "hand ACTIVE");
		put("?remove=true", shorter).expectBody().json("{ \"cancelled\": 0, \"unchanged\": 1 }");
		put("", "key,name\n1,A\n2,B\n").expectBody().json("{ \"changed\": 1 }");
		assertThat(states()).containsExactly("1 ACTIVE", "2 ACTIVE", "hand ACTIVE");
	}

	@Test
	void whoReturnsWhileTheRemovalIsUnderWayGetsANewTicketCode() {
		put("", table(1, 2)).expectStatus().isOk();
		List<ParticipantDocument> before = participants();
		before.forEach(
				(one) -> this.participants
					.change(one.id(), Filters.empty(),
							new Fields().set("state", ParticipantState.CANCELLED).set("removing", true))
					.block());
		put("", "key,name,state\nK1,Name 1,active\n").expectStatus().isOk();
		this.conference.organiser()
			.document(
					"mutation { putParticipant(input: {eventId: \"%s\", key: \"K2\", name: \"Name 2\", state: ACTIVE}) { __typename } }"
						.formatted(this.conference.id()))
			.executeAndVerify();
		assertThat(participants()).hasSize(2).allSatisfy((one) -> {
			assertThat(one.isActive()).isTrue();
			assertThat(one.codeHash()).isEqualTo(this.codes.hashOf(one.id(), one.generation()));
		})
			.extracting(ParticipantDocument::codeHash)
			.doesNotContainAnyElementsOf(before.stream().map(ParticipantDocument::codeHash).toList());
	}

	private List<ParticipantDocument> participants() {
		return this.participants.of(this.conference.id()).collectList().blockOptional().orElseThrow();
	}

	@Test
	void anImportThatWouldEndMuchIsHeldUntilItIsConfirmed() {
		put("", table(1, 30));
		put("?remove=true", table(16, 30)).expectStatus()
			.isEqualTo(HttpStatus.CONFLICT)
			.expectBody()
			.json("{ \"held\": true, \"cancelled\": 15 }");
		assertThat(states()).hasSize(30).allMatch((one) -> one.endsWith("ACTIVE"));
		put("", table(1, 30).replace("Name", "Other")).expectStatus().isEqualTo(HttpStatus.CONFLICT);
		put("?remove=true&confirm=true", table(16, 30)).expectStatus().isOk();
		assertThat(states()).filteredOn((one) -> one.endsWith("CANCELLED")).hasSize(15);
	}

	@Test
	void aFileWithFaultsChangesNothingAndNamesEachRow() {
		put("", "key,name,state\n1,A,\n,B,\n3,,\n4,D,maybe\n1,E,\n").expectStatus().isBadRequest().expectBody().json("""
				{ "errors": [ { "extensions": { "code": "BAD_INPUT", "line": 4, "field": "name" } },
				              { "extensions": { "line": 5, "field": "state" } } ] }""");
		put("", "key,name\n1,A\n,B\n1,E\n").expectBody().json("""
				{ "errors": [ { "extensions": { "line": 3, "field": "key" } },
				              { "extensions": { "line": 4, "field": "key" } } ] }""");
		put("", "colour,size\nred,1\n").expectStatus().isBadRequest();
		put("", "[]x").expectStatus().isBadRequest();
		assertThat(read()).isEmpty();
	}

	@Test
	void ordersOfPretixAreImportedByPosition() {
		String orders = """
				{ "count": 4, "next": null, "results": [
				  { "code": "AAAAA", "status": "p", "email": "buyer@example.org", "locale": "de-informal",
				    "invoice_address": { "company": "ACME", "name": "Buyer" }, "payments": [], "refunds": [],
				    "positions": [
				      { "positionid": 1, "item": 7, "variation": null, "attendee_name": "Anna Alm",
				        "attendee_email": "anna@example.org", "company": null, "addon_to": null, "canceled": false },
				      { "positionid": 2, "item": 7, "attendee_name": null, "attendee_email": null, "addon_to": null },
				      { "positionid": 3, "item": 9, "attendee_name": null, "addon_to": 1 },
				      { "positionid": 4, "item": 7, "attendee_name": "Gone", "addon_to": null, "canceled": true } ] },
				  { "code": "BBBBB", "status": "c", "positions": [ { "positionid": 1, "item": 7, "attendee_name": "B" } ] },
				  { "code": "CCCCC", "status": "p", "payments": [ { "state": "confirmed", "amount": "10.00" } ],
				    "refunds": [ { "state": "done", "amount": "10.00" } ],
				    "positions": [ { "positionid": 1, "item": 7, "attendee_name": "C" } ] },
				  { "code": "DDDDD", "status": "n", "valid_if_pending": true,
				    "positions": [ { "positionid": 1, "item": 7, "attendee_name": "D" } ] } ] }""";
		put("", orders).expectStatus().isOk().expectBody().json("{ \"created\": 6 }");
		assertThat(read()).containsExactlyInAnyOrder("AAAAA-1|Anna Alm|ACME|anna@example.org|de|7|ACTIVE",
				"AAAAA-2|Buyer|ACME|buyer@example.org|de|7|ACTIVE",
				"AAAAA-4|Gone|ACME|buyer@example.org|de|7|CANCELLED", "BBBBB-1|B|null|null|null|7|CANCELLED",
				"CCCCC-1|C|null|null|null|7|CANCELLED", "DDDDD-1|D|null|null|null|7|ACTIVE");
	}

	@Test
	void anExportOfPretixNamesTheTypesOfTickets() {
		put("", """
				{ "event": { "name": "E", "items": [ { "id": 7, "name": "Full", "admission": true,
				      "variations": [ { "id": 1, "name": "Student" } ] },
				    { "id": 8, "name": { "sv": "Mugg" }, "admission": false } ],
				  "orders": [ { "code": "AAAAA", "status": "p", "user": "a@example.org", "positions": [
				    { "id": 1, "positionid": 1, "item": 7, "variation": 1, "attendee_name": "Anna", "addon_to": null },
				    { "id": 2, "positionid": 2, "item": 8, "variation": null, "attendee_name": null } ] } ] } }""")
			.expectStatus()
			.isOk();
		assertThat(read()).containsExactly("AAAAA-1|Anna|null|a@example.org|null|Full – Student|ACTIVE");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aNameIsALineWithoutControlCharacters(boolean pretix) {
		String orders = """
				[ { "code": "AAAAA", "status": "p", "positions": [ { "positionid": 1, "item": 7,
				    "attendee_name": "Eve\\u202e\\r\\nBcc: all@example.org\\u2028\\u0000 \uD83D\uDE00", "company": "A\\tB" } ] } ]""";
		put("", pretix ? orders
				: "key,name,organisation,ticket type\nAAAAA-1,\"Eve\u202e\r\nBcc: all@example.org\u2028 \uD83D\uDE00\",\"A\tB\",7\n")
			.expectStatus()
			.isOk();
		assertThat(read()).containsExactly("AAAAA-1|Eve Bcc: all@example.org \uD83D\uDE00|A B|null|null|7|ACTIVE");
	}

	@Test
	void theTicketsOfABundleAreParticipantsAndItsOtherPartsAreNot() {
		put("", """
				{ "event": { "name": "E", "items": [ { "id": 7, "name": "Ticket", "admission": true },
				    { "id": 8, "name": "Dinner", "admission": false },
				    { "id": 9, "name": "Company package", "admission": false } ],
				  "orders": [ { "code": "TTTTT", "status": "p", "testmode": true, "positions": [
				    { "id": 30, "positionid": 1, "item": 7, "attendee_name": "Test", "addon_to": null } ] },
				  { "code": "AAAAA", "status": "p", "testmode": false, "user": "a@example.org", "positions": [
				    { "id": 31, "positionid": 1, "item": 9, "attendee_name": null, "addon_to": null },
				    { "id": 32, "positionid": 2, "item": 7, "attendee_name": "Anna", "addon_to": 31 },
				    { "id": 33, "positionid": 3, "item": 7, "attendee_name": "Bo", "addon_to": 31 },
				    { "id": 34, "positionid": 4, "item": 8, "attendee_name": null, "addon_to": 31 },
				    { "id": 35, "positionid": 5, "item": 7, "attendee_name": "Cy", "addon_to": null },
				    { "id": 36, "positionid": 6, "item": 7, "attendee_name": "Cy again", "addon_to": 35 } ] } ] } }""")
			.expectStatus()
			.isOk();
		assertThat(read()).containsExactlyInAnyOrder("AAAAA-2|Anna|null|a@example.org|null|Ticket|ACTIVE",
				"AAAAA-3|Bo|null|a@example.org|null|Ticket|ACTIVE", "AAAAA-5|Cy|null|a@example.org|null|Ticket|ACTIVE");
	}

	@Test
	void onlyOrganisersImport() {
		this.clients.raw()
			.put()
			.uri("/events/{slug}/participants", this.conference.slug())
			.headers((headers) -> headers.setBearerAuth(this.clients.token(this.conference.person("attendee"))))
			.bodyValue(TABLE)
			.exchange()
			.expectStatus()
			.isForbidden();
		assertThat(read()).isEmpty();
	}

	@Test
	void fiveThousandRowsAreImportedWithinSeconds() {
		put("", table(5001, 5100));
		Instant start = Instant.now();
		put("", table(1, 5000)).expectStatus().isOk().expectBody().json("{ \"created\": 5000 }");
		Duration took = Duration.between(start, Instant.now());
		assertThat(took).isLessThan(Duration.ofSeconds(20));
		put("", table(1, 5000)).expectBody().json("{ \"created\": 0, \"unchanged\": 5000 }");
	}

	private static String table(int from, int to) {
		return "key,name,email,ticket type\n" + IntStream.rangeClosed(from, to)
			.mapToObj((i) -> "K%d,Name %d,p%d@example.org,Day\n".formatted(i, i, i))
			.collect(Collectors.joining());
	}

	private WebTestClient.ResponseSpec put(String query, String file) {
		return send(query, file.getBytes(StandardCharsets.UTF_8));
	}

	private WebTestClient.ResponseSpec send(String query, byte[] file) {
		return this.clients.raw()
			.mutate()
			.responseTimeout(Duration.ofSeconds(60))
			.build()
			.put()
			.uri("/events/" + this.conference.slug() + "/participants" + query)
			.headers((headers) -> headers.setBearerAuth(this.clients.token(this.conference.person("organiser"))))
			.bodyValue(file)
			.exchange();
	}

	private List<String> states() {
		return read().stream().map((one) -> one.replaceAll("\\|.*\\|", " ")).sorted().toList();
	}

	private List<String> read() {
		return this.conference.organiser()
			.document(
					"{ event(id: \"%s\") { participants(first: 100) { nodes { key name organisation email language ticketType state } } } }"
						.formatted(this.conference.id()))
			.execute()
			.path("event.participants.nodes")
			.entityList(Map.class)
			.get()
			.stream()
			.map((one) -> "%s|%s|%s|%s|%s|%s|%s".formatted(one.get("key"), one.get("name"), one.get("organisation"),
					one.get("email"), one.get("language"), one.get("ticketType"), one.get("state")))
			.sorted()
			.toList();
	}

}
