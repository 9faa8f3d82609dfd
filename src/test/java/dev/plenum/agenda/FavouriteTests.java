package dev.plenum.agenda;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.Everybody;
import dev.plenum.exhibitor.Fair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Favourite exhibitors and notes on them.
 */
@Tag("slow")
@LiveServer
class FavouriteTests {

	private static final String LIST = """
			query ($id: ID, $only: Boolean) { event(id: $id) { exhibitors(first: 100, filter: { favourites: $only }) {
			  nodes { name favourite myNote } } } }""";

	private static final Map<String, String> OUTCOMES = Map.of("favouriteExhibitor", "ExhibitorFavourited",
			"unfavouriteExhibitor", "ExhibitorUnfavourited", "putExhibitorNote", "ExhibitorNotePut");

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@Autowired
	private Clients clients;

	@Autowired
	private Agendas agendas;

	private Fair fair;

	private String trygg;

	@BeforeEach
	void openAFair() {
		this.fair = Fair.of(this.clients);
		this.trygg = this.fair.staffed("trygg", "staff");
		this.fair.staffed("other", "rival");
	}

	@Test
	void favouritesAreMarkedListedAndUnmarked() {
		mutate("ann", "favouriteExhibitor", "").path("favouriteExhibitor.exhibitor.favourite")
			.entity(Boolean.class)
			.isEqualTo(true)
			.path("favouriteExhibitor.agenda.favourites[*].name")
			.entityList(String.class)
			.containsExactly("trygg");
		assertThat(list("ann", true)).containsExactly("trygg");
		assertThat(list("ann", false)).containsExactly("other");
		assertThat(list("ann", null)).containsExactly("other", "trygg");
		mutate("ann", "unfavouriteExhibitor", "").path("unfavouriteExhibitor.exhibitor.favourite")
			.entity(Boolean.class)
			.isEqualTo(false);
		assertThat(list("ann", true)).isEmpty();
	}

	@Test
	void aRepeatedMutationIsWrittenOnce() {
		for (String mutation : List.of("favouriteExhibitor", "putExhibitorNote", "unfavouriteExhibitor")) {
			mutate("ann", mutation, "hi").errors().verify();
			long version = version("ann");
			mutate("ann", mutation, "hi").errors().verify();
			assertThat(version("ann")).as(mutation).isEqualTo(version);
		}
	}

	@Test
	void onlyItsAuthorReadsANote() {
		mutate("ann", "favouriteExhibitor", "").errors().verify();
		mutate("ann", "putExhibitorNote", "ask for a price").path("putExhibitorNote.exhibitor.myNote")
			.entity(String.class)
			.isEqualTo("ask for a price");
		Everybody.at(this.fair, this.clients).forEach((who, client) -> {
			if (who.equals("the attendee")) {
				return;
			}
			Response response = client.document(LIST).variable("id", this.fair.id()).execute();
			response.path("event.exhibitors.nodes[?(@.favourite == true)]").entityList(Object.class).hasSize(0);
			response.path("event.exhibitors.nodes[?(@.myNote != null)]").entityList(Object.class).hasSize(0);
		});
		mutate("ann", "putExhibitorNote", "").path("putExhibitorNote.exhibitor.myNote").valueIsNull();
	}

	@Test
	void everyCallerWithATokenHasFavouritesAndNotes() {
		Everybody everybody = Everybody.at(this.fair, this.clients);
		List.of("favouriteExhibitor", "unfavouriteExhibitor", "putExhibitorNote")
			.forEach((mutation) -> everybody.expectWithToken((client) -> mutate(client, mutation, this.trygg, "own")));
	}

	@Test
	void mutationsWithoutATokenOrAnExhibitorFail() {
		for (String mutation : List.of("favouriteExhibitor", "unfavouriteExhibitor", "putExhibitorNote")) {
			refused(mutate(this.clients.anonymous(), mutation, this.trygg, ""), "UNAUTHENTICATED");
			refused(mutate(this.fair.as("ann"), mutation, "exh_no_such", ""), "NOT_FOUND");
		}
		refused(this.clients.anonymous().document(LIST).variable("id", this.fair.id()).variable("only", true).execute(),
				"UNAUTHENTICATED");
	}

	@Test
	void aListReadsTheDatabaseOnceAndWithoutATokenNever(@Autowired DatabaseCommands commands) {
		list("ann", null);
		commands.reset();
		this.clients.anonymous().document(LIST).variable("id", this.fair.id()).executeAndVerify();
		list("ann", null);
		assertThat(commands.asked()).isEmpty();
		list("bob", null);
		list("bob", null);
		assertThat(commands.asked()).containsExactly("find");
	}

	@Test
	void changesOnAnotherDeviceAreReported() {
		this.clients.token(this.fair.conference().person("ann"));
		List<String> heard = new CopyOnWriteArrayList<>();
		Disposable listening = this.clients.listener(this.fair.conference().person("ann"))
			.document(
					"subscription ($id: ID!) { myAgendaChanged(eventId: $id) { kind exhibitor { name favourite myNote } agenda { favourites { name } } } }")
			.variable("id", this.fair.id())
			.executeSubscription()
			.toFlux("myAgendaChanged", Map.class)
			.subscribe((change) -> heard.add(change.toString()), (ex) -> heard.add(ex.toString()));
		try {
			await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
				mutate("ann", "putExhibitorNote", String.valueOf(System.nanoTime())).errors().verify();
				return !heard.isEmpty();
			});
			mutate("bob", "favouriteExhibitor", "").errors().verify();
			mutate("ann", "putExhibitorNote", "last").errors().verify();
			mutate("ann", "favouriteExhibitor", "").errors().verify();
			mutate("ann", "unfavouriteExhibitor", "").errors().verify();
			await().atMost(PATIENCE).until(() -> heard.getLast().contains("kind=UNFAVOURITE"));
			assertThat(heard.subList(heard.size() - 3, heard.size())).containsExactly(
					"{kind=EXHIBITOR_NOTE, exhibitor={name=trygg, favourite=false, myNote=last}, agenda={favourites=[]}}",
					"{kind=FAVOURITE, exhibitor={name=trygg, favourite=true, myNote=last}, agenda={favourites=[{name=trygg}]}}",
					"{kind=UNFAVOURITE, exhibitor={name=trygg, favourite=false, myNote=last}, agenda={favourites=[]}}");
		}
		finally {
			listening.dispose();
		}
	}

	@Test
	void favouritesAndNotesAreExported() {
		mutate("ann", "favouriteExhibitor", "").errors().verify();
		mutate("ann", "putExhibitorNote", "mine").errors().verify();
		this.fair.as("ann")
			.document("{ exportMyData }")
			.execute()
			.path("exportMyData.agendas[0].favouriteExhibitors[0].exhibitorId")
			.entity(String.class)
			.isEqualTo(this.trygg)
			.path("exportMyData.agendas[0].exhibitorNotes[0].text")
			.entity(String.class)
			.isEqualTo("mine");
	}

	@Test
	void aLateRepetitionUndoesNothingNewer() {
		once("unfavouriteExhibitor", "u1");
		mutate("ann", "favouriteExhibitor", "").errors().verify();
		once("unfavouriteExhibitor", "u1").path("unfavouriteExhibitor.exhibitor.favourite")
			.entity(Boolean.class)
			.isEqualTo(true);
		once("unfavouriteExhibitor", "u2").path("unfavouriteExhibitor.exhibitor.favourite")
			.entity(Boolean.class)
			.isEqualTo(false);
	}

	private Response once(String mutation, String request) {
		return this.fair.as("ann")
			.document(
					"mutation { %s(input: {exhibitorId: \"%s\", requestId: \"%s\"}) { ... on %s { exhibitor { favourite } } } }"
						.formatted(mutation, this.trygg, request, OUTCOMES.get(mutation)))
			.execute();
	}

	private long version(String name) {
		return this.agendas.of(new AgendaOwner(this.fair.id(), this.fair.conference().person(name), null))
			.blockOptional()
			.orElseThrow()
			.version();
	}

	private List<String> list(String name, Boolean only) {
		return this.fair.as(name)
			.document(LIST)
			.variable("id", this.fair.id())
			.variable("only", only)
			.execute()
			.path("event.exhibitors.nodes[*].name")
			.entityList(String.class)
			.get();
	}

	private Response mutate(String name, String mutation, String text) {
		return mutate(this.fair.as(name), mutation, this.trygg, text);
	}

	private static Response mutate(HttpGraphQlTester client, String mutation, String exhibitor, String text) {
		String note = mutation.equals("putExhibitorNote") ? ", text: \"" + text + '"' : "";
		return client.document(
				"mutation { %s(input: {exhibitorId: \"%s\"%s}) { ... on %s { exhibitor { favourite myNote } agenda { favourites { name } } } } }"
					.formatted(mutation, exhibitor, note, OUTCOMES.get(mutation)))
			.execute();
	}

	private static void refused(Response response, String code) {
		response.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", code)));
	}

}
