package dev.plenum.live;

import java.util.List;
import java.util.Set;

import dev.plenum.platform.broadcast.Broadcast;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.LinkedAccounts;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.PublishedDraftChange;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * The subscriptions to the changes of a schedule, to all visible changes and to drafts.
 */
@Controller
class LiveController {

	private static final int MOST_SESSIONS = 500;

	private final EventAccess access;

	private final ScheduleChanges changes;

	private final ProgrammeChanges everything;

	private final DraftChanges drafts;

	private final PersonalProgramme personal;

	private final LinkedAccounts links;

	LiveController(EventAccess access, ScheduleChanges changes, ProgrammeChanges everything, DraftChanges drafts,
			PersonalProgramme personal, LinkedAccounts links) {
		this.access = access;
		this.changes = changes;
		this.everything = everything;
		this.drafts = drafts;
		this.personal = personal;
		this.links = links;
	}

	@SubscriptionMapping
	Flux<PublishedChange> scheduleChanged(@Argument String eventId, @Argument @Nullable Integer afterRevision,
			@Argument @Nullable List<String> sessionIds, @Argument @Nullable Boolean onlyMine,
			@ContextValue Caller caller, GraphQLContext context) {
		if (sessionIds != null && sessionIds.size() > MOST_SESSIONS) {
			throw Problem.badInput("Give at most %d sessions.".formatted(MOST_SESSIONS), "sessionIds");
		}
		Integer after = Resume.after(context, afterRevision);
		Set<String> wanted = (sessionIds != null) ? Set.copyOf(sessionIds) : null;
		if (!Boolean.TRUE.equals(onlyMine)) {
			return this.access.requiredEvent(eventId, caller)
				.flatMapMany((programme) -> this.changes.broadcast(programme, after, wanted, caller, context));
		}
		String subject = caller.requireSubject();
		Flux<PublishedChange> mine = this.personal.only(this.access.requiredEvent(eventId, caller)
			.flatMapMany((programme) -> this.changes.of(programme, after, wanted, caller)), eventId, subject);
		return Broadcast.resumable(context, this.links.whileUnlinked(caller, mine),
				(change) -> Integer.toString(change.revision()));
	}

	@SubscriptionMapping
	Flux<ProgrammeChange> programmeChanged(@Argument String eventId, @Argument @Nullable Integer after,
			@ContextValue Caller caller, GraphQLContext context) {
		return this.access.requiredEvent(eventId, caller)
			.flatMapMany(
					(programme) -> this.everything.broadcast(programme, Resume.after(context, after), caller, context));
	}

	@SubscriptionMapping
	Flux<PublishedDraftChange> draftsChanged(@Argument String eventId, @Argument @Nullable Integer afterRevision,
			@ContextValue Caller caller, GraphQLContext context) {
		Integer after = Resume.after(context, afterRevision);
		return this.access.organisedEventEvenIfArchived(eventId, caller)
			.flatMapMany((programme) -> this.drafts.of(programme, after, caller, context));
	}

}
