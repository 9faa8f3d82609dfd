package dev.plenum.interchange.format;

import java.time.ZoneId;
import java.util.regex.Pattern;

import dev.plenum.interchange.format.Repair.Wrong;
import dev.plenum.programme.document.CertificateRule;
import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.SeatRules;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of the event itself in a file of Plenum.
 */
final class PlenumEvent {

	private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]");

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private static final int MOST_HOURS = 60;

	private PlenumEvent() {
	}

	/**
	 * Checks the event.
	 * @param file the file
	 * @return the event's time zone
	 * @throws Wrong if a value is wrong
	 */
	static ZoneId check(ProgrammeFile file) {
		PlenumFormat.that(file.slug() != null && SLUG.matcher(file.slug()).matches(), "/slug",
				"A slug has 3 to 60 lower-case letters a to z, digits and hyphens, and no hyphen at its ends.");
		PlenumFormat.needed(file.name(), "/name");
		PlenumFormat.text(file.theme(), "/theme");
		ZoneId zone = PlenumFormat.zone(file.timezone());
		PlenumFormat.that(!file.languages().isEmpty(), "/languages", "An event has at least one language.");
		PlenumFormat.each(file.languages(), "/languages", PlenumFormat::language);
		PlenumFormat.that(file.startsOn() != null, "/startsOn", "An event has a first day.");
		PlenumFormat.that(file.endsOn() != null && file.startsOn() != null && !file.endsOn().isBefore(file.startsOn()),
				"/endsOn", "The last day of an event is its first day or later.");
		PlenumFormat.facts(file.facts(), "/facts");
		if (file.venue() != null) {
			PlenumFormat.each(file.venue().floorPlans(), "/venue/floorPlans",
					(plan, planAt) -> PlenumFormat.picture(plan.image(), planAt + "/image"));
		}
		PlenumFormat.links(file.links(), "");
		PlenumFormat.picture(file.logo(), "/logo");
		PlenumFormat.each(file.organisers(), "/organisers", (organiser, organiserAt) -> {
			PlenumFormat.line(organiser.name(), organiserAt + "/name");
			PlenumFormat.present(organiser.role(), organiserAt + "/role");
			PlenumFormat.address(organiser.url(), organiserAt + "/url");
		});
		PlenumFormat.each(file.topics(), "/topics", PlenumFormat::needed);
		if (file.documentation() != null) {
			PlenumFormat.address(file.documentation().url(), "/documentation/url");
		}
		if (file.signUp() != null) {
			PlenumFormat.address(file.signUp().url(), "/signUp/url");
		}
		file.dayTopics().forEach((date, topic) -> {
			PlenumFormat.that(DATE.matcher(date).matches(), "/dayTopics" + JsonFile.step(date),
					"A date has the form 2024-10-02.");
			PlenumFormat.needed(topic, "/dayTopics" + JsonFile.step(date));
		});
		PlenumFormat.that(file.dayChange() == null || !file.dayChange().isAfter(EventDays.LATEST_CHANGE), "/dayChange",
				"The days of an event change between 00:00 and 12:00.");
		if (file.seatRules() != null) {
			between(1, SeatRules.LONGEST_OFFER, file.seatRules().offerSeconds(), "/seatRules/offerSeconds");
			between(0, SeatRules.EARLIEST_CHECK_IN, file.seatRules().checkInMinutes(), "/seatRules/checkInMinutes");
		}
		if (file.certificateRule() != null) {
			certificates(file.certificateRule());
		}
		PlenumFormat.that(file.exhibitionHours().size() <= MOST_HOURS, "/exhibitionHours",
				"An exhibition has at most %d opening hours.", MOST_HOURS);
		PlenumFormat.each(file.exhibitionHours(), "/exhibitionHours", (hours, hoursAt) -> {
			PlenumFormat.present(hours.startsAt(), hoursAt + "/startsAt");
			PlenumFormat.present(hours.endsAt(), hoursAt + "/endsAt");
			PlenumFormat.that(hours.startsAt().in(zone).isBefore(hours.endsAt().in(zone)), hoursAt + "/endsAt",
					"The exhibition closes after it opens.");
		});
		return zone;
	}

	private static void certificates(CertificateRule rule) {
		PlenumFormat.that(rule.requiredSessions() != null || rule.requiredHours() != null, "/certificateRule",
				"A certificate requires a number of sessions or of hours.");
		between(1, CertificateRule.MOST, rule.requiredSessions(), "/certificateRule/requiredSessions");
		between(1, CertificateRule.MOST, rule.requiredHours(), "/certificateRule/requiredHours");
		if (rule.issuer() != null) {
			PlenumFormat.line(rule.issuer(), "/certificateRule/issuer");
		}
	}

	private static void between(int least, int most, @Nullable Integer value, String at) {
		PlenumFormat.that(value == null || value >= least && value <= most, at, "The number must be from %d to %d.",
				least, most);
	}

}
