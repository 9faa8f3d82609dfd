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
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The lists in an event: its sessions, its speakers, the steps of its schedule.
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
	Connection<Speaker> speakers(Event event, Page page) {
		return page.of(event.id(), event.programme().speakers(), Speaker::id);
	}

	@FromMemory
	@SchemaMapping
	NowAndNext nowAndNext(Event event, @Argument @Nullable OffsetDateTime at, @ContextValue Present present) {
		return NowAndNext.of(event.programme(), (at != null) ? at.toInstant() : present.instant());
	}

	@FromMemory
	@SchemaMapping
	Connection<PublishedChange> changes(Event event, @Argument int after, Page page) {
		if (!event.programme().schedule().remembers(after)) {
			throw Problem.of(ErrorCode.RESYNC_REQUIRED,
					"Revision %d is not kept. Read the programme anew; its revision is %d.".formatted(after,
							event.revision()));
		}
		return page.numbered(event.programme().published(event.programme().schedule().changesAfter(after)),
				PublishedChange::revision);
	}

}
