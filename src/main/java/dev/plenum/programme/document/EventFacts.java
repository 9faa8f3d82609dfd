package dev.plenum.programme.document;

import java.time.LocalDate;
import java.util.List;

import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Lists;
import org.jspecify.annotations.Nullable;

/** Facts about an event, each of which may be unknown. */
public final class EventFacts {

	private EventFacts() {
	}

	/**
	 * Its place as it is stored.
	 *
	 * @param name the name of the building
	 * @param city the town
	 * @param country an ISO 3166 code of two letters
	 * @param floorPlans the plans of its halls
	 */
	public record VenueEntry(@Nullable String name, @Nullable String city, @Nullable String country,
			List<FloorPlan> floorPlans) {

		public VenueEntry {
			floorPlans = Lists.orEmpty(floorPlans);
		}

		/**
		 * Returns the venue without floor plans whose pictures cannot be opened safely.
		 * @return the venue to show
		 */
		public VenueEntry shown() {
			return new VenueEntry(this.name, this.city, this.country,
					this.floorPlans.stream().filter((plan) -> SafeLink.isSafe(plan.image())).toList());
		}

	}

	/**
	 * The floor plan of a hall.
	 *
	 * @param hall the name of the hall; null for a plan of the whole venue
	 * @param image the address of its picture
	 * @param width its width, in the unit of positions on it
	 * @param height its height, in the unit of positions on it
	 */
	public record FloorPlan(@Nullable String hall, String image, int width, int height) {
	}

	/**
	 * The number of people who come.
	 *
	 * @param attendees attendees without the staff of exhibitors
	 * @param withExhibitors attendees and the staff of exhibitors
	 * @param seminars the number of seminars to choose from
	 */
	public record Attendance(@Nullable Integer attendees, @Nullable Integer withExhibitors,
			@Nullable Integer seminars) {
	}

	/**
	 * Facts about the exhibition.
	 *
	 * @param staff the number of people who staff it
	 * @param approximate whether the number is approximate
	 * @param mostly what is mainly shown
	 */
	public record Exhibition(@Nullable Integer staff, boolean approximate, List<Text> mostly) {
	}

	/**
	 * When and where the next edition takes place.
	 *
	 * @param startsOn its first day
	 * @param endsOn its last day
	 * @param city the town
	 */
	public record NextEdition(@Nullable LocalDate startsOn, @Nullable LocalDate endsOn, @Nullable String city) {
	}

	/**
	 * What remains to read and watch.
	 *
	 * @param url where to sign up to find it
	 * @param published when it is published, in words
	 * @param kinds the kinds of material that it consists of
	 */
	public record Documentation(@Nullable String url, @Nullable Text published, List<MaterialKind> kinds) {
	}

	/**
	 * How to sign up.
	 *
	 * @param open whether people can sign up
	 * @param placesLeft whether places are left
	 * @param url where
	 */
	public record SignUp(@Nullable Boolean open, @Nullable Boolean placesLeft, @Nullable String url) {
	}

}
