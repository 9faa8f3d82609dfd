package dev.plenum.search;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.plenum.exhibitor.Booth;
import dev.plenum.exhibitor.Contact;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ExhibitorCategory;
import dev.plenum.exhibitor.ShowFloor;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.programme.SessionPart;
import dev.plenum.programme.SessionSpeaker;
import dev.plenum.programme.Speaker;
import dev.plenum.programme.Track;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a search can find in an event, with its texts.
 *
 * @param programme the event's programme
 * @param floor the event's exhibition
 */
record SearchCatalogue(Programme programme, ShowFloor floor) {

	/**
	 * Returns all entries in the order that applies to entries with equal scores:
	 * sessions by time, everything else by name.
	 */
	List<SearchEntry> entries() {
		return Stream
			.of(this.programme.sessions().stream().flatMap(this::sessionAndParts),
					this.programme.speakers().stream().map(this::speaker),
					this.floor.exhibitors(this.programme).stream().map(this::exhibitor),
					this.programme.rooms().stream().map(this::room))
			.flatMap((entries) -> entries)
			.toList();
	}

	private Stream<SearchEntry> sessionAndParts(Session session) {
		List<SessionPart> parts = session.parts();
		return Stream.concat(Stream.of(session(session, parts)),
				IntStream.range(0, parts.size()).mapToObj((index) -> part(session, index, parts.get(index))));
	}

	private SearchEntry session(Session session, List<SessionPart> parts) {
		return new SearchEntry(SearchKind.SESSION, session.id(), 0, until(session),
				texts(Stream.of(SearchText.each(session.title()), SearchText.each(session.subtitle()))),
				texts(Stream.of(names(session.speakers().stream().map(SessionSpeaker::speaker)),
						names(parts.stream().flatMap((part) -> part.speakers().stream())),
						session.organisations().stream().map(this::words))),
				texts(Stream.of(SearchText.each(session.getAbstract()), SearchText.each(session.remark()),
						parts.stream().flatMap((part) -> SearchText.each(part.title())),
						session.tags().stream().map(this::words), track(session.track()))));
	}

	private static SearchEntry part(Session session, int index, SessionPart part) {
		return new SearchEntry(SearchKind.PART, session.id(), index, until(session),
				texts(Stream.of(SearchText.each(part.title()))), texts(Stream.of(names(part.speakers().stream()))),
				texts(Stream.of(name(part.region()))));
	}

	private SearchEntry speaker(Speaker speaker) {
		return new SearchEntry(SearchKind.SPEAKER, speaker.id(), 0, SearchEntry.NO_END,
				texts(Stream.of(name(speaker.name()))),
				texts(Stream.of(Stream.ofNullable(speaker.organisation()).map(this::words))),
				texts(Stream.of(speaker.titles().stream().map(this::words), SearchText.each(speaker.bio()),
						SearchText.each(speaker.note()))));
	}

	private SearchEntry exhibitor(Exhibitor exhibitor) {
		Booth booth = exhibitor.booth();
		return new SearchEntry(SearchKind.EXHIBITOR, exhibitor.id(), 0, SearchEntry.NO_END,
				texts(Stream.of(Stream.of(words(exhibitor.name())))),
				texts(Stream.of(exhibitor.contacts().stream().map(Contact::name).map(SearchText::name))),
				texts(Stream.of(exhibitor.categories().stream().map(ExhibitorCategory::name).flatMap(SearchText::each),
						exhibitor.products().stream().flatMap(SearchText::each),
						SearchText.each(exhibitor.description()),
						(booth != null) ? Stream.concat(name(booth.number()), name(booth.hall())) : Stream.empty())));
	}

	private SearchEntry room(Room room) {
		return new SearchEntry(SearchKind.ROOM, room.id(), 0, SearchEntry.NO_END,
				texts(Stream.of(Stream.of(words(room.name())))), List.of(),
				texts(Stream.of(Stream.ofNullable(room.floor()).map(this::words))));
	}

	private static long until(Session session) {
		return session.slot().takesPlace() ? session.slot().endsAt().toEpochMilli() : SearchEntry.CANCELLED;
	}

	private static Stream<SearchText> track(@Nullable Track track) {
		return (track != null) ? SearchText.each(track.name()) : Stream.empty();
	}

	private SearchText words(String name) {
		List<Locale> languages = this.programme.event().languages();
		return languages.isEmpty() ? SearchText.name(name)
				: SearchText.words(name, languages.getFirst().toLanguageTag());
	}

	private static Stream<SearchText> names(Stream<Speaker> speakers) {
		return speakers.map(Speaker::name).map(SearchText::name);
	}

	private static Stream<SearchText> name(@Nullable String name) {
		return (name != null) ? Stream.of(SearchText.name(name)) : Stream.empty();
	}

	private static List<SearchText> texts(Stream<Stream<SearchText>> parts) {
		return parts.flatMap((part) -> part).distinct().toList();
	}

}
