package dev.plenum.programme;

import java.util.List;

import dev.plenum.platform.Ids;
import dev.plenum.programme.document.EventFacts.FloorPlan;
import dev.plenum.programme.document.EventFacts.VenueEntry;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event as it is shown; the schema describes each property.
 *
 * @param id its id
 * @param name the name of the building; null if unknown
 * @param city the town; null if unknown
 * @param country an ISO 3166 code of two letters; null if unknown
 * @param floorPlans the floor plans whose pictures can be opened safely
 */
public record Venue(String id, @Nullable String name, @Nullable String city, @Nullable String country,
		List<FloorPlan> floorPlans) {

	static Venue of(String eventId, VenueEntry entry) {
		return new Venue(id(eventId), entry.name(), entry.city(), entry.country(), entry.shown().floorPlans());
	}

	static String id(String eventId) {
		return Ids.in("ven", eventId, "");
	}

}
