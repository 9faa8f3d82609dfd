package dev.plenum.interchange.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.reading.CalendarComponent.Property;
import dev.plenum.interchange.reading.NamedPeople.Introduced;
import dev.plenum.interchange.reading.NamedPeople.Person;

/**
 * Finds the speakers of the events of a calendar: attendees with a name, properties such
 * as {@code X-SPEAKER}, the organizer if events have different ones, or a first line such
 * as {@code Speakers: Ada Example}. Addresses of e-mail are never read.
 */
final class CalendarPeople {

	private static final Pattern SPEAKER = Pattern.compile("X-(?:[A-Z0-9]+-)*(?:SPEAKER|PRESENTER)S?(?:-NAMES?)?");

	private static final Set<String> NO_PERSONS = Set.of("ROOM", "RESOURCE", "GROUP");

	private final ForeignProgramme programme;

	private final boolean organizersSpeak;

	CalendarPeople(CalendarComponent calendar, ForeignProgramme programme) {
		this.programme = programme;
		List<CalendarComponent> events = calendar.named("VEVENT").toList();
		Set<String> organizers = events.stream()
			.flatMap((event) -> event.all("ORGANIZER"))
			.map((property) -> property.parameter("CN"))
			.collect(Collectors.toSet());
		this.organizersSpeak = events.size() < 2 || organizers.size() > 1;
	}

	/**
	 * Finds the speakers of an event.
	 * @param event the event
	 * @param description its description
	 * @return the speakers, and the description without the line that names them
	 */
	Found of(CalendarComponent event, String description) {
		List<SpeakerPart> named = new ArrayList<>();
		event.properties()
			.stream()
			.filter((property) -> SPEAKER.matcher(property.name()).matches())
			.flatMap((property) -> property.texts().stream())
			.flatMap((text) -> NamedPeople.in(text).stream())
			.forEach((person) -> add(person, named));
		event.all("ATTENDEE").filter(CalendarPeople::speaks).forEach((property) -> attendee(property, named));
		Optional<Introduced> introduced = NamedPeople.introducedBy(description);
		if (named.isEmpty() && introduced.isPresent()) {
			introduced.get().people().forEach((person) -> add(person, named));
			return new Found(named, introduced.get().rest());
		}
		if (named.isEmpty() && this.organizersSpeak) {
			event.all("ORGANIZER").forEach((property) -> attendee(property, named));
		}
		boolean repeated = introduced.isPresent() && introduced.get()
			.people()
			.stream()
			.allMatch((person) -> named.contains(new SpeakerPart("name/" + person.name(), null, null)));
		return new Found(named, repeated ? introduced.orElseThrow().rest() : description);
	}

	private static boolean speaks(Property attendee) {
		return !NO_PERSONS.contains(CalendarComponent.upper(attendee.parameter("CUTYPE")))
				&& !CalendarComponent.upper(attendee.parameter("ROLE")).equals("NON-PARTICIPANT");
	}

	private void attendee(Property property, List<SpeakerPart> into) {
		Stream.of(property.parameter("CN"), property.text())
			.filter((name) -> !name.isBlank() && name.indexOf('@') < 0 && name.indexOf(':') < 0)
			.findFirst()
			.ifPresentOrElse((name) -> add(new Person(name, null), into), () -> this.programme.warn(property.place(),
					"A person without a name (%s;CN=…) is left out.", property.name()));
	}

	private void add(Person person, List<SpeakerPart> into) {
		this.programme.speaker(person.name(), person.organisation()).ifPresent(into::add);
	}

	/**
	 * The speakers of an event.
	 *
	 * @param speakers the speakers
	 * @param description the description without their names
	 */
	record Found(List<SpeakerPart> speakers, String description) {
	}

}
