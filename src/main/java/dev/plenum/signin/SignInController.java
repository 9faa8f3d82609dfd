package dev.plenum.signin;

import java.net.InetSocketAddress;

import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.signin.SignInDesk.SignInRefreshed;
import dev.plenum.signin.SignInDesk.SignInRevoked;
import dev.plenum.signin.SignInDesk.SignedIn;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code signin.graphqls} about sign-ins.
 */
@Controller
class SignInController {

	private final SignInDesk desk;

	private final EventAccess access;

	SignInController(SignInDesk desk, EventAccess access) {
		this.desk = desk;
		this.access = access;
	}

	@MutationMapping
	Mono<SignedIn> signIn(@Argument SignInInput input,
			@ContextValue(name = Rates.ADDRESS, required = false) @Nullable InetSocketAddress address) {
		return this.desk.signIn(input, address);
	}

	@MutationMapping
	Mono<SignInRefreshed> refreshSignIn(@Argument RefreshSignInInput input) {
		return this.desk.refresh(input.refreshToken());
	}

	@MutationMapping
	Mono<SignInRevoked> revokeSignIn(@Argument RevokeSignInInput input, @ContextValue Caller caller) {
		return this.desk.revoke(input.signInId(), caller);
	}

	@SchemaMapping(typeName = "Viewer")
	Flux<SignIn> signIns(@ContextValue Caller caller) {
		return this.desk.of(caller);
	}

	@SchemaMapping
	Mono<Event> event(SignedIn signedIn, @ContextValue Caller caller) {
		return this.access.visibleEvent(signedIn.programme().id(), caller).map(Programme::event);
	}

	@SchemaMapping
	Mono<Event> event(SignIn signIn, @ContextValue Caller caller) {
		return this.access.visibleEvent(signIn.programme().id(), caller).map(Programme::event);
	}

	record RefreshSignInInput(String refreshToken) {

		/**
		 * The token is left out, so that it is not logged.
		 */
		@Override
		public String toString() {
			return "RefreshSignInInput";
		}

	}

	record RevokeSignInInput(String signInId) {
	}

}
