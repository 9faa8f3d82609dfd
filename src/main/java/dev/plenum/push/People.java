package dev.plenum.push;

import dev.plenum.meeting.MeetingBoards;
import dev.plenum.participant.Links;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.push.content.Attendees;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads from memory what this server knows of people at events.
 */
@Component
class People {

	private final Attendees attendees;

	private final MeetingBoards meetings;

	private final Links links;

	People(Attendees attendees, MeetingBoards meetings, Links links) {
		this.attendees = attendees;
		this.meetings = meetings;
		this.links = links;
	}

	/**
	 * Returns what is known of a person.
	 * @param ticket the subject of the person's ticket, for the devices that were
	 * registered with it: without what the person knows as a member of an exhibitor's
	 * staff; null for the account
	 */
	Mono<Person> of(Programme programme, String subject, @Nullable String ticket) {
		return Mono
			.zip(this.attendees.of(programme, subject, ticket), this.meetings.of(programme, subject, ticket == null),
					this.links.takesPartSince(programme.id(), (ticket != null) ? ticket : subject).singleOptional())
			.map((known) -> new Person(known.getT1(), known.getT2(), known.getT3().orElse(null)));
	}

	/**
	 * Returns the subject of the ticket with which somebody calls.
	 * @return null for the token of an account
	 */
	static @Nullable String ticketOf(Caller caller) {
		return (caller.boundTo() != null) ? caller.requireHolder() : null;
	}

}
