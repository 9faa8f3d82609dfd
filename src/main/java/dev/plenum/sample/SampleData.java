package dev.plenum.sample;

import java.util.List;

import dev.plenum.interchange.ProgrammeImport;
import dev.plenum.platform.security.ConditionalOnLocalMode;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.programme.Event;
import dev.plenum.programme.Programme;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Loads the sample conferences that the database does not have yet, in local mode.
 */
@Component
@ConditionalOnLocalMode
@Order(StartUpStep.SAMPLES)
class SampleData implements StartUpStep {

	private static final Logger log = LoggerFactory.getLogger(SampleData.class);

	private static final List<String> CONFERENCES = List.of("aktuell-socialpolitik-2019", "socialchefsdagarna-2021",
			"socialchefsdagarna-2023", "socialchefsdagarna-2024", "socialrattsdagen-2021");

	/** The subject of the organiser's token in local mode. */
	private static final List<String> ORGANISERS = List.of("organiser");

	private final ProgrammeImport programmes;

	SampleData(ProgrammeImport programmes) {
		this.programmes = programmes;
	}

	@Override
	public Mono<Void> run() {
		return Flux.fromIterable(CONFERENCES)
			.concatMap(this::load)
			.map(Programme::event)
			.map(Event::slug)
			.collectList()
			.doOnNext((loaded) -> log.info("Sample conferences loaded: {}",
					loaded.isEmpty() ? "none, they were there" : String.join(", ", loaded)))
			.then();
	}

	private Mono<Programme> load(String name) {
		return this.programmes.importNew(new ClassPathResource("/sample/" + name + ".json", SampleData.class),
				ORGANISERS);
	}

}
