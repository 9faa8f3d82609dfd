package dev.plenum.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import dev.plenum.Clients;
import dev.plenum.DatabaseCommands;
import dev.plenum.LiveServer;
import dev.plenum.agenda.AgendaDesk;
import dev.plenum.exhibitor.file.ExhibitorImport;
import dev.plenum.interchange.ImportDesk;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.Events;
import dev.plenum.seating.SeatDesk;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo of the local mode takes place on the day on which it is tried out.
 */
@LiveServer
class DemoConferenceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration FOUR_DAYS = Duration.ofDays(4);

	@Autowired
	private Clients clients;

	@Autowired
	private DemoConference demo;

	@Autowired
	private DatabaseCommands database;

	@Autowired
	private Programmes programmes;

	@Autowired
	private Events events;

	@Autowired
	private ImportDesk imported;

	@Autowired
	private ExhibitorImport exhibitors;

	@Autowired
	private SeatDesk seats;

	@Autowired
	private AgendaDesk agendas;

	@Test
	void theDemoTakesPlaceNowWithSeatsWaitingListAttendeesAndExhibitors() {
		Response shown = this.clients.organiser().document("""
				{ event(slug: "demo") { slug name(lang: "sv") startsOn assumed
				    sessions(first: 100, filter: { kinds: [WORKSHOP] }) { nodes { seats { taken waiting } } }
				    nowAndNext { now { kind seats { capacity } } } exhibitors { totalCount } } }""").execute();
		String today = LocalDate.now(DemoFiles.ZONE).toString();
		shown.path("event.slug").entity(String.class).isEqualTo("demo-" + today);
		shown.path("event.startsOn").entity(String.class).isEqualTo(today);
		shown.path("event.name").entity(String.class).isEqualTo("Socialchefsdagarna (demo)");
		shown.path("event.assumed").entityList(String.class).hasSize(2);
		shown.path("event.exhibitors.totalCount").entity(Integer.class).isEqualTo(12);
		shown.path("event.nowAndNext.now[?(@.kind == 'WORKSHOP')].seats.capacity")
			.entityList(Integer.class)
			.containsExactly(DemoFiles.SEATS);
		assertThat(shown.path("event.sessions.nodes[*].seats.waiting").entityList(Integer.class).get()).contains(2);
		assertThat(shown.path("event.sessions.nodes[*].seats.taken").entityList(Integer.class).get()).contains(0, 2, 6);
	}

	@Test
	void aStartThatFindsTheDemoAsksTheDatabaseNothing() {
		this.database.reset();
		assertThat(this.demo.load().blockOptional(PATIENCE)).isEmpty();
		assertThat(this.database.asked()).isEmpty();
	}

	@Test
	void theFirstStartAfterTheLastDayArchivesTheDemoAndMakesANewOne() {
		String alias = "demo-" + UUID.randomUUID().toString().substring(0, 8);
		String first = demo(alias, Duration.ZERO).load().block(PATIENCE);
		assertThat(demo(alias, Duration.ofDays(2)).load().blockOptional(PATIENCE)).isEmpty();
		assertThat(slug(alias)).isEqualTo(first);
		String second = demo(alias, FOUR_DAYS).load().block(PATIENCE);
		assertThat(second).isEqualTo(alias + "-" + LocalDate.now(DemoFiles.ZONE).plusDays(4));
		assertThat(slug(alias)).isEqualTo(second);
		this.clients.anonymous()
			.document("query ($slug: String) { event(slug: $slug) { state } }")
			.variable("slug", first)
			.execute()
			.path("event.state")
			.entity(String.class)
			.isEqualTo("ARCHIVED");
	}

	@Test
	void anInterruptedStartIsCompletedByTheNextOneAlsoOnTheNextDay() {
		String alias = "demo-" + UUID.randomUUID().toString().substring(0, 8);
		LocalDate today = LocalDate.now(DemoFiles.ZONE);
		String slug = alias + "-" + today;
		this.imported.importNew(slug, () -> DemoFiles.programme(slug, today).getInputStream(), List.of("organiser"))
			.block(PATIENCE);
		assertThat(demo(alias, Duration.ofDays(1)).load().block(PATIENCE)).isEqualTo(slug);
		assertThat(slug(alias)).isEqualTo(slug);
		assertThat(demo(alias, Duration.ofDays(1)).load().blockOptional(PATIENCE)).isEmpty();
	}

	private String slug(String alias) {
		return this.clients.anonymous()
			.document("query ($slug: String) { event(slug: $slug) { slug } }")
			.variable("slug", alias)
			.execute()
			.path("event.slug")
			.entity(String.class)
			.get();
	}

	private DemoConference demo(String alias, Duration later) {
		Instant then = Instant.now().plus(later);
		return new DemoConference(alias, this.programmes, this.events, this.imported, this.exhibitors, this.seats,
				this.agendas, InstantSource.fixed(then));
	}

}
