package dev.plenum.meeting;

import java.util.Comparator;
import java.util.List;

import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * The meetings of attendees and exhibitors.
 */
@Controller
class MeetingController {

	private static final Comparator<MeetingEntry> NEWEST_FIRST = Comparator.comparing(MeetingEntry::requestedAt)
		.thenComparing(MeetingEntry::id)
		.reversed();

	private final ShowFloors floors;

	private final MeetingBoards boards;

	private final MeetingDesk desk;

	MeetingController(ShowFloors floors, MeetingBoards boards, MeetingDesk desk) {
		this.floors = floors;
		this.boards = boards;
		this.desk = desk;
	}

	@SchemaMapping
	Flux<Meeting> myMeetings(Event event, @ContextValue Caller caller) {
		return (caller.subject() == null) ? Flux.empty()
				: this.boards.of(event.programme(), caller.subject(), !caller.isLinked())
					.flatMapIterable((meetings) -> meetings.stream()
						.sorted(Comparator.comparing(Meeting::entry, NEWEST_FIRST))
						.toList());
	}

	@SchemaMapping
	Mono<Connection<Meeting>> meetings(Exhibitor exhibitor, Page page, @Argument @Nullable List<MeetingState> states,
			@ContextValue Caller caller) {
		return this.floors.staffed(exhibitor.id(), caller)
			.flatMap((own) -> this.boards.live(own.event().id()).get())
			.map((board) -> page
				.of(exhibitor.id(),
						board.ofExhibitor(exhibitor.id())
							.stream()
							.filter((meeting) -> states == null || states.contains(meeting.state()))
							.sorted(NEWEST_FIRST)
							.toList(),
						MeetingEntry::id)
				.map((entry) -> new Meeting(exhibitor.programme(), exhibitor.id(), entry)));
	}

	@SchemaMapping
	Mono<Exhibitor> exhibitor(Meeting meeting, @ContextValue Caller caller) {
		return (meeting.formerExhibitor() != null) ? Mono.empty() : this.floors.visible(meeting.exhibitorId(), caller);
	}

	@SchemaMapping
	Mono<String> exhibitorName(Meeting meeting, @ContextValue Caller caller) {
		return Mono.justOrEmpty(meeting.formerExhibitor())
			.filter((name) -> !name.isEmpty())
			.switchIfEmpty(exhibitor(meeting, caller).map(Exhibitor::name));
	}

	@SchemaMapping
	Mono<Meeting> otherMeeting(MeetingClash clash, @ContextValue Caller caller) {
		return this.desk.visible(clash.with().id(), clash.with().programme(), caller);
	}

	@SchemaMapping
	boolean hostedByMe(Meeting meeting, @ContextValue Caller caller) {
		return caller.holder() != null && caller.holder().equals(meeting.entry().host());
	}

	@SubscriptionMapping
	Flux<Meeting> meetingChanged(@Argument String exhibitorId, @ContextValue Caller caller, GraphQLContext context) {
		return this.desk.changes(exhibitorId, caller, context);
	}

}
