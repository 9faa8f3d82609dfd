package dev.plenum.screen;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

import dev.plenum.platform.secret.DerivationKey;
import dev.plenum.platform.Sha256;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.token.RefreshTokens;
import dev.plenum.platform.token.RefreshTokens.Tokens;
import dev.plenum.platform.token.TokenIssuer;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Signs paired screens in. A screen has one sign-in, which ends with the event or when
 * the screen is revoked.
 */
@Component
class ScreenTokens {

	private static final String SUBJECT = TokenIssuer.SCREEN;

	private static final String KIND = "screen";

	/** How long after its code has expired a screen can collect its tokens again. */
	private static final Duration COLLECTING = Duration.ofMinutes(5);

	private final EventAccess access;

	private final Screens screens;

	private final RefreshTokens tokens;

	private final InstantSource clock;

	ScreenTokens(EventAccess access, Screens screens, RefreshTokens tokens, InstantSource clock) {
		this.access = access;
		this.screens = screens;
		this.tokens = tokens;
		this.clock = clock;
	}

	/**
	 * Signs a screen in that an organiser has paired. Ends its earlier sign-in, whose
	 * tokens the screen may not have received.
	 */
	Mono<ScreenSignedIn> signIn(String screenId, String secret) {
		return this.screens.byId(screenId).filter((document) -> isSecretOf(document, secret)).doOnNext((document) -> {
			if (document.hasCodeAt(this.clock.instant())) {
				throw notPaired(true);
			}
		})
			.filter((document) -> document.isPaired()
					&& this.clock.instant().isBefore(document.codeExpiresAt().plus(COLLECTING)))
			.flatMap(this::shown)
			.flatMap((screen) -> this.tokens.revokeAll(SUBJECT + screenId)
				.then(this.tokens.begin(SUBJECT + screenId, screen.programme().id(), KIND, screenId, Map.of(),
						screen.name(), screen.programme().closesAt()))
				.map((begun) -> ScreenSignedIn.of(begun, screen)))
			.switchIfEmpty(Mono.error(() -> notPaired(false)));
	}

	/**
	 * Returns new tokens for a refresh token.
	 */
	Mono<ScreenSignedIn> renew(String refreshToken) {
		return this.tokens
			.refresh(refreshToken,
					(signIn) -> Mono.just(signIn)
						.filter((screen) -> screen.kind().equals(KIND))
						.flatMap((screen) -> paired(screen.subject()))
						.map((screen) -> screen.programme().closesAt()))
			.flatMap((next) -> paired(next.signIn().subject()).map((screen) -> ScreenSignedIn.of(next, screen)))
			.switchIfEmpty(Mono.error(() -> notPaired(false)));
	}

	/**
	 * Ends the sign-in of a screen.
	 */
	Mono<Void> revoke(String screenId) {
		return this.tokens.revokeAll(SUBJECT + screenId).then();
	}

	/**
	 * The paired screen that calls; empty if the caller is not a screen.
	 */
	Mono<Screen> of(Caller caller) {
		return Mono.justOrEmpty(idOf(caller.holder())).flatMap((id) -> paired(SUBJECT + id));
	}

	/**
	 * The id of the screen with a subject.
	 */
	static Optional<String> idOf(@Nullable String subject) {
		return (subject != null && subject.startsWith(SUBJECT)) ? Optional.of(subject.substring(SUBJECT.length()))
				: Optional.empty();
	}

	private Mono<Screen> paired(String subject) {
		return Mono.justOrEmpty(idOf(subject))
			.flatMap(this.screens::byId)
			.filter(ScreenDocument::isPaired)
			.flatMap(this::shown);
	}

	private Mono<Screen> shown(ScreenDocument document) {
		return this.access.visibleEvent(document.eventId(), Caller.ANONYMOUS)
			.filter((programme) -> !programme.isReadOnlyAt(this.clock.instant()))
			.map((programme) -> new Screen(programme, document));
	}

	private static boolean isSecretOf(ScreenDocument document, String secret) {
		return DerivationKey.same(Sha256.hex(secret), document.secretHash());
	}

	private static Refused notPaired(boolean codeValid) {
		return new Refused(new ScreenNotPaired(codeValid));
	}

	/**
	 * The tokens of a screen; the schema describes each property.
	 */
	record ScreenSignedIn(Screen screen, String accessToken, String refreshToken, OffsetDateTime accessTokenExpiresAt,
			OffsetDateTime refreshTokenExpiresAt) {

		private static ScreenSignedIn of(Tokens tokens, Screen screen) {
			Programme programme = screen.programme();
			return new ScreenSignedIn(screen, tokens.accessToken(), tokens.refreshToken(),
					programme.at(tokens.accessTokenExpiresAt()), programme.at(tokens.signIn().expiresAt()));
		}

		@Override
		public String toString() {
			return "Tokens of " + this.screen.id();
		}

	}

}
