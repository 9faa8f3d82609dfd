package dev.plenum.meeting;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.plenum.meeting.MeetingEntry.Time;
import dev.plenum.mydata.AttendeeData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The meetings that a person requested or hosts, and the news for the person. Deletion
 * removes requested meetings; hosted ones lose their host.
 */
@Component
@Order(6)
class PersonalMeetings implements AttendeeData {

	private final Meetings meetings;

	private final HostCalendars calendars;

	private final MeetingWriter writer;

	private final InstantSource clock;

	PersonalMeetings(Meetings meetings, HostCalendars calendars, MeetingWriter writer, InstantSource clock) {
		this.meetings = meetings;
		this.calendars = calendars;
		this.writer = writer;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "meetings";
	}

	@Override
	public Mono<Object> of(String subject, @Nullable String eventId) {
		return this.meetings.ofPerson(subject)
			.filter((found) -> AttendeeData.isIn(eventId, found.eventId()))
			.map((found) -> (eventId != null) ? found.requestedBy(subject) : found)
			.flatMapIterable((meetings) -> Stream
				.concat(meetings.meetings()
					.stream()
					.filter((meeting) -> meeting.concerns(subject))
					.map((meeting) -> json(meetings, meeting, subject)),
						meetings.news()
							.stream()
							.filter((news) -> subject.equals(news.subject()))
							.map((news) -> json(meetings, news)))
				.toList())
			.collectList()
			.cast(Object.class);
	}

	@Override
	public Mono<Integer> delete(String subject, @Nullable String eventId) {
		return (eventId != null) ? deleteRequested(subject, eventId) : deleteAll(subject);
	}

	private Mono<Integer> deleteRequested(String subject, String eventId) {
		return this.meetings.ofPerson(subject)
			.filter((found) -> found.eventId().equals(eventId))
			.collectList()
			.flatMapIterable((found) -> found)
			.concatMap((found) -> this.writer
				.settle(found.exhibitorId(), eventId,
						(meetings) -> meetings.withoutRequestsOf(subject, this.clock.instant()))
				.thenReturn(found.requestedBy(subject).meetings().size()))
			.reduce(0, Integer::sum);
	}

	private Mono<Integer> deleteAll(String subject) {
		return this.meetings.ofPerson(subject)
			.collectList()
			.flatMapIterable((found) -> found)
			.concatMap((found) -> this.writer
				.settle(found.exhibitorId(), found.eventId(),
						(meetings) -> meetings.without(subject, this.clock.instant()))
				.thenReturn(Math
					.toIntExact(found.meetings().stream().filter((meeting) -> meeting.concerns(subject)).count())))
			.reduce(0, Integer::sum)
			.flatMap((count) -> this.calendars.forget(subject).thenReturn(count));
	}

	private static Map<String, @Nullable Object> json(MeetingsDocument found, MeetingEntry meeting, String subject) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", found.eventId());
		json.put("exhibitorId", found.exhibitorId());
		json.put("state", meeting.state().name());
		json.put("time", (meeting.time() != null) ? json(meeting.time()) : null);
		if (meeting.attendee().equals(subject)) {
			json.put("name", meeting.name());
			json.put("note", meeting.message());
			json.put("wanted", meeting.wanted().stream().map(PersonalMeetings::json).toList());
			json.put("requestedAt", meeting.requestedAt().toString());
		}
		else {
			json.put("hostName", meeting.hostName());
		}
		json.put("closingNote", meeting.reason());
		return json;
	}

	private static Map<String, @Nullable Object> json(MeetingsDocument found, MeetingNews news) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		json.put("eventId", found.eventId());
		json.put("exhibitorId", found.exhibitorId());
		json.put("news", news.kind().name());
		json.put("state", news.state().name());
		json.put("time", (news.time() != null) ? json(news.time()) : null);
		json.put("at", news.at().toString());
		return json;
	}

	private static Map<String, Object> json(Time time) {
		return Map.of("startsAt", time.startsAt().toString(), "endsAt", time.endsAt().toString());
	}

}
