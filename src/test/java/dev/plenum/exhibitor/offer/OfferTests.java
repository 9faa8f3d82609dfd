package dev.plenum.exhibitor.offer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Fair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Offers and claims, on a live server.
 */
@LiveServer
class OfferTests {

	private static final String CLAIM = "claim { claimNumber claimedAt offer { claimLimit claimsLeft } } } ... on OfferExhausted { offer { claimsLeft } } ... on OfferOver { offer { id }";

	@Autowired
	private Clients clients;

	private Fair fair;

	private String booth;

	@BeforeEach
	void openABooth() {
		this.fair = Fair.of(this.clients);
		this.booth = this.fair.staffed("Larm", "staff");
	}

	@Test
	void everybodyReadsOffersByStart() {
		put("tavling", Map.of("title", Fair.text("Tävling"), "availableFrom", this.fair.conference().in(3)));
		put("demo", Map.of("title", Fair.text("Demo"), "description", Fair.text("Klockan två"), "availableFrom",
				this.fair.conference().in(1), "availableUntil", this.fair.conference().in(2), "claimLimit", 8));
		String id = put("broschyr", Map.of("title", Fair.text("Broschyr"))).path("putOffer.offer.id")
			.entity(String.class)
			.get();
		offers("title description claimLimit claimsLeft myClaim { claimNumber }").path("node.offers")
			.matchesJsonStrictly(
					"""
							[{ "title": "Broschyr", "description": null, "claimLimit": null, "claimsLeft": null, "myClaim": null },
							 { "title": "Demo", "description": "Klockan två", "claimLimit": 8, "claimsLeft": 8, "myClaim": null },
							 { "title": "Tävling", "description": null, "claimLimit": null, "claimsLeft": null, "myClaim": null }]""");
		this.clients.anonymous()
			.document("query ($id: ID!) { node(id: $id) { ... on Offer { title exhibitor { name } } } }")
			.variable("id", id)
			.execute()
			.path("node")
			.matchesJson("{ \"title\": \"Broschyr\", \"exhibitor\": { \"name\": \"Larm\" } }");
	}

	@Test
	void fieldsThatAreLeftOutStayAndNullRemovesThem() {
		put("demo", Map.of("title", Fair.text("Demo"), "description", Fair.text("Text"), "claimLimit", 3));
		Map<String, @Nullable Object> clear = new HashMap<>();
		clear.put("description", null);
		put("demo", clear).path("putOffer.offer")
			.matchesJson("{ \"title\": \"Demo\", \"claimLimit\": 3, \"claimsLeft\": 3 }");
		offers("description").path("node.offers[0].description").valueIsNull();
		clear.put("claimLimit", null);
		put("demo", clear).path("putOffer.offer").matchesJson("{ \"claimLimit\": null, \"claimsLeft\": null }");
	}

	@Test
	void anAttendeeClaimsOnceWhileClaimsAreLeft() {
		String offer = limited(1);
		String first = claim("anna", offer).path("claimOffer").entity(Object.class).get().toString();
		assertThat(first).contains("OfferClaimed", "claimNumber=1", "claimsLeft=0");
		assertThat(claim("anna", offer).path("claimOffer").entity(Object.class).get()).hasToString(first);
		claim("bo", offer).path("claimOffer").matchesJson("""
				{ "__typename": "OfferExhausted", "offer": { "claimsLeft": 0 },
				  "message": "Nothing is left of this offer." }""");
		this.fair.as("anna")
			.document(
					"query ($id: ID!) { event(id: $id) { myClaims { claimNumber offer { title myClaim { claimNumber } } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myClaims")
			.matchesJsonStrictly(
					"[{ \"claimNumber\": 1, \"offer\": { \"title\": \"Armband\", \"myClaim\": { \"claimNumber\": 1 } } }]");
		this.fair.as("bo")
			.document("query ($id: ID!) { event(id: $id) { myClaims { claimNumber } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myClaims")
			.entityList(Object.class)
			.hasSize(0);
	}

	@Test
	void loweringALimitTakesNoClaimAway() {
		String offer = limited(2);
		claim("anna", offer).errors().verify();
		claim("bo", offer).errors().verify();
		put("armband", Map.of("claimLimit", 1)).path("putOffer.offer")
			.matchesJson("{ \"claimLimit\": 1, \"claimsLeft\": 0 }");
		assertThat(type(claim("bo", offer))).isEqualTo("OfferClaimed");
		put("armband", Map.of("claimLimit", 2)).path("putOffer.offer")
			.matchesJson("{ \"claimLimit\": 2, \"claimsLeft\": 0 }");
		assertThat(type(claim("cia", offer))).isEqualTo("OfferExhausted");
		put("armband", Map.of("claimLimit", 3)).path("putOffer.offer")
			.matchesJson("{ \"claimLimit\": 3, \"claimsLeft\": 1 }");
		put("armband", Map.of("claimLimit", 3)).path("putOffer.offer")
			.matchesJson("{ \"claimLimit\": 3, \"claimsLeft\": 1 }");
		assertThat(type(claim("cia", offer))).isEqualTo("OfferClaimed");
	}

	@Test
	void anEndedOfferKeepsItsClaimsAndAcceptsNoNewOnes() {
		String offer = limited(5);
		claim("anna", offer).errors().verify();
		put("armband", Map.of("availableUntil", this.fair.conference().in(-1))).errors().verify();
		assertThat(type(claim("anna", offer))).isEqualTo("OfferClaimed");
		assertThat(type(claim("bo", offer))).isEqualTo("OfferOver");
	}

	@Test
	void aRemovedOfferIsGoneAndRemovingItAgainChangesNothing() {
		String offer = limited(5);
		for (int i = 0; i < 2; i++) {
			Fair.mutate(this.fair.as("staff"), "removeOffer", "OfferRemoved", "removedId exhibitor { offers { id } }",
					Map.of("exhibitorId", this.booth, "offerId", offer))
				.path("removeOffer.exhibitor.offers")
				.entityList(Object.class)
				.hasSize(0);
		}
		code(claim("anna", offer), "NOT_FOUND");
	}

	@Test
	void offersGoWithTheirExhibitor() {
		String offer = limited(5);
		Fair.mutate(this.fair.conference().organiser(), "removeExhibitor", "ExhibitorRemoved", "event { id }",
				Map.of("exhibitorId", this.booth))
			.errors()
			.verify();
		code(claim("anna", offer), "NOT_FOUND");
		this.fair.staffed("Larm", "staff");
		offers("id").path("node.offers").entityList(Object.class).hasSize(0);
	}

	@Test
	void aPutOfAnotherVersionIsOutdatedUnlessTheOfferIsAsAsked() {
		String offer = limited(2);
		claim("anna", offer).errors().verify();
		assertThat(putType(Map.of("claimLimit", 9, "expectedVersion", 0))).isEqualTo("Outdated");
		put("armband", Map.of("claimLimit", 3, "expectedVersion", 1)).path("putOffer.offer.version")
			.entity(Integer.class)
			.isEqualTo(2);
		assertThat(putType(Map.of("claimLimit", 3, "expectedVersion", 1))).isEqualTo("OfferPut");
		put("armband", Map.of("claimLimit", 9, "expectedVersion", 1)).path("putOffer.current.version")
			.entity(Integer.class)
			.isEqualTo(2);
		put("other", Map.of("title", Fair.text("O"), "expectedVersion", 1)).path("putOffer.current").valueIsNull();
		put("other", Map.of("title", Fair.text("O"), "expectedVersion", 0)).path("putOffer.offer.version")
			.entity(Integer.class)
			.isEqualTo(1);
	}

	@Test
	void badInputIsRefusedWithItsPlace() {
		refused(put("x", Map.of("description", Fair.text("utan titel"))), "title");
		refused(put("x", Map.of("title", Fair.text("t"), "claimLimit", -1)), "claimLimit");
		refused(put("x", Map.of("title", Fair.text("t"), "claimLimit", 10_001)), "claimLimit");
		refused(put("x", Map.of("title", Fair.text("t"), "availableFrom", this.fair.conference().in(2),
				"availableUntil", this.fair.conference().in(1))), "availableUntil");
		refused(claim("anna",
				put("x", Map.of("title", Fair.text("t"))).path("putOffer.offer.id").entity(String.class).get()),
				"offerId");
	}

	@Test
	void staffCannotChangeTheOfferOfAnotherExhibitor() {
		String offer = limited(5);
		String other = this.fair.staffed("Annan", "other");
		code(Fair.mutate(this.fair.as("other"), "putOffer", "OfferPut", "offer { id }",
				Map.of("exhibitorId", other, "id", offer, "claimLimit", 500)), "NOT_FOUND");
		Fair.mutate(this.fair.as("other"), "removeOffer", "OfferRemoved", "exhibitor { id }",
				Map.of("exhibitorId", other, "offerId", offer))
			.errors()
			.verify();
		offers("claimLimit").path("node.offers").matchesJsonStrictly("[{ \"claimLimit\": 5 }]");
	}

	@Test
	void nothingIsClaimedWhenTheEventIsOver() {
		String offer = limited(1);
		this.clients.administrator()
			.document(
					"mutation ($slug: String!) { putEvent(input: { slug: $slug, startsOn: \"2020-05-10\", endsOn: \"2020-05-12\" }) { ... on EventPut { event { id } } } }")
			.variable("slug", this.fair.conference().slug())
			.executeAndVerify();
		assertThat(type(claim("anna", offer))).isEqualTo("EventClosed");
	}

	@Test
	void deletedClaimsStillCount() {
		String offer = limited(1);
		claim("anna", offer).errors().verify();
		assertThat(exported("anna")).contains(offer);
		this.fair.conference().deleteMyData("anna").errors().verify();
		assertThat(exported("anna")).doesNotContain(offer);
		this.fair.as("staff")
			.document(
					"query ($id: ID!) { node(id: $id) { ... on Exhibitor { numbers { claimCount hours { claimCount } } } } }")
			.variable("id", this.booth)
			.execute()
			.path("node.numbers")
			.matchesJsonStrictly("{ \"claimCount\": 1, \"hours\": [{ \"claimCount\": 1 }] }");
		assertThat(type(claim("anna", offer))).isEqualTo("OfferExhausted");
	}

	private String exported(String name) {
		return this.fair.as(name)
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData.claims")
			.entity(Object.class)
			.get()
			.toString();
	}

	private String limited(int limit) {
		return put("armband", Map.of("title", Fair.text("Armband"), "claimLimit", limit)).path("putOffer.offer.id")
			.entity(String.class)
			.get();
	}

	private Response put(String key, Map<String, ? extends @Nullable Object> more) {
		Map<String, @Nullable Object> input = new HashMap<>(more);
		input.put("exhibitorId", this.booth);
		input.put("key", key);
		return Fair.mutate(this.fair.as("staff"), "putOffer", "OfferPut",
				"offer { id title claimLimit claimsLeft version } } ... on Outdated { current { ... on Offer { version } }",
				input);
	}

	private String putType(Map<String, ?> more) {
		return put("armband", more).path("putOffer.__typename").entity(String.class).get();
	}

	private Response claim(String name, String offer) {
		return Fair.mutate(this.fair.as(name), "claimOffer", "OfferClaimed", CLAIM, Map.of("offerId", offer));
	}

	private static String type(Response claim) {
		return claim.path("claimOffer.__typename").entity(String.class).get();
	}

	private Response offers(String fields) {
		return this.clients.anonymous()
			.document("query ($id: ID!) { node(id: $id) { ... on Exhibitor { offers { %s } } } }".formatted(fields))
			.variable("id", this.booth)
			.execute();
	}

	private static void refused(Response response, String field) {
		response.errors().satisfy((errors) -> {
			assertThat(errors).singleElement();
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", "BAD_INPUT")
				.containsEntry("path", List.of("input", field));
		});
	}

	private static void code(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
