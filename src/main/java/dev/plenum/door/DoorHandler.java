package dev.plenum.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.plenum.crew.CrewAccess;
import dev.plenum.crew.CrewRole;
import dev.plenum.participant.Badges;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.language.Languages;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.token.SigningKeys;
import dev.plenum.platform.token.TokenIssuer;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Serves the door list, signed: a device keeps it for the time without a network, and
 * uses it only until it expires.
 */
@Component
class DoorHandler {

	private static final MediaType JWT = MediaType.parseMediaType("application/jwt");

	private static final String TYPE = "door+jwt";

	private static final Duration VALIDITY = Duration.ofHours(12);

	private static final int MOST_SESSIONS = 20;

	private static final int MOST_DOORS = 100;

	private final EventAccess access;

	private final CrewAccess crew;

	private final DoorLists lists;

	private final SigningKeys keys;

	private final Badges badges;

	private final HttpRefusals refusals;

	private final InstantSource clock;

	DoorHandler(EventAccess access, CrewAccess crew, DoorLists lists, SigningKeys keys, Badges badges,
			HttpRefusals refusals, InstantSource clock) {
		this.access = access;
		this.crew = crew;
		this.lists = lists;
		this.keys = keys;
		this.badges = badges;
		this.refusals = refusals;
		this.clock = clock;
	}

	Mono<ServerResponse> list(ServerRequest request) {
		return Caller.ofRequest()
			.flatMap((caller) -> this.access.visibleEventBySlug(request.pathVariable("slug"), caller)
				.flatMap((programme) -> this.crew.crewedEvent(programme.id(), CrewRole.DOOR, caller)))
			.flatMap((programme) -> written(programme, request))
			.flatMap((body) -> ServerResponse.ok()
				.contentType(JWT)
				.cacheControl(CacheControl.noStore())
				.varyBy(HttpHeaders.AUTHORIZATION)
				.bodyValue(body))
			.switchIfEmpty(Mono.defer(() -> ServerResponse.notFound().build()))
			.onErrorResume((ex) -> ex instanceof Problem || ex instanceof Refused, (ex) -> this.refusals.answer(ex));
	}

	private Mono<String> written(Programme programme, ServerRequest request) {
		List<Session> sessions = sessions(programme, request);
		int doors = doors(request.queryParam("doors").orElse("1"));
		DoorParts known = DoorParts.known(request.queryParam("since").orElse(""));
		Languages languages = Languages.of(request.headers().asHttpHeaders());
		Instant now = this.clock.instant();
		return this.lists.of(sessions, doors, known, languages, now)
			.map((list) -> this.keys.sign(TYPE, claims(list, this.badges.keys(), now)));
	}

	private static List<Session> sessions(Programme programme, ServerRequest request) {
		Set<String> ids = Set.copyOf(request.queryParams().getOrDefault("session", List.of()));
		if (ids.isEmpty() || ids.size() > MOST_SESSIONS) {
			throw Problem.badInput("Name 1 to %d sessions.".formatted(MOST_SESSIONS), "session");
		}
		return ids.stream().sorted().map(programme::requireSession).toList();
	}

	private static int doors(String text) {
		if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_DOORS) {
			throw Problem.badInput("Give a number from 1 to %d.".formatted(MOST_DOORS), "doors");
		}
		return Integer.parseInt(text);
	}

	private static JWTClaimsSet claims(Map<String, Object> list, Map<String, Object> badgeKeys, Instant now) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(TokenIssuer.ISSUER)
			.issueTime(Date.from(now))
			.expirationTime(Date.from(now.plus(VALIDITY)))
			.claim("badgeKeys", badgeKeys);
		list.forEach(claims::claim);
		return claims.build();
	}

}
