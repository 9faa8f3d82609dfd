package dev.plenum.meeting;

import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Moves the meetings that a ticket requested to the account that entered its code.
 */
@Component
@Order(4)
class LinkedMeetings implements LinkedData {

	private final Meetings meetings;

	private final MeetingWriter writer;

	LinkedMeetings(Meetings meetings, MeetingWriter writer) {
		this.meetings = meetings;
		this.writer = writer;
	}

	@Override
	public Mono<Void> move(Link link) {
		return this.meetings.ofPerson(link.ticket())
			.filter((found) -> found.eventId().equals(link.eventId()))
			.collectList()
			.flatMapIterable((all) -> all)
			.concatMap((found) -> this.writer.settle(found.exhibitorId(), found.eventId(),
					(meetings) -> meetings.moved(link.ticket(), link.account())))
			.then();
	}

}
