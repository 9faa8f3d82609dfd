package dev.plenum.programme;

import java.time.LocalDate;
import java.util.List;

import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.mongo.Lists;
import org.jspecify.annotations.Nullable;

/** The small facts about an event, each of which may be unknown. */
public final class EventFacts {

	private EventFacts() {
	}

	/**
	 * Where it takes place.
	 *
	 * @param name the building
	 * @param city the town
	 * @param country an ISO 3166 code of two letters
	 * @param floorPlans the plans of its halls
	 */
	public record Venue(@Nullable String name, @Nullable String city, @Nullable String country,
			List<FloorPlan> floorPlans) {

		public Venue {
			floorPlans = Lists.orEmpty(floorPlans);
		}

		/**
		 * The venue as it is shown: a plan whose picture cannot be opened safely is left
		 * out.
		 * @return the venue
		 */
		public Venue shown() {
			return new Venue(this.name, this.city, this.country,
					this.floorPlans.stream().filter((plan) -> SafeLink.isSafe(plan.image())).toList());
		}

	}

	/**
	 * The plan of a hall.
	 *
	 * @param hall the hall, as the signs say; null for a plan of the whole venue
	 * @param image the address of its picture
	 * @param width how wide it is, in the unit of places on it
	 * @param height how high it is, in the same unit
	 */
	public record FloorPlan(@Nullable String hall, String image, int width, int height) {
	}

	/**
	 * How many people come.
	 *
	 * @param attendees without the exhibitors' staff
	 * @param withExhibitors with the exhibitors' staff
	 * @param seminars how many seminars there are to choose from
	 */
	public record Attendance(@Nullable Integer attendees, @Nullable Integer withExhibitors,
			@Nullable Integer seminars) {
	}

	/**
	 * The exhibition in numbers.
	 *
	 * @param staff how many people staff it
	 * @param approximate whether that is a round number
	 * @param mostly what is mostly shown
	 */
	public record Exhibition(@Nullable Integer staff, boolean approximate, List<Text> mostly) {
	}

	/**
	 * The next time.
	 *
	 * @param startsOn its first day
	 * @param endsOn its last day
	 * @param city the town
	 */
	public record NextEdition(@Nullable LocalDate startsOn, @Nullable LocalDate endsOn, @Nullable String city) {
	}

	/**
	 * What it leaves behind.
	 *
	 * @param url where it is found
	 * @param published when it is published, in words
	 * @param kinds what it consists of
	 */
	public record Documentation(@Nullable String url, @Nullable Text published, List<MaterialKind> kinds) {
	}

	/**
	 * How to sign up.
	 *
	 * @param open whether one can
	 * @param placesLeft whether places are left
	 * @param url where
	 */
	public record SignUp(@Nullable Boolean open, @Nullable Boolean placesLeft, @Nullable String url) {
	}

}
