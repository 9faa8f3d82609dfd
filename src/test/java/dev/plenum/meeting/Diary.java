package dev.plenum.meeting;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.plenum.exhibitor.Fair;

import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.graphql.test.tester.HttpGraphQlTester;

/**
 * What attendees and staff do with meetings at a fair.
 *
 * @param fair the fair
 */
record Diary(Fair fair) {

	static final String SELECTION = "meeting { id state name hostName isHostedByMe reason cancelledBy time { startsAt } exhibitor { name } }";

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
		return Fair.mutate(client, "requestMeeting", "RequestMeetingInput", SELECTION,
				Map.of("exhibitorId", exhibitor, "key", key, "name", "Ann of Malmö", "times", times));
	}

	Response answer(HttpGraphQlTester client, String meeting, String answer, Object how) {
		return Fair.mutate(client, "answerMeeting", "AnswerMeetingInput",
				"type: __typename ... on MeetingAnswered { %1$s } ... on MeetingConflict { %1$s } ... on MeetingClash { with { id } }"
					.formatted(SELECTION),
				Map.of("meetingId", meeting, "answer", Map.of(answer, how)));
	}

	Response agree(HttpGraphQlTester client, String meeting, int hours) {
		return Fair.mutate(client, "agreeToMeeting", "AgreeToMeetingInput",
				"type: __typename ... on MeetingAgreed { %1$s } ... on MeetingConflict { %1$s }".formatted(SELECTION),
				Map.of("meetingId", meeting, "time", time(hours)));
	}

	Response cancel(HttpGraphQlTester client, String meeting) {
		return Fair.mutate(client, "cancelMeeting", "CancelMeetingInput", SELECTION,
				Map.of("meetingId", meeting, "reason", "ill"));
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
					"query ($id: ID) { event(id: $id) { myAgenda { items { reasons meeting { exhibitor { name } } clashes { startsAt } } } } }")
			.variable("id", this.fair.id())
			.execute()
			.path("event.myAgenda.items[*]")
			.entityList(Item.class)
			.get()
			.stream()
			.filter((item) -> item.meeting() != null)
			.map((item) -> item.meeting().exhibitor().name() + item.reasons() + item.clashes().size())
			.toList();
	}

	private record Item(List<String> reasons, MeetingWith meeting, List<Object> clashes) {
	}

	private record MeetingWith(Named exhibitor) {
	}

	private record Named(String name) {
	}

}
