package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.Present;
import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Problem;
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
	Connection<Session> sessions(Event event, @Argument @Nullable Integer first, @Argument @Nullable String after,
			@Argument @Nullable SessionFilter filter) {
		return Connection.of((filter != null) ? filter.in(event.programme()) : event.programme().sessions(), first,
				after, Session::id);
	}

	@FromMemory
	@SchemaMapping
	List<Material> materials(Session session, @Argument @Nullable OffsetDateTime at, @ContextValue Present present) {
		return session.materialsAt((at != null) ? at.toInstant() : present.between(session.materialTurns()));
	}

	@FromMemory
	@SchemaMapping
	Connection<Speaker> speakers(Event event, @Argument @Nullable Integer first, @Argument @Nullable String after) {
		return Connection.of(event.programme().speakers(), first, after, Speaker::id);
	}

	@FromMemory
	@SchemaMapping
	NowAndNext nowAndNext(Event event, @Argument @Nullable OffsetDateTime at, @ContextValue Present present) {
		return NowAndNext.of(event.programme(), (at != null) ? at.toInstant() : present.instant());
	}

	@FromMemory
	@SchemaMapping
	Connection<PublishedChange> changes(Event event, @Argument int after, @Argument @Nullable Integer first) {
		if (!event.programme().schedule().remembers(after)) {
			throw Problem.of(ErrorCode.RESYNC_REQUIRED,
					"Revision %d is not kept. Read the programme anew; its revision is %d.".formatted(after,
							event.revision()));
		}
		return Connection.numbered(event.programme().published(event.programme().schedule().changesAfter(after)), first,
				PublishedChange::revision);
	}

}
