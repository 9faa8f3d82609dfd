package dev.plenum.organiser;

import java.time.Duration;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.OwnConference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;

import static org.assertj.core.api.Assertions.assertThat;

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
		StepVerifier
			.create(this.clients.listener(conference.person("organiser"))
				.document("subscription { %s(eventId: \"%s\") { __typename } }".formatted(field, conference.id()))
				.executeSubscription()
				.toFlux()
				.doOnSubscribe((_) -> Thread.startVirtualThread(() -> replaceOrganisers(conference)))
				.ignoreElements())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(SubscriptionErrorException.class,
					(error) -> assertThat(error.getErrors().getFirst().getExtensions()).containsEntry("code",
							"FORBIDDEN")))
			.verify(PATIENCE);
	}

	private void replaceOrganisers(OwnConference conference) {
		this.clients.administrator()
			.document(
					"mutation { setOrganisers(input: {eventId: \"%s\", subjects: [\"%s\", \"another\"]}) { __typename } }"
						.formatted(conference.id(), conference.person("organiser")))
			.executeAndVerify();
		this.clients.administrator()
			.document("mutation { setOrganisers(input: {eventId: \"%s\", subjects: [\"another\"]}) { __typename } }"
				.formatted(conference.id()))
			.executeAndVerify();
	}

}
