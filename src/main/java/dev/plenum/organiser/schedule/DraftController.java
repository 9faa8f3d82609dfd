package dev.plenum.organiser.schedule;

import java.time.Instant;
import java.util.List;

import dev.plenum.organiser.schedule.ChangeSchedulePayload.ScheduleClash;
import dev.plenum.organiser.schedule.ChangeSchedulePayload.SessionClash;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.PublishedDraft;
import dev.plenum.programme.PublishedDraftChange;
import dev.plenum.schedule.ScheduleOutcome;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Drafts of schedule changes.
 */
@Controller
class DraftController {

	private final EventAccess access;

	private final DraftDesk drafts;

	private final ScheduleDesk schedules;

	DraftController(EventAccess access, DraftDesk drafts, ScheduleDesk schedules) {
		this.access = access;
		this.drafts = drafts;
		this.schedules = schedules;
	}

	@FromMemory
	@SchemaMapping
	List<PublishedDraft> scheduleDrafts(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return PublishedDraft.all(event.programme());
	}

	@FromMemory
	@SchemaMapping(typeName = "DraftChange")
	@Nullable PublishedDraft draft(PublishedDraftChange change) {
		return PublishedDraft.find(change.programme(), change.draftId());
	}

	@FromMemory
	@SchemaMapping(typeName = "ScheduleDraft")
	List<SessionClash> clashes(PublishedDraft draft) {
		return (draft.outcome() instanceof ScheduleOutcome.Clashed clashed)
				? ScheduleClash.of(draft.programme(), clashed.clashes(), null).clashes() : List.of();
	}

	@MutationMapping
	Mono<ScheduleDraftPut> putScheduleDraft(@Argument PutScheduleDraftInput input, @ContextValue Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.drafts.put(input, programme));
	}

	@MutationMapping
	Mono<ChangeSchedulePayload> publishScheduleDraft(@Argument PublishScheduleDraftInput input,
			@ContextValue Caller caller) {
		return this.access.organisedEventContaining(input.draftId(), caller)
			.flatMap((programme) -> this.schedules.change(input.request(), programme));
	}

	@MutationMapping
	Mono<ScheduleDraftDiscarded> discardScheduleDraft(@Argument DiscardScheduleDraftInput input,
			@ContextValue Caller caller) {
		return this.access.organisedEventContaining(input.draftId(), caller)
			.flatMap((programme) -> this.drafts.discard(input.draftId(), input.requestId(), programme));
	}

	record DiscardScheduleDraftInput(String draftId, @Nullable String requestId) {
	}

	record PublishScheduleDraftInput(String draftId, @Nullable Integer expectedRevision, @Nullable Boolean force,
			@Nullable Boolean dryRun) {

		ScheduleRequest request() {
			return new ScheduleRequest((schedule, rules, terms) -> schedule.publishDraft(this.draftId, rules, terms),
					(schedule) -> schedule.changesOf(this.draftId, Instant.EPOCH),
					ScheduleOptions.of(this.expectedRevision, null, null, this.force, this.dryRun), null,
					PublishScheduleDraftInput::problem);
		}

		private static Problem problem(ScheduleOutcome.Invalid invalid) {
			return invalid.field().equals("draftId") ? Problem.of(ErrorCode.NOT_FOUND, invalid.message())
					: Problem.badInput(invalid.message(), "input", "draftId");
		}

	}

	record ScheduleDraftPut(PublishedDraft draft, Event event) {
	}

	record ScheduleDraftDiscarded(@Nullable String removedId, Event event) {
	}

}
