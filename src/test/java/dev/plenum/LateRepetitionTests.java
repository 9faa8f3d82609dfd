package dev.plenum;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request with a {@code requestId} that arrives once more, after somebody has undone it
 * or has changed the same thing again, changes nothing.
 */
@LiveServer
class LateRepetitionTests {

	@Autowired
	private Clients clients;

	private OwnConference conference;

	@BeforeEach
	void ownConference() {
		this.conference = OwnConference.of(this.clients);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					removeRoom               | roomId        | putRoom               | RoomPut               | room               | key: 'k', name: 'Sal A'
					removeTrack              | trackId       | putTrack              | TrackPut              | track              | key: 'k', name: [{lang: 'sv', text: 'A'}]
					removeSpeaker            | speakerId     | putSpeaker            | SpeakerPut            | speaker            | key: 'k', name: 'Åsa Öst'
					removeWebhook            | webhookId     | putWebhook            | WebhookPut            | webhook            | key: 'k', url: 'https://unknown.invalid/', enabled: false
					removeParticipant        | participantId | putParticipant        | ParticipantPut        | participant        | key: 'k', name: 'Anna Alm'
					discardScheduleDraft     | draftId       | putScheduleDraft      | ScheduleDraftPut      | draft              | key: 'k', name: 'A'
					removeImportOrigin       | eventId       | putImportOrigin       | ImportOriginPut       | importOrigin       | url: 'https://unknown.invalid/', paused: true
					removeRegistrationSource | eventId       | putRegistrationSource | RegistrationSourcePut | registrationSource | url: 'https://unknown.invalid/', organizerSlug: 'o', eventSlug: 'e', apiToken: 'abcdefgh'
					""")
	void aLateRemovalLeavesWhatWasCreatedAgain(String removal, String argument, String put, String success,
			String object, String values) {
		String input = "eventId: '%s', %s".formatted(this.conference.id(), values);
		String selection = "... on %s { %s { id } }".formatted(success, object);
		String path = put + "." + object + ".id";
		String id = text(organiser(put, input, selection), path);
		String named = "%s: '%s', requestId: 'r'".formatted(argument,
				argument.equals("eventId") ? this.conference.id() : id);
		assertThat(removed(removal, named)).isEqualTo(id);
		assertThat(removed(removal, named)).isEqualTo(id);
		assertThat(text(organiser(put, input, selection), path)).isEqualTo(id);
		assertThat(removed(removal, named)).isNull();
		assertThat(text(organiser(put, input, selection), path)).isEqualTo(id);
		assertThat(removed(removal, named.replace("'r'", "'another'"))).isEqualTo(id);
	}

	@Test
	void aRefusedRemovalIsNotRememberedAsCarriedOut() {
		String room = this.conference.room("a", 0);
		String session = this.conference.session("s", "LECTURE", 2, List.of(room), Map.of());
		String input = "roomId: '%s', requestId: 'r'".formatted(room);
		assertThat(text(organiser("removeRoom", input, "__typename"), "removeRoom.__typename")).isEqualTo("StillInUse");
		assertThat(text(organiser("removeRoom", input, "__typename"), "removeRoom.__typename")).isEqualTo("StillInUse");
		this.conference.edit("{move: {sessionId: \"%s\", roomIds: []}}".formatted(session)).errors().verify();
		assertThat(removed("removeRoom", input)).isEqualTo(room);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					putContactCard          | name: 'Ann', phone: '1' | phone: '2'         | contactCard { contact { phone } }
					putNotificationSettings | reminderMinutes: 5      | reminderMinutes: 6 | notificationSettings { reminderMinutes }
					putMyNeeds              | diets: [VEGAN]          | diets: [NUT_FREE]  | event { myNeeds { diets } }
					putMyNeeds              | diets: [VEGAN]          | diets: []          | event { myNeeds { diets } }
					putMyNeeds              | diets: []               | diets: [VEGAN]     | event { myNeeds { diets } }
					""")
	void aLateChangeKeepsTheNewerOne(String mutation, String first, String second, String selection) {
		String event = mutation.equals("putNotificationSettings") ? ""
				: "eventId: '%s', ".formatted(this.conference.id());
		String success = Map
			.of("putContactCard", "ContactCardPut", "putNotificationSettings", "NotificationSettingsPut", "putMyNeeds",
					"MyNeedsPut")
			.get(mutation);
		String shown = "... on %s { %s }".formatted(success, selection);
		ask("ann", mutation, event + first + ", requestId: 'one'", shown);
		String newer = json(ask("ann", mutation, event + second, shown), mutation);
		assertThat(json(ask("ann", mutation, event + first + ", requestId: 'one'", shown), mutation)).isEqualTo(newer);
		assertThat(json(ask("ann", mutation, event + first + ", requestId: 'two'", shown), mutation))
			.isNotEqualTo(newer);
	}

	@Test
	void aLateReplacementOfATicketCodeReturnsThePresentCode() {
		String participant = this.conference.participant("p", Map.of());
		String input = "participantId: '%s', requestId: 'r'".formatted(participant);
		String shown = "... on TicketCodeReplaced { ticketCode }";
		String first = text(organiser("replaceTicketCode", input, shown), "replaceTicketCode.ticketCode");
		assertThat(text(organiser("replaceTicketCode", input, shown), "replaceTicketCode.ticketCode")).isEqualTo(first);
		String second = this.conference.newTicketCode(participant);
		assertThat(second).isNotEqualTo(first);
		assertThat(text(organiser("replaceTicketCode", input, shown), "replaceTicketCode.ticketCode"))
			.isEqualTo(second);
	}

	@Test
	void aLateRequestAboutACertificateIsSuperseded() {
		this.conference.requireForCertificate(1);
		this.conference.attend("ann");
		String event = "eventId: '%s', requestId: 'r'".formatted(this.conference.id());
		String certificate = text(
				ask("ann", "issueCertificate", event, "... on CertificateIssued { certificate { id } }"),
				"issueCertificate.certificate.id");
		String revoked = "certificateId: '%s', requestId: 'r'".formatted(certificate);
		assertThat(type("revokeCertificate", revoked)).isEqualTo("CertificateRevoked");
		assertThat(type("issueCertificate", event)).isEqualTo("Superseded");
		assertThat(type("issueCertificate", event.replace("'r'", "'another'"))).isEqualTo("CertificateIssued");
		assertThat(type("revokeCertificate", revoked)).isEqualTo("Superseded");
	}

	@Test
	void aLateRequestToHideACommentKeepsItVisible() {
		String session = this.conference.session("past", "LECTURE", -3, Map.of());
		ask("ann", "rateSession", "sessionId: '%s', stars: 3, comment: 'Bra'".formatted(session), "__typename");
		String comment = text(this.conference.organiser()
			.document(
					"query ($id: ID!) { node(id: $id) { ... on Session { feedback { comments { nodes { id } } } } } }")
			.variable("id", session)
			.execute(), "node.feedback.comments.nodes[0].id");
		String hidden = "hideFeedbackComment.feedbackComment.hidden";
		String shown = "... on FeedbackCommentHidden { feedbackComment { hidden } }";
		String hide = "commentId: '%s', requestId: 'r'".formatted(comment);
		organiser("hideFeedbackComment", hide, shown).path(hidden).entity(Boolean.class).isEqualTo(true);
		organiser("hideFeedbackComment", "commentId: '%s', hidden: false".formatted(comment), shown).path(hidden)
			.entity(Boolean.class)
			.isEqualTo(false);
		organiser("hideFeedbackComment", hide, shown).path(hidden).entity(Boolean.class).isEqualTo(false);
	}

	private String type(String mutation, String input) {
		return text(ask("ann", mutation, input, "__typename"), mutation + ".__typename");
	}

	private String removed(String mutation, String input) {
		String success = Map
			.of("removeRoom", "... on RoomRemoved ", "removeTrack", "... on TrackRemoved ", "removeSpeaker",
					"... on SpeakerRemoved ", "removeWebhook", "... on WebhookRemoved ", "removeParticipant",
					"... on ParticipantRemoved ", "discardScheduleDraft", "... on ScheduleDraftDiscarded ")
			.getOrDefault(mutation, "");
		String selection = success.isEmpty() ? "removedId" : success + "{ removedId }";
		Map<?, ?> payload = organiser(mutation, input, selection).path(mutation).entity(Map.class).get();
		assertThat(payload.keySet()).hasToString("[removedId]");
		return (String) payload.get("removedId");
	}

	private GraphQlTester.Response organiser(String mutation, String input, String selection) {
		return ask("organiser", mutation, input, selection);
	}

	private GraphQlTester.Response ask(String person, String mutation, String input, String selection) {
		return this.conference.as(person)
			.document("mutation { %s(input: {%s}) { %s } }".formatted(mutation, input.replace('\'', '"'), selection))
			.execute();
	}

	private static String json(GraphQlTester.Response response, String mutation) {
		return response.path(mutation).entity(Object.class).get().toString();
	}

	private static String text(GraphQlTester.Response response, String path) {
		return response.path(path).entity(String.class).get();
	}

}
