package dev.plenum.push;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The devices of a person, and which events they chose to follow or not to follow.
 */
@Component
@Order(7)
class PersonalDevices implements AttendeeData {

	private final Followers followers;

	private final Claims claims;

	PersonalDevices(Followers followers, Claims claims) {
		this.followers = followers;
		this.claims = claims;
	}

	@Override
	public String name() {
		return "pushNotifications";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.followers.ofSubject(subject)
			.filter((person) -> AttendeeData.isIn(eventId, person.eventId()))
			.map(PersonalDevices::json)
			.collectList()
			.cast(Object.class);
	}

	/**
	 * Removes the claims last, so that an interrupted deletion finds the rest.
	 */
	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return this.followers.ofSubject(subject)
			.filter((person) -> AttendeeData.isIn(eventId, person.eventId()))
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap(this.followers::remove)
			.count()
			.flatMap((count) -> this.claims.removeAll(subject, eventId).thenReturn(Math.toIntExact(count)));
	}

	private static Map<String, @Nullable Object> json(FollowerDocument person) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", person.eventId().isEmpty() ? null : person.eventId());
		json.put("following", (person.choice() != null) ? person.choice().following() : null);
		json.put("chosenAt", (person.choice() != null) ? person.choice().since().at().toString() : null);
		json.put("devices", devices(person));
		return json;
	}

	private static List<Map<String, Object>> devices(FollowerDocument person) {
		return person.devices()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((device) -> json(new Device(device.getKey(), person.eventId(), device.getValue())))
			.toList();
	}

	private static Map<String, Object> json(Device device) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("id", device.id());
		json.put("kind", device.kind().name());
		json.put("address", String.valueOf(device.entry().address()));
		json.put("lang", device.entry().lang());
		json.put("timezone", device.timezone());
		json.put("registeredAt", device.entry().since().at().toString());
		return json;
	}

}
