package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.Connection;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * The lists in an event: its sessions, its speakers, the steps of its schedule.
 */
@Controller
class SessionController {

	@SchemaMapping
	Connection<Session> sessions(Event event, @Argument @Nullable Integer first, @Argument @Nullable String after,
			@Argument @Nullable SessionFilter filter) {
		return Connection.of((filter != null) ? filter.in(event.programme()) : event.programme().sessions(), first,
				after, Session::id);
	}

	@SchemaMapping
	List<Material> materials(Session session, @Argument @Nullable OffsetDateTime at) {
		return session.materialsAt((at != null) ? at.toInstant() : session.programme().now());
	}

	@SchemaMapping
	Connection<Speaker> speakers(Event event, @Argument @Nullable Integer first, @Argument @Nullable String after) {
		return Connection.of(event.programme().speakers(), first, after, Speaker::id);
	}

	@SchemaMapping
	NowAndNext nowAndNext(Event event, @Argument @Nullable OffsetDateTime at) {
		return NowAndNext.of(event.programme(), (at != null) ? at.toInstant() : event.programme().now());
	}

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
