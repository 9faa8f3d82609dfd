package dev.plenum.exhibitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import dev.plenum.exhibitor.BoothNews.BoothChange;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.web.GraphQlSocket;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The subscription to booths, on a live server.
 */
@Tag("slow")
@LiveServer
class BoothChangedTests {

	@Autowired
	private Clients clients;

	@Autowired
	private Programmes programmes;

	@Autowired
	private ShowFloors floors;

	@Test
	void everyChangeOfABoothThatAttendeesSeeIsReported() {
		Fair fair = Fair.of(this.clients);
		String category = fair.category("it", "IT");
		String booth = fair.staffed("Larm", "staff");
		fair.put("Larm", Map.of("categoryIds", List.of(category))).errors().verify();
		String other = fair.staffed("Annan", "staff");
		Flux<Told> heard = this.clients.listener()
			.document(
					"subscription ($event: ID!) { boothChanged(eventId: $event) { id exhibiting boothState boothNote description categories { name } offers { title claimsLeft } } }")
			.variable("event", fair.id())
			.executeSubscription()
			.toFlux("boothChanged", Told.class)
			.publishOn(Schedulers.boundedElastic());
		Disposable knocking = Flux.interval(Duration.ofMillis(100), Schedulers.boundedElastic())
			.onBackpressureDrop()
			.subscribe((i) -> mutate(fair, "setBoothState",
					Map.of("exhibitorId", other, "state", (i % 2 == 0) ? "BUSY" : "OPEN")));
		try {
			StepVerifier.create(heard).assertNext((told) -> {
				assertThat(told.id()).isEqualTo(other);
				knocking.dispose();
			})
				.then(() -> mutate(fair, "setBoothState",
						Map.of("exhibitorId", booth, "state", "CLOSED", "note", "Lunch")))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told).extracting(Told::boothNote, Told::exhibiting)
					.containsExactly("Lunch", true))
				.then(() -> mutate(fair, "updateBooth",
						Map.of("exhibitorId", booth, "description", Fair.text("Trygghet"))))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told.description()).isEqualTo("Trygghet"))
				.then(() -> mutate(fair, "putOffer",
						Map.of("exhibitorId", booth, "key", "o", "title", Fair.text("Mugg"), "claimLimit", 3)))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told.offers()).hasToString("[{title=Mugg, claimsLeft=3}]"))
				.then(() -> claim(fair, booth))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told.offers()).hasToString("[{title=Mugg, claimsLeft=2}]"))
				.then(() -> fair.category("it", "System"))
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> assertThat(told.categories()).hasToString("[{name=System}]"))
				.then(() -> Fair
					.mutate(fair.conference().organiser(), "removeExhibitor", "ExhibitorRemoved", "__typename",
							Map.of("exhibitorId", booth))
					.errors()
					.verify())
				.thenConsumeWhile((told) -> told.id().equals(other))
				.assertNext((told) -> {
					assertThat(told.exhibiting()).isFalse();
					assertThat(told.description()).isEqualTo("Trygghet");
				})
				.thenCancel()
				.verify(Duration.ofSeconds(20));
		}
		finally {
			knocking.dispose();
		}
	}

	@Test
	void subscribersReceiveTheSameReportsFromTheTimeWhenTheyJoin() {
		Fair fair = Fair.of(this.clients);
		fair.exhibitor("Larm", Map.of());
		fair.exhibitor("Annan", Map.of());
		ShowFloor floor = this.floors.of(fair.id()).get().blockOptional().orElseThrow();
		List<BoothChange> changes = floor.stands().map((stand) -> new BoothChange(stand, false)).toList();
		BoothReports reports = this.programmes.live(fair.id())
			.get()
			.map((programme) -> new BoothReports(programme, floor).with(changes.getLast(), floor))
			.blockOptional()
			.orElseThrow();
		BoothListener early = new BoothListener(Caller.ANONYMOUS, null);
		BoothListener late = new BoothListener(Caller.ANONYMOUS, null);
		assertThat(early.next(reports)).as("reported before").isNull();
		reports = reports.with(changes.getFirst(), floor).with(changes.getLast(), floor);
		assertThat(late.next(reports)).isNull();
		reports = reports.with(changes.getFirst(), floor);
		assertThat(early.next(reports)).as("only the latest report of each booth")
			.extracting(Exhibitor::id)
			.isEqualTo(changes.getLast().id());
		assertThat(early.next(reports)).isNotNull().isSameAs(late.next(reports));
		assertThat(early.next(reports)).isNull();
		assertThat(late.next(reports)).isNull();
	}

	@Test
	void aSubscriberContinuesAfterAReconnectOrNeedsAResync() {
		Fair fair = Fair.of(this.clients);
		String booth = fair.staffed("Larm", "staff");
		List<Map<String, Object>> messages = List.of();
		try (GraphQlSocket socket = listening(fair, null)) {
			for (int i = 0; messages.isEmpty(); i++) {
				setState(fair, booth, (i % 2 == 0) ? "BUSY" : "OPEN");
				messages = socket.untilQuiet(Duration.ofMillis(1200));
			}
		}
		String resume = resume(messages.getLast());
		setState(fair, booth, "CLOSED");
		try (GraphQlSocket socket = listening(fair, resume)) {
			Map<String, Object> next = socket.next();
			assertThat(next.toString()).contains("boothState=CLOSED");
			assertThat(resume(next)).hasSizeLessThanOrEqualTo(64).isNotEqualTo(resume);
		}
		for (String forged : List.of(".elsewhere-0", ".0", ".-1", resume.substring(resume.indexOf('.')) + "000")) {
			try (GraphQlSocket socket = listening(fair, resume.substring(0, resume.indexOf('.')) + forged)) {
				assertThat(socket.next().toString()).as(forged).contains("RESYNC_REQUIRED");
			}
		}
	}

	private GraphQlSocket listening(Fair fair, @Nullable String resume) {
		GraphQlSocket socket = GraphQlSocket.connect(this.clients.address("ws", "/graphql"),
				(resume != null) ? Map.of("resume", List.of(resume)) : null);
		socket.subscribe("s", "subscription ($event: ID!) { boothChanged(eventId: $event) { boothState } }",
				Map.of("event", fair.id()));
		return socket;
	}

	private static String resume(Map<String, Object> message) {
		return JsonMapper.shared().valueToTree(message).at("/payload/extensions/resume").asString();
	}

	private static void setState(Fair fair, String booth, String state) {
		mutate(fair, "setBoothState", Map.of("exhibitorId", booth, "state", state));
	}

	private static void claim(Fair fair, String booth) {
		String offer = fair.as("ann")
			.document("query ($id: ID!) { node(id: $id) { ... on Exhibitor { offers { id } } } }")
			.variable("id", booth)
			.execute()
			.path("node.offers[0].id")
			.entity(String.class)
			.get();
		Fair.mutate(fair.as("ann"), "claimOffer", "OfferClaimed", "__typename", Map.of("offerId", offer))
			.errors()
			.verify();
	}

	private static void mutate(Fair fair, String mutation, Map<String, ?> input) {
		String type = switch (mutation) {
			case "setBoothState" -> "BoothStateSet";
			case "updateBooth" -> "BoothUpdated";
			default -> "OfferPut";
		};
		Fair.mutate(fair.as("staff"), mutation, type, "__typename", input).errors().verify();
	}

	private record Told(String id, boolean exhibiting, String boothState, @Nullable String boothNote,
			@Nullable String description, List<Map<String, Object>> categories, List<Map<String, Object>> offers) {
	}

}
