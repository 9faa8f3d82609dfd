package dev.plenum.crew;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.crew.CrewDocument.CrewEntry;
import dev.plenum.mydata.PersonalData;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The crew roles that a person has or had. Deleting them ends the roles; the invitations
 * stay used.
 */
@Component
@Order(22)
class PersonalCrew implements PersonalData {

	private final Crews crews;

	PersonalCrew(Crews crews) {
		this.crews = crews;
	}

	@Override
	public String name() {
		return "crewRoles";
	}

	@Override
	public Mono<Object> of(String subject) {
		return this.crews.about(subject)
			.flatMapIterable((crew) -> json(crew, subject))
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject) {
		return this.crews.about(subject)
			.collectList()
			.flatMapIterable((crews) -> crews)
			.concatMap((crew) -> this.crews.forget(crew, subject).flatMap(this.crews::shown).thenReturn(1))
			.reduce(0, Integer::sum);
	}

	private static List<Map<String, Object>> json(CrewDocument crew, String subject) {
		List<Map<String, Object>> roles = new ArrayList<>();
		for (CrewEntry entry : crew.invitations().values()) {
			if (subject.equals(entry.invitation().redeemedBy())) {
				Map<String, Object> json = new LinkedHashMap<>();
				json.put("eventId", crew.id());
				json.put("role", entry.role().name());
				json.put("sessionIds", entry.sessionIds());
				json.put("name", Objects.requireNonNullElse(entry.name(), ""));
				json.put("redeemedAt", String.valueOf(entry.invitation().redeemedAt()));
				json.put("revoked", entry.invitation().revokedAt() != null);
				roles.add(json);
			}
		}
		return roles;
	}

}
