package dev.plenum.programme;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.plenum.schedule.ChangeTerms;
import dev.plenum.schedule.DraftEdit;
import dev.plenum.schedule.ScheduleDraft;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.SpeakerRef;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * A draft of a schedule change as organisers see it; the schema describes each property.
 *
 * @param programme the snapshot that it belongs to
 * @param id its id
 * @param stored the draft
 */
public record PublishedDraft(Programme programme, String id, ScheduleDraft stored) {

	/**
	 * Returns a draft that exists.
	 * @param programme the event
	 * @param id the draft's id
	 * @return the draft
	 */
	public static PublishedDraft of(Programme programme, String id) {
		return new PublishedDraft(programme, id,
				Objects.requireNonNull(programme.schedule().drafts().collected().get(id)));
	}

	/**
	 * Finds a draft.
	 * @param programme the event
	 * @param id any id; null for none
	 * @return the draft; null if there is none
	 */
	public static @Nullable PublishedDraft find(Programme programme, @Nullable String id) {
		return (id != null && programme.schedule().drafts().collected().containsKey(id)) ? of(programme, id) : null;
	}

	/**
	 * Returns the drafts of an event.
	 * @param programme the event
	 * @return the drafts by id
	 */
	public static List<PublishedDraft> all(Programme programme) {
		return programme.schedule()
			.drafts()
			.collected()
			.keySet()
			.stream()
			.sorted()
			.map((id) -> of(programme, id))
			.toList();
	}

	public int version() {
		return this.stored.version();
	}

	public String name() {
		return this.stored.name();
	}

	public @Nullable String note() {
		return this.stored.note();
	}

	public OffsetDateTime updatedAt() {
		return this.programme.at(this.stored.changedAt());
	}

	public List<PublishedEdit> edits() {
		return this.stored.edits().stream().map((edit) -> new PublishedEdit(this.programme, edit)).toList();
	}

	public @Nullable String problem() {
		return (outcome() instanceof ScheduleOutcome.Invalid invalid) ? invalid.message() : null;
	}

	/**
	 * Decides what publishing the draft would result in now.
	 * @return the outcome
	 */
	public ScheduleOutcome outcome() {
		return this.programme.schedule()
			.change(this.stored.scheduleEdits(), this.programme.rules(),
					ChangeTerms.of(false, null, this.stored.changedAt()));
	}

	/**
	 * One edit of a draft.
	 *
	 * @param programme the snapshot that it belongs to
	 * @param stored the edit
	 */
	public record PublishedEdit(Programme programme, DraftEdit stored) {

		public DraftEdit.Kind kind() {
			return this.stored.kind();
		}

		public String sessionId() {
			return this.stored.sessionId();
		}

		public @Nullable Session session() {
			return this.programme.forOrganisers().session(this.stored.sessionId()).orElse(null);
		}

		public @Nullable OffsetDateTime startsAt() {
			return this.programme.moment(this.stored.startsAt());
		}

		public @Nullable OffsetDateTime endsAt() {
			return this.programme.moment(this.stored.endsAt());
		}

		public @Nullable List<Room> rooms() {
			List<String> ids = this.stored.roomIds();
			return (ids != null) ? ids.stream().flatMap((room) -> this.programme.room(room).stream()).toList() : null;
		}

		public @Nullable List<DraftSpeaker> speakers() {
			List<SpeakerRef> refs = this.stored.speakers();
			return (refs != null) ? refs.stream()
				.flatMap((ref) -> this.programme.speaker(ref.speakerId())
					.map((speaker) -> new DraftSpeaker(speaker, ref.role()))
					.stream())
				.toList() : null;
		}

	}

	/**
	 * The part of a speaker in a draft.
	 *
	 * @param speaker the speaker
	 * @param role the role
	 */
	public record DraftSpeaker(Speaker speaker, SpeakerRole role) {
	}

}
