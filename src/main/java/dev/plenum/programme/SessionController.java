package dev.plenum.programme;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.Present;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Page;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.document.ReservedSeats;
import dev.plenum.schedule.Schedule;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Queries of the sessions, the speakers and the schedule changes of an event.
 */
@Controller
class SessionController {

	@FromMemory
	@SchemaMapping
	Connection<Session> sessions(Event event, Page page, @Argument @Nullable SessionFilter filter) {
		return page.of(event.id(), (filter != null) ? filter.in(event.programme()) : event.programme().sessions(),
				Session::id);
	}

	@FromMemory
	@SchemaMapping
	List<Material> materials(Session session, @Argument @Nullable OffsetDateTime at, @ContextValue Caller caller,
			@ContextValue Present present) {
		Instant now = present.between(session.materialTurns());
		Instant moment = (at != null) ? at.toInstant() : now;
		return (at != null && session.event().isOrganisedBy(caller)) ? session.materials(List.of(moment))
				: session.materials(List.of(now, moment));
	}

	@FromMemory
	@SchemaMapping
	@Nullable ShownSeats reservedSeats(Session session) {
		ReservedSeats seats = session.reservedSeats();
		return (seats == null) ? null : new ShownSeats(seats.seatCount(), seats.ticketTypes(),
				session.event().programme().at(seats.releasedAt()));
	}

	@FromMemory
	@SchemaMapping
	Connection<Speaker> speakers(Event event, Page page, @Argument @Nullable Boolean withoutSession,
			@ContextValue Caller caller) {
		boolean all = Boolean.TRUE.equals(withoutSession) && event.isOrganisedBy(caller);
		return page.of(event.id(), all ? event.programme().forOrganisers().speakers() : event.programme().speakers(),
				Speaker::id);
	}

	@FromMemory
	@SchemaMapping
	NowAndNext nowAndNext(Event event, @Argument @Nullable OffsetDateTime at, @ContextValue Present present) {
		return NowAndNext.of(event.programme(), (at != null) ? at.toInstant() : present.instant());
	}

	@FromMemory
	@SchemaMapping
	List<HiddenSession> hiddenSessions(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return event.programme().forOrganisers().hiddenSessions();
	}

	@FromMemory
	@SchemaMapping
	int draftRevision(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return event.programme().schedule().drafts().revision();
	}

	@FromMemory
	@SchemaMapping
	Connection<PublishedChange> changes(Event event, @Argument @Nullable Integer afterRevision, Page page) {
		Schedule schedule = event.programme().schedule();
		int start = (afterRevision != null) ? afterRevision : schedule.oldestRevision();
		int known = page.afterNumber().orElse(start);
		if (!schedule.remembers(known) || start > schedule.revision()) {
			throw Problem.of(ErrorCode.RESYNC_REQUIRED,
					"Revision %d is not stored. Read the programme again; its revision is %d.".formatted(known,
							schedule.revision()));
		}
		return page.numbered(
				event.programme().published(schedule.changesAfter(Math.max(start, schedule.oldestRevision()))),
				PublishedChange::revision);
	}

	/**
	 * The seats of a session that are kept for some types of ticket.
	 *
	 * @param seatCount the number of seats
	 * @param ticketTypes the types of ticket
	 * @param releasedAt when the seats that are left become free, in the event's timezone
	 */
	record ShownSeats(int seatCount, List<String> ticketTypes, OffsetDateTime releasedAt) {
	}

}
