package dev.plenum.organiser.schedule;

import java.time.OffsetDateTime;
import java.util.List;

import dev.plenum.platform.graphql.Problem;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.SpeakerRef;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * A change of a schedule; the schema describes each property.
 */
record ChangeScheduleInput(String eventId, @Nullable Integer expectedRevision, @Nullable String note,
		@Nullable Boolean force, @Nullable Boolean dryRun, List<EditInput> edits) {

	private static final int MOST_EDITS = 200;

	ScheduleRequest request() {
		if (this.edits.isEmpty() || this.edits.size() > MOST_EDITS) {
			throw Problem.badInput("Send 1 to %d edits.".formatted(MOST_EDITS), "input", "edits");
		}
		return ScheduleRequest.of(this.edits.stream().map(EditInput::edit).toList(),
				ScheduleOptions.of(this.expectedRevision, null, this.note, this.force, this.dryRun), null,
				this::problem);
	}

	private Problem problem(ScheduleOutcome.Invalid invalid) {
		return Problem.badInput(invalid.message(), "input", "edits", invalid.edit(),
				this.edits.get(invalid.edit()).kind(), invalid.field());
	}

	/**
	 * One edit. Exactly one of its components is not null.
	 */
	record EditInput(@Nullable MoveInput move, @Nullable SessionRefInput cancel, @Nullable SessionRefInput reinstate,
			@Nullable SetSpeakersInput speakers, @Nullable SessionRefInput remove) {

		ScheduleEdit edit() {
			if (this.move != null) {
				return this.move.edit();
			}
			if (this.cancel != null) {
				return new ScheduleEdit.Cancel(this.cancel.sessionId());
			}
			if (this.reinstate != null) {
				return new ScheduleEdit.Reinstate(this.reinstate.sessionId());
			}
			if (this.speakers != null) {
				return new ScheduleEdit.SetSpeakers(this.speakers.sessionId(),
						this.speakers.speakers().stream().map(SpeakerRefInput::ref).toList());
			}
			if (this.remove != null) {
				return new ScheduleEdit.Remove(this.remove.sessionId());
			}
			throw Problem.badInput("An edit has exactly one field.", "input", "edits");
		}

		String kind() {
			if (this.move != null) {
				return "move";
			}
			if (this.cancel != null) {
				return "cancel";
			}
			if (this.reinstate != null) {
				return "reinstate";
			}
			return (this.speakers != null) ? "speakers" : "remove";
		}

	}

	record MoveInput(String sessionId, @Nullable OffsetDateTime startsAt, @Nullable OffsetDateTime endsAt,
			@Nullable List<String> roomIds) {

		ScheduleEdit edit() {
			return new ScheduleEdit.Move(this.sessionId, (this.startsAt != null) ? this.startsAt.toInstant() : null,
					(this.endsAt != null) ? this.endsAt.toInstant() : null, this.roomIds);
		}

	}

	record SessionRefInput(String sessionId) {
	}

	record SetSpeakersInput(String sessionId, List<SpeakerRefInput> speakers) {
	}

	record SpeakerRefInput(String speakerId, @Nullable SpeakerRole role) {

		SpeakerRef ref() {
			return new SpeakerRef(this.speakerId, (this.role != null) ? this.role : SpeakerRole.SPEAKER);
		}

	}

}
