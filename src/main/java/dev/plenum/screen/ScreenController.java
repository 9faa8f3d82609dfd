package dev.plenum.screen;

import java.net.InetSocketAddress;
import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.programme.Event;
import dev.plenum.screen.PairingDesk.ScreenCodeRequested;
import dev.plenum.screen.ScreenTokens.ScreenSignedIn;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code screen.graphqls}.
 */
@Controller
class ScreenController {

	private final PairingDesk pairing;

	private final ScreenDesk desk;

	private final ScreenTokens tokens;

	private final ScreenNews news;

	ScreenController(PairingDesk pairing, ScreenDesk desk, ScreenTokens tokens, ScreenNews news) {
		this.pairing = pairing;
		this.desk = desk;
		this.tokens = tokens;
		this.news = news;
	}

	@SchemaMapping(typeName = "Viewer")
	Mono<Screen> screen(@ContextValue Caller caller) {
		return this.tokens.of(caller);
	}

	@SchemaMapping
	Mono<List<Screen>> screens(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.desk.of(event.programme());
	}

	@MutationMapping
	Mono<ScreenCodeRequested> requestScreenCode(@Argument RequestScreenCodeInput input, @ContextValue Caller caller,
			@ContextValue(name = Rates.ADDRESS, required = false) @Nullable InetSocketAddress address) {
		return this.pairing.request(input.eventId(), caller, address);
	}

	@MutationMapping
	Mono<ScreenPaired> pairScreen(@Argument PairScreenInput input, @ContextValue Caller caller) {
		return this.pairing.pair(input, caller).map((screen) -> new ScreenPaired(screen, screen.event()));
	}

	@MutationMapping
	Mono<ScreenUpdated> updateScreen(@Argument UpdateScreenInput input, @ContextValue Caller caller) {
		return this.desk.update(input, caller).map((screen) -> new ScreenUpdated(screen, screen.event()));
	}

	@MutationMapping
	Mono<ScreenRevoked> revokeScreen(@Argument RevokeScreenInput input, @ContextValue Caller caller) {
		return this.desk.revoke(input.screenId(), caller).map((event) -> new ScreenRevoked(input.screenId(), event));
	}

	@MutationMapping
	Mono<ScreenSignedIn> signInScreen(@Argument SignInScreenInput input) {
		return this.tokens.signIn(input.screenId(), input.pairingSecret());
	}

	@MutationMapping
	Mono<ScreenSignedIn> renewScreenToken(@Argument RenewScreenTokenInput input) {
		return this.tokens.renew(input.refreshToken());
	}

	@SubscriptionMapping
	Flux<ScreenChange> screenChanged(@Argument String eventId, @ContextValue Caller caller, GraphQLContext context) {
		return this.news.changes(eventId, caller, context).map(ScreenChange::new);
	}

	@SchemaMapping
	Mono<Screen> screen(ScreenChange change, @ContextValue Caller caller) {
		return this.tokens.of(caller);
	}

	record ScreenChange(Event event) {
	}

	record SignInScreenInput(String screenId, String pairingSecret) {
	}

	record RenewScreenTokenInput(String refreshToken) {
	}

	record RequestScreenCodeInput(String eventId) {
	}

	record RevokeScreenInput(String screenId) {
	}

	record ScreenPaired(Screen screen, Event event) {
	}

	record ScreenUpdated(Screen screen, Event event) {
	}

	record ScreenRevoked(String removedId, Event event) {
	}

}
