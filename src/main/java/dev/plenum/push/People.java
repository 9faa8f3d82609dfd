package dev.plenum.push;

import dev.plenum.meeting.MeetingBoards;
import dev.plenum.programme.Programme;
import dev.plenum.push.content.Attendees;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Reads from memory what this server knows of people at events.
 */
@Component
class People {

	private final Attendees attendees;

	private final MeetingBoards meetings;

	People(Attendees attendees, MeetingBoards meetings) {
		this.attendees = attendees;
		this.meetings = meetings;
	}

	Mono<Person> of(Programme programme, String subject) {
		return Mono.zip(this.attendees.of(programme, subject), this.meetings.of(programme, subject), Person::new);
	}

}
