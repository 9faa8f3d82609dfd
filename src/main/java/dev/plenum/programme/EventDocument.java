package dev.plenum.programme;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.graphql.Text;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.programme.EventFacts.Attendance;
import dev.plenum.programme.EventFacts.Documentation;
import dev.plenum.programme.EventFacts.Exhibition;
import dev.plenum.programme.EventFacts.NextEdition;
import dev.plenum.programme.EventFacts.SignUp;
import dev.plenum.programme.EventFacts.Venue;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept. What a list or map lacks in the database is empty here.
 *
 * @param id the event's id
 * @param version rises with every write
 * @param slug its name in addresses
 * @param state who can see it
 * @param organiserSubjects the subjects of the tokens that may change it
 * @param name what it is called
 * @param alsoKnownAs another name
 * @param theme what it is about
 * @param edition the how-manieth it is
 * @param heldSince the year of the first
 * @param startsOn its first day
 * @param endsOn its last day
 * @param timezone the IANA name of its timezone
 * @param languages its languages, the one to fall back on first
 * @param venue where it takes place
 * @param organisers who holds it
 * @param topics the questions that it deals with
 * @param dayTopics the topic of each day that has one, by ISO date
 * @param attendance how many come
 * @param exhibition the exhibition in numbers
 * @param nextEdition the next time
 * @param documentation what it leaves behind
 * @param signUp how to sign up
 * @param assumed what is assumed in its data
 * @param roomSharing the kinds of session that share rooms
 * @param booking when seats can be booked, for the sessions that say nothing else
 * @param forEverybody the kinds of session that are for everybody; null for
 * {@link #FOR_EVERYBODY}
 * @param rooms its rooms by id
 * @param tracks its tracks by id
 * @param origin where it came from; null if it was made here
 */
public record EventDocument(@BsonId String id, long version, String slug, EventState state,
		List<String> organiserSubjects, Text name, @Nullable String alsoKnownAs, @Nullable Text theme,
		@Nullable Integer edition, @Nullable Integer heldSince, LocalDate startsOn, LocalDate endsOn, String timezone,
		List<String> languages, @Nullable Venue venue, List<Organiser> organisers, List<Text> topics,
		Map<String, Text> dayTopics, @Nullable Attendance attendance, @Nullable Exhibition exhibition,
		@Nullable NextEdition nextEdition, @Nullable Documentation documentation, @Nullable SignUp signUp,
		List<String> assumed, List<SessionKind> roomSharing, @Nullable BookingWindow booking,
		@Nullable List<SessionKind> forEverybody, Map<String, RoomEntry> rooms, Map<String, TrackEntry> tracks,
		@Nullable Origin origin) {

	/** The kinds of session that are for everybody where the organisers say nothing. */
	static final List<SessionKind> FOR_EVERYBODY = List.of(SessionKind.PLENARY, SessionKind.CULTURE,
			SessionKind.ANNUAL_MEETING, SessionKind.BREAK, SessionKind.MEAL, SessionKind.SOCIAL);

	public EventDocument {
		organiserSubjects = Lists.orEmpty(organiserSubjects);
		organisers = Lists.orEmpty(organisers);
		topics = Lists.orEmpty(topics);
		dayTopics = Lists.orEmpty(dayTopics);
		assumed = Lists.orEmpty(assumed);
		roomSharing = Lists.orEmpty(roomSharing);
		rooms = Lists.orEmpty(rooms);
		tracks = Lists.orEmpty(tracks);
	}

	/**
	 * A room as it is kept.
	 *
	 * @param position where it stands among the rooms, from 0
	 * @param name what the signs say
	 * @param capacity how many people fit
	 * @param floor on which floor it is
	 * @param walkingMinutes how long the way between it and the other rooms takes
	 * @param accessibility who can get in and follow
	 * @param origin where it came from; null if it was made here
	 */
	public record RoomEntry(int position, String name, @Nullable Integer capacity, @Nullable String floor,
			@Nullable Integer walkingMinutes, @Nullable Accessibility accessibility, @Nullable Origin origin) {
	}

	/**
	 * A track as it is kept.
	 *
	 * @param position where it stands among the tracks, from 0
	 * @param name what it is called
	 * @param color the colour to show it in, as {@code #rrggbb}
	 * @param origin where it came from; null if it was made here
	 */
	public record TrackEntry(int position, Text name, @Nullable String color, @Nullable Origin origin) {
	}

}
