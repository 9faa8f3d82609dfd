package dev.plenum.exhibitor;

import java.time.Duration;
import java.util.Set;

import dev.plenum.platform.Repeatedly;
import dev.plenum.platform.mongo.AuditedCollection;
import dev.plenum.platform.startup.StartUpStep;
import dev.plenum.platform.startup.StartUpStep.Phase;
import dev.plenum.programme.NodeFinder;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the exhibition.
 */
@Configuration(proxyBeanMethods = false)
@Import({ BoothController.class, BoothDesk.class, BoothNews.class, Categories.class, ExhibitorController.class,
		Exhibitors.class, FloorController.class, FloorDesk.class, Offers.class, RemovalDesk.class, ShowFloors.class })
public class ExhibitorConfiguration {

	@Bean
	AuditedCollection auditedExhibitors() {
		return new AuditedCollection(Exhibitors.COLLECTION);
	}

	@Bean
	AuditedCollection auditedCategories() {
		return new AuditedCollection(Categories.COLLECTION);
	}

	@Bean
	StartUpStep exhibitorIndexes(Exhibitors exhibitors, Categories categories, Offers offers) {
		return new StartUpStep(Phase.GROUNDWORK,
				() -> exhibitors.ensureIndexes().then(categories.ensureIndexes()).then(offers.ensureIndexes()));
	}

	@Bean(destroyMethod = "dispose")
	Disposable interruptedRemovalsAreCompleted(RemovalDesk removals) {
		return Repeatedly.every(Duration.ofSeconds(30), removals::settle);
	}

	@Bean
	NodeFinder exhibitorNodes(ShowFloors floors) {
		return new NodeFinder(Set.of(Exhibitors.ID_PREFIX, Categories.ID_PREFIX), (id, programme, caller) -> floors
			.of(programme.id())
			.get()
			.flatMap((floor) -> Mono.<Object>justOrEmpty(floor.find(id, programme))
				.switchIfEmpty(Mono
					.justOrEmpty(floor.category(id).map((category) -> new ExhibitorCategory(programme, category))))));
	}

}
