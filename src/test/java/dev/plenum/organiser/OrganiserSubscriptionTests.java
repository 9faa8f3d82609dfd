package dev.plenum.organiser;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What only organisers subscribe to. */
@LiveServer
class OrganiserSubscriptionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@ParameterizedTest
	@ValueSource(
			strings = { "draftsChanged", "importOriginChanged", "reachChanged", "screenChanged", "webhookChanged" })
	void aSubscriptionEndsWhenItsSubscriberNoLongerOrganisesTheEvent(String field) {
		OwnConference conference = OwnConference.of(this.clients);
		List<Object> received = new CopyOnWriteArrayList<>();
		Disposable subscription = this.clients.listener(conference.person("organiser"))
			.document("subscription { %s(eventId: \"%s\") { __typename } }".formatted(field, conference.id()))
			.executeSubscription()
			.toFlux()
			.subscribe(received::add, received::add);
		AtomicInteger changes = new AtomicInteger();
		await().atMost(PATIENCE).until(() -> {
			change(conference, field, changes.incrementAndGet());
			return !received.isEmpty();
		});
		assertThat(received).noneMatch(SubscriptionErrorException.class::isInstance);
		setOrganisers(conference, "\"%s\", \"another\"".formatted(conference.person("organiser")));
		change(conference, field, changes.incrementAndGet());
		assertThat(received).noneMatch(SubscriptionErrorException.class::isInstance);
		setOrganisers(conference, "\"another\"");
		await().atMost(PATIENCE).until(() -> received.getLast() instanceof SubscriptionErrorException);
		assertThat(((SubscriptionErrorException) received.getLast()).getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "FORBIDDEN"));
		subscription.dispose();
	}

	/** Changes something of which the subscription sends an event. */
	private void change(OwnConference conference, String field, int number) {
		String input = switch (field) {
			case "draftsChanged" ->
				"putScheduleDraft(input: {eventId: $id, key: \"%d\", name: \"D\", edits: [{cancel: {sessionId: \"%s\"}}]})"
					.formatted(number, conference.session("a", "LECTURE", 20, Map.of()));
			case "importOriginChanged" ->
				"putImportOrigin(input: {eventId: $id, url: \"https://unknown.invalid/%d.xml\", paused: true})"
					.formatted(number);
			case "reachChanged" ->
				"announce(input: {eventId: $id, key: \"%d\", text: [{lang: \"sv\", text: \"Hej\"}]})".formatted(number);
			case "screenChanged" -> "pairScreen(input: {eventId: $id, pairingCode: \"%s\", screenKind: FOYER})"
				.formatted(pairingCode(conference));
			case "webhookChanged" ->
				"putWebhook(input: {eventId: $id, key: \"w\", url: \"https://unknown.invalid/%d\", enabled: false})"
					.formatted(number);
			default -> throw new IllegalArgumentException(field);
		};
		conference.organiser()
			.document("mutation ($id: ID!) { %s { __typename } }".formatted(input))
			.variable("id", conference.id())
			.executeAndVerify();
	}

	private String pairingCode(OwnConference conference) {
		return this.clients.anonymous()
			.document(
					"mutation ($id: ID!) { requestScreenCode(input: {eventId: $id}) { ... on ScreenCodeRequested { pairingCode } } }")
			.variable("id", conference.id())
			.execute()
			.path("requestScreenCode.pairingCode")
			.entity(String.class)
			.get();
	}

	private void setOrganisers(OwnConference conference, String subjects) {
		this.clients.administrator()
			.document("mutation { setOrganisers(input: {eventId: \"%s\", subjects: [%s]}) { __typename } }"
				.formatted(conference.id(), subjects))
			.executeAndVerify();
	}

}
