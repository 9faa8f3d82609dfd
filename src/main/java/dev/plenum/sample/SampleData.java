package dev.plenum.sample;

import java.util.List;

import dev.plenum.exhibitor.file.ExhibitorImport;
import dev.plenum.interchange.ImportDesk;
import dev.plenum.platform.Ids;
import dev.plenum.platform.security.ConditionalOnLocalMode;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Imports the sample conferences that the database does not have yet, and the demo, in
 * local mode.
 */
@Component
@ConditionalOnLocalMode
class SampleData {

	private static final Logger log = LoggerFactory.getLogger(SampleData.class);

	private static final List<String> CONFERENCES = List.of("aktuell-socialpolitik-2019", "socialchefsdagarna-2021",
			"socialchefsdagarna-2023", "socialchefsdagarna-2024", "socialrattsdagen-2021");

	/** The subject of the organiser's token in local mode. */
	static final List<String> ORGANISERS = List.of("organiser");

	/** The sample conference with an exhibition. */
	private static final String EXHIBITION = "socialchefsdagarna-2024";

	private final ImportDesk imported;

	private final ExhibitorImport exhibitors;

	private final DemoConference demo;

	private final DemoParticipants participants;

	SampleData(ImportDesk imported, ExhibitorImport exhibitors, DemoConference demo, DemoParticipants participants) {
		this.imported = imported;
		this.exhibitors = exhibitors;
		this.demo = demo;
		this.participants = participants;
	}

	Mono<Void> load() {
		return Flux.fromIterable(CONFERENCES)
			.concatMap(this::load)
			.map(Programme::event)
			.map(Event::slug)
			.concatWith(this.demo.load())
			.collectList()
			.doOnNext((loaded) -> log.info("Sample conferences loaded: {}",
					loaded.isEmpty() ? "none, all of them exist already" : String.join(", ", loaded)))
			.then(this.exhibitors.intoEmpty(Ids.event(EXHIBITION), () -> SampleFiles.text(EXHIBITION + "-exhibitors")))
			.then(this.participants.load());
	}

	private Mono<Programme> load(String name) {
		return this.imported.importNew(name, SampleFiles.file(name), ORGANISERS);
	}

}
