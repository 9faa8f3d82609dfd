package dev.plenum.exhibitor;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import graphql.GraphQLContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * The mutations by which an exhibitor's staff change their booth, and the subscription to
 * booths.
 */
@Controller
class BoothController {

	private final EventAccess access;

	private final BoothDesk desk;

	private final BoothNews news;

	BoothController(EventAccess access, BoothDesk desk, BoothNews news) {
		this.access = access;
		this.desk = desk;
		this.news = news;
	}

	@SubscriptionMapping
	Flux<Exhibitor> boothChanged(@Argument String eventId, @ContextValue Caller caller, GraphQLContext context) {
		return this.access.requiredEvent(eventId, caller)
			.flatMapMany((programme) -> this.news.broadcast(programme.id(), caller, context));
	}

	@MutationMapping
	Mono<BoothUpdated> updateBooth(@Argument UpdateBoothInput input, @ContextValue Caller caller) {
		return this.desk.update(input, caller).map(BoothUpdated::new);
	}

	@MutationMapping
	Mono<BoothStateSet> setBoothState(@Argument SetBoothStateInput input, @ContextValue Caller caller) {
		return this.desk.setState(input, caller).map(BoothStateSet::new);
	}

	record BoothUpdated(Exhibitor exhibitor) {
	}

	record BoothStateSet(Exhibitor exhibitor) {
	}

}
