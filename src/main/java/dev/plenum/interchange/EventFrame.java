package dev.plenum.interchange;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Warnings;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.EventDays;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

/**
 * The event into which a file is imported, with its time zone and days.
 *
 * @param eventId the event's id
 * @param slug the event's slug
 * @param zone the event's time zone
 * @param dayChange the time at which the event's days change, according to the file or
 * the stored event
 * @param first the first day according to the file or the stored event; null if neither
 * contains one
 * @param last the last day according to the file or the stored event; null if neither
 * contains one
 * @param organiserSubjects the organisers of a new event
 */
record EventFrame(String eventId, String slug, ZoneId zone, LocalTime dayChange, @Nullable LocalDate first,
		@Nullable LocalDate last, List<String> organiserSubjects) {

	private static final int MOST_DAYS = 60;

	/**
	 * Creates the frame for a file.
	 * @param eventId the event's id
	 * @param slug the event's slug
	 * @param read the file
	 * @param there the stored event; null for a new one
	 * @param options the options of the import
	 * @throws FaultyFileException if the file does not contain enough to create a new
	 * event
	 */
	static EventFrame of(String eventId, String slug, ReadProgramme read, @Nullable ProgrammeDocuments there,
			ImportOptions options) {
		ZoneId timezone = options.timezone();
		ProgrammeFile file = read.file();
		if (there == null && (file.name().isEmpty() || file.sessions().isEmpty() && file.startsOn() == null)) {
			throw new FaultyFileException("",
					"There is no event '%s', and this file does not contain enough to create it. Create the event first."
						.formatted(slug));
		}
		ZoneId zone = (file.timezone() != null) ? ZoneId.of(file.timezone())
				: (there != null) ? there.zone() : (timezone != null) ? timezone : guessed(file);
		LocalDate first = (file.startsOn() != null) ? file.startsOn()
				: (there != null) ? there.event().startsOn() : null;
		LocalDate last = (file.endsOn() != null) ? file.endsOn() : (there != null) ? there.event().endsOn() : null;
		LocalTime change = (file.dayChange() != null) ? file.dayChange()
				: EventDays.change((there != null) ? there.event().dayChange() : null);
		return new EventFrame(eventId, slug, zone, change, first, last, options.organiserSubjects());
	}

	LocalDate firstDay(Collection<Slot> slots) {
		List<LocalDate> days = new ArrayList<>(slots.stream().map((slot) -> day(slot.startsAt())).toList());
		if (this.first != null) {
			days.add(this.first);
		}
		return Collections.min(days);
	}

	LocalDate lastDay(Collection<Slot> slots) {
		LocalDate first = slots.isEmpty() ? LocalDate.MIN : firstDay(slots);
		EventDays frame = new EventDays(first, first, this.dayChange, this.zone);
		List<LocalDate> days = new ArrayList<>(
				slots.stream().map((slot) -> frame.lastDayFor(slot.startsAt(), slot.endsAt())).toList());
		if (this.last != null) {
			days.add(this.last);
		}
		return Collections.max(days);
	}

	/**
	 * Returns the event with days that contain all slots.
	 */
	EventDocument widened(EventDocument event, Collection<Slot> slots) {
		EventFrame own = new EventFrame(this.eventId, this.slug, this.zone, EventDays.change(event.dayChange()),
				event.startsOn(), event.endsOn(), List.of());
		LocalDate startsOn = own.firstDay(slots);
		LocalDate endsOn = own.lastDay(slots);
		return new EventDocument(event.id(), event.version(), event.slug(), event.state(), event.organiserSubjects(),
				event.name(), event.alsoKnownAs(), event.theme(), event.edition(), event.heldSince(), startsOn, endsOn,
				event.timezone(), event.languages(), event.venue(), event.links(), event.logo(), event.organisers(),
				event.topics(), event.dayTopics(), event.attendance(), event.exhibition(), event.nextEdition(),
				event.documentation(), event.signUp(), event.assumed(), event.roomSharing(), event.booking(),
				event.forEverybody(), event.seatRules(), event.rooms(), event.tracks(), event.origin(),
				event.countedWrites(), event.alias(), event.publishAt(), event.deletedAt(), event.exhibitionHours(),
				event.dayChange(), event.changed(), event.admission(), event.certificateRule(), event.needsDeletedOn());
	}

	private LocalDate day(Instant instant) {
		return instant.atZone(this.zone).toLocalDate();
	}

	/**
	 * Returns the file without the sessions that cannot be imported, each with a warning:
	 * those that are more than 60 days away from the others, and those that do not end
	 * after their start.
	 */
	ReadProgramme usable(ReadProgramme read) {
		LocalDate near = (this.first != null) ? this.first : median(read.file().sessions());
		Warnings odd = new Warnings();
		List<SessionEntry> usable = new ArrayList<>();
		read.file().sessions().forEach((session) -> {
			String place = Objects.requireNonNullElse(read.places().get(session.key()), "");
			LocalDate day = day(session.startsAt().in(this.zone));
			if (near != null && Math.abs(ChronoUnit.DAYS.between(near, day)) > MOST_DAYS) {
				odd.add(place, "This session is on %s, more than %d days away from %s. It is left out.", day, MOST_DAYS,
						near);
				return;
			}
			SessionEntry repaired = repaired(session);
			if (repaired.startsAt().in(this.zone).isBefore(repaired.endsAt().in(this.zone))) {
				usable.add(repaired);
			}
			else {
				odd.add(place, "The end of a session must be after its start. The session is left out.");
			}
		});
		return read.with(usable, odd.all());
	}

	/**
	 * Returns a session with its real end, if its local start does not exist since summer
	 * time begins in that night.
	 */
	private SessionEntry repaired(SessionEntry session) {
		Duration written = Duration.between(session.startsAt().wallTime(), session.endsAt().wallTime());
		Instant start = session.startsAt().in(this.zone);
		boolean skipped = session.startsAt().offset() == null
				&& !start.atZone(this.zone).toLocalDateTime().equals(session.startsAt().wallTime());
		return (skipped && written.isPositive()) ? session.until(Moment.of(start.plus(written), this.zone)) : session;
	}

	private @Nullable LocalDate median(List<SessionEntry> sessions) {
		List<LocalDate> days = sessions.stream()
			.map((session) -> day(session.startsAt().in(this.zone)))
			.sorted()
			.toList();
		return days.isEmpty() ? null : days.get(days.size() / 2);
	}

	/**
	 * Derives a time zone from the offset of the times in a file that has no time zone.
	 */
	private static ZoneId guessed(ProgrammeFile file) {
		List<ZoneOffset> offsets = file.sessions()
			.stream()
			.map(SessionEntry::startsAt)
			.map(Moment::offset)
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.toList();
		if (offsets.size() > 1) {
			throw new FaultyFileException("",
					"The times have several offsets from UTC (%s), and the file names no time zone. Send it again with a time zone, for example timezone=Europe/Stockholm."
						.formatted(offsets.stream().map(ZoneOffset::getId).collect(Collectors.joining(", "))));
		}
		int seconds = offsets.isEmpty() ? 1 : offsets.getFirst().getTotalSeconds();
		if (seconds % 3600 != 0) {
			throw new FaultyFileException("",
					"The file contains no time zone, and it cannot be derived from the times. Create the event first.");
		}
		return (seconds == 0) ? ZoneId.of("Etc/UTC") : ZoneId.of("Etc/GMT%+d".formatted(-seconds / 3600));
	}

}
