package dev.plenum.organiser;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.SafeLink;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Event;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.CertificateRule;
import dev.plenum.programme.document.EventAdmission;
import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.EventDocument.HoursEntry;
import dev.plenum.programme.document.EventFacts.Attendance;
import dev.plenum.programme.document.EventFacts.Documentation;
import dev.plenum.programme.document.EventFacts.Exhibition;
import dev.plenum.programme.document.EventFacts.FloorPlan;
import dev.plenum.programme.document.EventFacts.NextEdition;
import dev.plenum.programme.document.EventFacts.SignUp;
import dev.plenum.programme.document.EventFacts.VenueEntry;
import dev.plenum.programme.document.EventState;
import dev.plenum.programme.document.LinkInput;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.Organiser;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.ScheduleRules;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * An event to create or to change; the schema describes each property.
 */
record PutEventInput(String slug, @Nullable Integer expectedVersion, ArgumentValue<List<TextInput>> name,
		ArgumentValue<String> alsoKnownAs, ArgumentValue<List<TextInput>> theme, ArgumentValue<Integer> edition,
		ArgumentValue<Integer> heldSince, ArgumentValue<LocalDate> startsOn, ArgumentValue<LocalDate> endsOn,
		ArgumentValue<LocalTime> dayChange, ArgumentValue<String> timezone, ArgumentValue<List<Locale>> languages,
		ArgumentValue<VenueInput> venue, ArgumentValue<List<LinkInput>> links, ArgumentValue<URI> logo,
		ArgumentValue<List<OrganiserInput>> organisers, ArgumentValue<List<List<TextInput>>> topics,
		ArgumentValue<List<DayTopicInput>> dayTopics, ArgumentValue<Attendance> attendance,
		ArgumentValue<ExhibitionInput> exhibition, ArgumentValue<NextEdition> nextEdition,
		ArgumentValue<DocumentationInput> documentation, ArgumentValue<SignUpInput> signUp,
		ArgumentValue<List<String>> assumed, ArgumentValue<List<SessionKind>> roomSharing,
		ArgumentValue<OffsetDateTime> bookingOpensAt, ArgumentValue<OffsetDateTime> bookingClosesAt,
		ArgumentValue<SeatRulesInput> seatRules, ArgumentValue<List<SessionKind>> kindsForEverybody,
		ArgumentValue<EventAdmission> admission, ArgumentValue<CertificateRule> certificateRule,
		ArgumentValue<LocalDate> needsDeletedOn, ArgumentValue<List<String>> organiserSubjects,
		ArgumentValue<List<ExhibitionHoursInput>> exhibitionHours) {

	private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]");

	private static final int MOST_DAYS = 60;

	private static final int MOST_DAYS_OF_NEEDS = 90;

	private static final int MOST_PLANS = 50;

	private static final int MOST_TEXTS = 200;

	String eventId() {
		return Ids.event(this.slug);
	}

	void check(@Nullable Event existing) {
		boolean isNew = existing == null;
		Check.that(SLUG.matcher(this.slug).matches(),
				"A slug has 3 to 60 lower-case letters a to z, digits and hyphens, without a hyphen at its ends.",
				"slug");
		Check.needed(this.name, isNew, "name");
		Check.needed(this.startsOn, isNew, "startsOn");
		Check.needed(this.endsOn, isNew, "endsOn");
		Check.needed(this.timezone, isNew, "timezone");
		Check.needed(this.languages, isNew, "languages");
		Check.that(this.languages.value() == null || !this.languages.value().isEmpty(),
				"An event needs at least one language.", "languages");
		Check.that(this.timezone.value() == null || isZone(this.timezone.value()),
				"Unknown timezone: expected an IANA name such as Europe/Stockholm.", "timezone");
		LocalDate first = (existing != null && this.startsOn.isOmitted()) ? existing.startsOn() : this.startsOn.value();
		LocalDate last = (existing != null && this.endsOn.isOmitted()) ? existing.endsOn() : this.endsOn.value();
		Check.that(
				first != null && last != null && !last.isBefore(first)
						&& ChronoUnit.DAYS.between(first, last) <= MOST_DAYS,
				"The last day must be the first day or at most %d days later.".formatted(MOST_DAYS), "endsOn");
		Check.that(this.dayChange.value() == null || !this.dayChange.value().isAfter(EventDays.LATEST_CHANGE),
				"The days of an event change between 00:00 and 12:00.", "dayChange");
		Check.atLeast(1, this.edition, "edition");
		Check.line(this.alsoKnownAs, "alsoKnownAs");
		if (this.venue.value() != null) {
			this.venue.value().check();
		}
		Check.list(this.links, "links");
		Check.each(this.links.value(), LinkInput::isFine, LinkInput.FINE, "links");
		Check.web(this.logo.value(), "logo");
		Check.list(this.organisers, "organisers");
		Check.list(this.topics, "topics");
		Check.list(this.dayTopics, "dayTopics");
		Check.that(this.exhibition.value() == null || this.exhibition.value().texts().size() <= MOST_TEXTS,
				"At most %d of them.".formatted(MOST_TEXTS), "exhibition");
		Check.that(
				this.exhibitionHours.value() == null || this.exhibitionHours.value().size() <= MOST_DAYS
						&& this.exhibitionHours.value().stream().allMatch(ExhibitionHoursInput::isFine),
				"The exhibition closes after it opens. Send at most %d of them.".formatted(MOST_DAYS),
				"exhibitionHours");
		Check.lines(this.assumed, "assumed");
		Check.that(
				last != null && (this.needsDeletedOn.value() == null
						|| !this.needsDeletedOn.value().isAfter(last.plusDays(MOST_DAYS_OF_NEEDS))),
				"Dietary and access needs are deleted at most %d days after the last day."
					.formatted(MOST_DAYS_OF_NEEDS),
				"needsDeletedOn");
		BookingInput.check(this.bookingOpensAt, this.bookingClosesAt, (existing != null) ? existing.booking() : null);
		SeatRulesInput.check(this.seatRules);
		check(this.certificateRule.value());
		Check.lines(this.organiserSubjects, "organiserSubjects");
	}

	/**
	 * Returns the rules of the schedule after the change of an existing event.
	 */
	ScheduleRules daysAfter(ProgrammeDocuments documents) {
		EventDays present = documents.days();
		LocalTime change = this.dayChange.isOmitted() ? present.change()
				: Objects.requireNonNullElse(this.dayChange.value(), EventDays.DEFAULT_CHANGE);
		return documents.rules(present.with(this.startsOn.value(), this.endsOn.value(),
				(this.timezone.value() != null) ? ZoneId.of(this.timezone.value()) : null, change));
	}

	Fields fields() {
		return SeatRulesInput.fields(this.seatRules)
			.first("slug", this.slug)
			.first("state", EventState.DRAFT)
			.input("name", this.name, (texts) -> TextInput.text(texts, "input", "name"))
			.input("alsoKnownAs", this.alsoKnownAs)
			.input("theme", this.theme, (texts) -> TextInput.text(texts, "input", "theme"))
			.input("edition", this.edition)
			.input("heldSince", this.heldSince)
			.input("startsOn", this.startsOn)
			.input("endsOn", this.endsOn)
			.input("dayChange", this.dayChange, LocalTime::toString)
			.input("timezone", this.timezone)
			.input("languages", this.languages, (all) -> all.stream().map(Locale::toLanguageTag).toList())
			.input("venue", this.venue, VenueInput::venue)
			.input("links", this.links, LinkInput::links)
			.input("logo", this.logo, URI::toString)
			.input("organisers", this.organisers, (all) -> all.stream().map(OrganiserInput::organiser).toList())
			.input("topics", this.topics,
					(all) -> all.stream().map((texts) -> TextInput.text(texts, "input", "topics")).toList())
			.input("dayTopics", this.dayTopics, DayTopicInput::topics)
			.input("attendance", this.attendance)
			.input("exhibition", this.exhibition, ExhibitionInput::exhibition)
			.input("nextEdition", this.nextEdition)
			.input("documentation", this.documentation, DocumentationInput::documentation)
			.input("signUp", this.signUp, SignUpInput::signUp)
			.input("assumed", this.assumed)
			.input("roomSharing", this.roomSharing)
			.input(BookingInput.OPENS_AT, this.bookingOpensAt, OffsetDateTime::toInstant)
			.input(BookingInput.CLOSES_AT, this.bookingClosesAt, OffsetDateTime::toInstant)
			.input("forEverybody", this.kindsForEverybody)
			.input("admission", this.admission)
			.input("certificateRule", this.certificateRule)
			.input("needsDeletedOn", this.needsDeletedOn)
			.input("exhibitionHours", this.exhibitionHours, ExhibitionHoursInput::entries)
			.input("organiserSubjects", this.organiserSubjects);
	}

	private static void check(@Nullable CertificateRule rule) {
		if (rule != null) {
			Check.that(rule.requiredSessions() != null || rule.requiredHours() != null,
					"Give a number of sessions or of hours.", "certificateRule");
			Check.that(isAmount(rule.requiredSessions()) && isAmount(rule.requiredHours()),
					"The number must be from 1 to %d.".formatted(CertificateRule.MOST), "certificateRule");
			Check.line(rule.issuer(), "certificateRule");
		}
	}

	private static boolean isAmount(@Nullable Integer number) {
		return number == null || number >= 1 && number <= CertificateRule.MOST;
	}

	private static boolean isZone(String name) {
		try {
			ZoneId.of(name);
			return true;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static @Nullable String address(@Nullable URI url) {
		return (url != null) ? url.toString() : null;
	}

	record VenueInput(@Nullable String name, @Nullable String city, @Nullable String country,
			@Nullable List<FloorPlanInput> floorPlans) {

		VenueEntry venue() {
			return new VenueEntry(this.name, this.city, this.country,
					plans().stream().map(FloorPlanInput::plan).toList());
		}

		void check() {
			Check.that(plans().stream().allMatch(FloorPlanInput::isFine),
					"A floor plan needs a picture whose address begins with https:// or http://, and a width and height of 1 or more.",
					"venue");
			Check.that(plans().size() <= MOST_PLANS, "At most %d floor plans.".formatted(MOST_PLANS), "venue");
		}

		private List<FloorPlanInput> plans() {
			return Objects.requireNonNullElse(this.floorPlans, List.of());
		}

	}

	record FloorPlanInput(@Nullable String hall, URI image, int width, int height) {

		boolean isFine() {
			return Check.isLine(this.hall) && SafeLink.isWeb(this.image) && this.width > 0 && this.height > 0;
		}

		FloorPlan plan() {
			return new FloorPlan(this.hall, this.image.toString(), this.width, this.height);
		}

	}

	record OrganiserInput(String name, @Nullable String shortName, Organiser.@Nullable Role role,
			Organiser.@Nullable Type type, @Nullable URI url) {

		Organiser organiser() {
			return new Organiser(this.name, this.shortName, (this.role != null) ? this.role : Organiser.Role.ORGANISER,
					this.type, address(this.url));
		}

	}

	record DayTopicInput(LocalDate date, List<TextInput> topic) {

		static Map<String, Text> topics(List<DayTopicInput> all) {
			Map<String, Text> topics = new LinkedHashMap<>();
			all.forEach((one) -> topics.put(one.date().toString(), TextInput.text(one.topic(), "input", "dayTopics")));
			return topics;
		}

	}

	record ExhibitionHoursInput(OffsetDateTime startsAt, OffsetDateTime endsAt) {

		boolean isFine() {
			return this.startsAt.isBefore(this.endsAt);
		}

		static List<HoursEntry> entries(List<ExhibitionHoursInput> all) {
			return all.stream()
				.map((hours) -> new HoursEntry(hours.startsAt().toInstant(), hours.endsAt().toInstant()))
				.sorted(Comparator.comparing(HoursEntry::startsAt))
				.toList();
		}

	}

	record ExhibitionInput(@Nullable Integer staff, @Nullable Boolean approximate,
			@Nullable List<List<TextInput>> mostly) {

		List<List<TextInput>> texts() {
			return Objects.requireNonNullElse(this.mostly, List.of());
		}

		Exhibition exhibition() {
			return new Exhibition(this.staff, Boolean.TRUE.equals(this.approximate),
					texts().stream().map((text) -> TextInput.text(text, "input", "exhibition", "mostly")).toList());
		}

	}

	record DocumentationInput(@Nullable URI url, @Nullable List<TextInput> published,
			@Nullable List<MaterialKind> kinds) {

		Documentation documentation() {
			return new Documentation(
					address(this.url), (this.published != null)
							? TextInput.text(this.published, "input", "documentation", "published") : null,
					Objects.requireNonNullElse(this.kinds, List.of()));
		}

	}

	record SignUpInput(@Nullable Boolean open, @Nullable Boolean placesLeft, @Nullable URI url) {

		SignUp signUp() {
			return new SignUp(this.open, this.placesLeft, address(this.url));
		}

	}

}
