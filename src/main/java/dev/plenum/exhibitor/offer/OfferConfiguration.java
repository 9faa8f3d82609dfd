package dev.plenum.exhibitor.offer;

import java.util.Set;

import dev.plenum.exhibitor.Offers;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.programme.NodeFinder;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of the offers of exhibitors.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ClaimVisits.class, LinkedClaims.class, OfferController.class, OfferDesk.class, PersonalClaims.class })
public class OfferConfiguration {

	@Bean
	NodeFinder offerNodes(ShowFloors floors) {
		return new NodeFinder(Set.of(Offers.ID_PREFIX),
				(id, programme, caller) -> floors.of(programme.id())
					.get()
					.flatMap((floor) -> Mono
						.justOrEmpty(floor.offer(id).flatMap((offer) -> Offer.of(offer, floor, programme)))));
	}

}
