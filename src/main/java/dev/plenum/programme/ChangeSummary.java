package dev.plenum.programme;

import java.text.ListFormat;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.language.Translated;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;

/**
 * A schedule change in words. Each language has its own file of words.
 *
 * @param programme the snapshot that has the names of rooms and speakers
 * @param change the change
 */
record ChangeSummary(Programme programme, ScheduleChange change) implements Translated {

	private static final String WORDS = ChangeSummary.class.getPackageName() + ".changes";

	private static final List<String> LANGUAGES = List.of("en", "sv", "fi");

	@Override
	public Set<String> languages() {
		Stream<String> ofEvent = this.programme.event().languages().stream().map(Locale::getLanguage);
		return Stream.concat(ofEvent.filter(LANGUAGES::contains), LANGUAGES.stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	@Override
	public String in(String language) {
		Words words = new Words(Locale.forLanguageTag(language));
		Slot before = this.change.before();
		Slot after = this.change.after();
		if (after == null) {
			return words.say("removed");
		}
		return (before != null) ? words.difference(before, after) : words.added(after);
	}

	/**
	 * The words of one language.
	 */
	private final class Words {

		private final Locale locale;

		private final ResourceBundle bundle;

		Words(Locale locale) {
			this.locale = locale;
			this.bundle = ResourceBundle.getBundle(WORDS, locale,
					Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
		}

		String added(Slot slot) {
			String start = moment(slot.startsAt(), "day");
			String rooms = rooms(slot);
			return rooms.isEmpty() ? say("added", start) : say("added-in", start, rooms);
		}

		/**
		 * Makes one sentence for each thing that changed, the most important one first.
		 */
		String difference(Slot before, Slot after) {
			List<String> sentences = new ArrayList<>();
			if (before.takesPlace() != after.takesPlace()) {
				sentences.add(say(after.takesPlace() ? "reinstated" : "cancelled"));
			}
			if (!before.startsAt().equals(after.startsAt()) || !before.endsAt().equals(after.endsAt())) {
				sentences.add(times(before, after));
			}
			if (!before.roomIds().equals(after.roomIds())) {
				sentences.add(rooms(rooms(before), rooms(after)));
			}
			if (!before.speakers().equals(after.speakers())) {
				sentences.addAll(speakers(before, after));
			}
			return String.join(". ", sentences);
		}

		String say(String key, String... values) {
			return new MessageFormat(this.bundle.getString(key), this.locale).format(values);
		}

		private String times(Slot before, Slot after) {
			boolean sameDay = Stream.of(before.startsAt(), before.endsAt(), after.startsAt(), after.endsAt())
				.map((moment) -> ChangeSummary.this.programme.at(moment).toLocalDate())
				.distinct()
				.count() == 1;
			String start = sameDay ? "time" : "day";
			String end = sameDay ? "end" : "day";
			if (before.endsAt().equals(after.endsAt())) {
				return say("starts", moment(before.startsAt(), start), moment(after.startsAt(), start));
			}
			if (before.startsAt().equals(after.startsAt())) {
				return say("ends", moment(before.endsAt(), start), moment(after.endsAt(), start));
			}
			if (length(before).equals(length(after))) {
				return say("moved", moment(before.startsAt(), start), moment(after.startsAt(), start));
			}
			return say("moved-and-resized", moment(before.startsAt(), start), moment(before.endsAt(), end),
					moment(after.startsAt(), start), moment(after.endsAt(), end));
		}

		private String rooms(String before, String after) {
			if (before.equals(after)) {
				return say("other-room");
			}
			if (before.isEmpty()) {
				return say("room", after);
			}
			return after.isEmpty() ? say("no-room", before) : say("moved-room", before, after);
		}

		private List<String> speakers(Slot before, Slot after) {
			List<String> sentences = new ArrayList<>();
			String joined = missing(after, before);
			String left = missing(before, after);
			if (!joined.isEmpty()) {
				sentences.add(say("joined", joined));
			}
			if (!left.isEmpty()) {
				sentences.add(say("left", left));
			}
			return sentences.isEmpty() ? List.of(say("roles")) : sentences;
		}

		/**
		 * Finds the speakers who take part in one slot but not in another.
		 */
		private String missing(Slot slot, Slot other) {
			Set<String> there = other.speakers().stream().map(SpeakerRef::speakerId).collect(Collectors.toSet());
			return names(slot.speakers()
				.stream()
				.map(SpeakerRef::speakerId)
				.distinct()
				.filter((id) -> !there.contains(id))
				.flatMap((id) -> ChangeSummary.this.programme.speaker(id).stream())
				.map(Speaker::name));
		}

		private String rooms(Slot slot) {
			return names(slot.roomIds()
				.stream()
				.flatMap((id) -> ChangeSummary.this.programme.room(id).stream())
				.map(Room::name));
		}

		private String names(Stream<String> names) {
			List<String> all = names.toList();
			return all.isEmpty() ? ""
					: ListFormat.getInstance(this.locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL).format(all);
		}

		/**
		 * Formats a moment in the event's timezone. In the hour that occurs twice, when
		 * clocks are put back, it includes the name of the zone.
		 */
		private String moment(Instant instant, String style) {
			ZonedDateTime moment = ChangeSummary.this.programme.zoned(instant);
			boolean twice = moment.getZone().getRules().getValidOffsets(moment.toLocalDateTime()).size() > 1;
			String pattern = this.bundle.getString(style) + (twice ? " z" : "");
			return DateTimeFormatter.ofPattern(pattern, this.locale).format(moment);
		}

		private static Duration length(Slot slot) {
			return Duration.between(slot.startsAt(), slot.endsAt());
		}

	}

}
