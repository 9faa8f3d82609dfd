package dev.plenum.meeting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.plenum.exhibitor.Fair;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/**
 * Requests of attendees and staff about meetings.
 *
 * @param fair the fair
 */
record Diary(Fair fair) {

	static final String SELECTION = "meeting { id meetingState name hostName hostedByMe closingNote cancelledBy version time { startsAt } exhibitor { name } }";

	/**
	 * Asks for a meeting of an hour.
	 * @param hours in how many hours it is wanted
	 * @return its id
	 */
	String request(String name, String exhibitor, String key, int... hours) {
		return request(this.fair.as(name), exhibitor, key, hours).path("requestMeeting.meeting.id")
			.entity(String.class)
			.get();
	}

	Response request(HttpGraphQlTester client, String exhibitor, String key, int... hours) {
		List<Map<String, String>> times = Arrays.stream(hours).mapToObj(this::time).toList();
		return Fair.mutate(client, "requestMeeting", "MeetingRequested",
				SELECTION + " } ... on ExhibitionClosed { exhibitionHours { startsAt endsAt }",
				Map.of("exhibitorId", exhibitor, "key", key, "name", "Ann of Malmö", "times", times));
	}

	Response answer(HttpGraphQlTester client, String meeting, String answer, Object how) {
		return Fair.mutate(client, "answerMeeting", "MeetingAnswered",
				SELECTION + " } ... on Outdated { current { id } } ... on MeetingClash { otherMeeting { id }",
				Map.of("meetingId", meeting, "answer", Map.of(answer, how)));
	}

	Response propose(HttpGraphQlTester client, String meeting, int hours) {
		return Fair.mutate(client, "proposeMeetingTime", "MeetingTimeProposed",
				SELECTION + " } ... on ExhibitionClosed { exhibitionHours { startsAt endsAt }",
				Map.of("meetingId", meeting, "time", time(hours)));
	}

	/**
	 * Gives a meeting to another host.
	 * @param host the token subject of the host; null for the caller
	 */
	Response reassign(HttpGraphQlTester client, String meeting, @Nullable String host) {
		return Fair.mutate(client, "reassignMeeting", "MeetingReassigned",
				SELECTION + " } ... on MeetingClash { otherMeeting { id }",
				(host != null) ? Map.of("meetingId", meeting, "hostSubject", host, "hostName", "Kim")
						: Map.of("meetingId", meeting));
	}

	Response agree(HttpGraphQlTester client, String meeting, int hours) {
		return Fair.mutate(client, "agreeToMeeting", "MeetingAgreed", SELECTION + " } ... on Outdated { current { id }",
				Map.of("meetingId", meeting, "time", time(hours)));
	}

	Response cancel(HttpGraphQlTester client, String meeting) {
		return Fair.mutate(client, "cancelMeeting", "MeetingCancelled", SELECTION,
				Map.of("meetingId", meeting, "note", "ill"));
	}

	Map<String, String> time(int hours) {
		return Map.of("startsAt", this.fair.conference().in(hours), "endsAt", this.fair.conference().in(hours + 1));
	}

	/**
	 * What of somebody's agenda are meetings, with the exhibitor's name and what clashes.
	 */
	List<String> agenda(String name) {
		return this.fair.as(name)
			.document(
					"query ($id: ID) { event(id: $id) { myAgenda { items { ... on AgendaMeeting { meeting { exhibitor { name } } clashes { __typename } } } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myAgenda.items[*]")
			.entityList(Item.class)
			.get()
			.stream()
			.filter((item) -> item.meeting() != null)
			.map((item) -> item.meeting().exhibitor().name() + item.clashes().size())
			.toList();
	}

	private record Item(MeetingWith meeting, List<Object> clashes) {
	}

	private record MeetingWith(Named exhibitor) {
	}

	private record Named(String name) {
	}

}
