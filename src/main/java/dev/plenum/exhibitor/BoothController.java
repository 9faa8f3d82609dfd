package dev.plenum.exhibitor;

import dev.plenum.platform.security.Caller;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/**
 * What the staff of an exhibitor say about it.
 */
@Controller
class BoothController {

	private final BoothDesk desk;

	BoothController(BoothDesk desk) {
		this.desk = desk;
	}

	@MutationMapping
	Mono<UpdateBoothPayload> updateBooth(@Argument UpdateBoothInput input, @ContextValue Caller caller) {
		return this.desk.update(input, caller);
	}

	@MutationMapping
	Mono<SetBoothStatePayload> setBoothState(@Argument SetBoothStateInput input, @ContextValue Caller caller) {
		return this.desk.setState(input, caller).map(SetBoothStatePayload::new);
	}

	record SetBoothStatePayload(Exhibitor exhibitor) {
	}

}
