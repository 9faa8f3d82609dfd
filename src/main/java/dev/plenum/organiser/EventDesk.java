package dev.plenum.organiser;

import java.util.Map;

import dev.plenum.organiser.OrganiserController.SetOrganisersInput;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Lists;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.document.Events;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.Schedules;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates and changes events.
 */
@Component
class EventDesk {

	private static final int MOST_ORGANISERS = 200;

	private final EventAccess access;

	private final ProgrammeWriter writer;

	private final Schedules schedules;

	private final Events events;

	EventDesk(EventAccess access, ProgrammeWriter writer, Schedules schedules, Events events) {
		this.access = access;
		this.writer = writer;
		this.schedules = schedules;
		this.events = events;
	}

	Mono<Event> put(PutEventInput input, Caller caller) {
		return this.access.visibleEvent(input.eventId(), caller)
			.hasElement()
			.flatMap((visible) -> visible ? change(input, caller) : create(input, caller));
	}

	Mono<Event> setOrganisers(SetOrganisersInput input, Caller caller) {
		Check.that(input.subjects().size() <= MOST_ORGANISERS, "At most %d subjects.".formatted(MOST_ORGANISERS),
				"subjects");
		Check.each(input.subjects(), (subject) -> !subject.isBlank(), "A subject must not be blank.", "subjects");
		return this.access.organisedEvent(input.eventId(), caller)
			.doOnNext((programme) -> NoOrganiserLeft.requireOne(programme, input.subjects(), caller))
			.flatMap((programme) -> this.writer.putEvent(input.eventId(), input.expectedVersion(),
					new Fields().set("organiserSubjects", input.subjects())));
	}

	private Mono<Event> create(PutEventInput input, Caller caller) {
		caller.requireSubject();
		requireAdministrator(caller);
		ProgrammeWriter.requireExpected(false, input.expectedVersion());
		input.check(null);
		return this.schedules.begin(Schedule.first(input.eventId(), Map.of()))
			.then(Mono.defer(() -> this.writer.putEvent(input.eventId(),
					this.events.create(input.eventId(), input.expectedVersion(), input.fields()))));
	}

	private Mono<Event> change(PutEventInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller).flatMap((programme) -> {
			input.check(programme.event());
			if (!input.organiserSubjects().isOmitted()) {
				NoOrganiserLeft.requireOne(programme, Lists.orEmpty(input.organiserSubjects().value()), caller);
			}
			SessionsOutsideDays.requireNone(programme, input.daysAfter(programme.documents()));
			return this.writer.putEvent(input.eventId(), input.expectedVersion(), input.fields());
		});
	}

	private static void requireAdministrator(Caller caller) {
		if (!caller.administrator()) {
			throw Problem.of(ErrorCode.FORBIDDEN, "Only an administrator may do this.");
		}
	}

}
