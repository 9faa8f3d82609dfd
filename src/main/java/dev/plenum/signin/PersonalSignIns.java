package dev.plenum.signin;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.PersonalData;
import dev.plenum.platform.token.RefreshTokens;
import dev.plenum.platform.token.SignInDocument;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The sign-ins of a participant. Deleting them ends them.
 */
@Component
@Order(20)
class PersonalSignIns implements PersonalData {

	private final RefreshTokens tokens;

	PersonalSignIns(RefreshTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public String name() {
		return "signIns";
	}

	@Override
	public Mono<Object> of(String subject) {
		return this.tokens.of(subject).map(PersonalSignIns::json).collectList().cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return this.tokens.removeAll(subject);
	}

	private static Map<String, @Nullable Object> json(SignInDocument signIn) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("id", signIn.id());
		json.put("eventId", signIn.eventId());
		json.put("device", signIn.device());
		json.put("begunAt", signIn.begunAt().toString());
		json.put("refreshedAt", signIn.refreshedAt().toString());
		json.put("expiresAt", signIn.expiresAt().toString());
		return json;
	}

}
