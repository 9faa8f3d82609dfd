package dev.plenum.feedback;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A person's ratings. Deleting removes the author; the anonymous rating still counts.
 */
@Component
@Order(3)
class PersonalRatings implements AttendeeData {

	private final Ratings ratings;

	PersonalRatings(Ratings ratings) {
		this.ratings = ratings;
	}

	@Override
	public String name() {
		return "ratings";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.ratings.ofSubject(subject)
			.filter((rating) -> AttendeeData.isIn(eventId, rating.eventId()))
			.map(PersonalRatings::json)
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return this.ratings.ofSubject(subject)
			.filter((rating) -> AttendeeData.isIn(eventId, rating.eventId()))
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap((rating) -> this.ratings.orphan(rating).thenReturn(1))
			.reduce(0, Integer::sum);
	}

	private static Map<String, Object> json(RatingDocument rating) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("eventId", rating.eventId());
		json.put("sessionId", rating.sessionId());
		json.put("stars", rating.stars());
		if (rating.comment() != null) {
			json.put("comment", rating.comment());
		}
		json.put("at", rating.at().toString());
		return json;
	}

}
