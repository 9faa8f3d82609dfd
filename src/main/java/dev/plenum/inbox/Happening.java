package dev.plenum.inbox;

import java.time.Instant;
import java.util.List;

import dev.plenum.agenda.AgendaDocument.Decision;
import dev.plenum.announcement.BulletinDocument;
import dev.plenum.meeting.MeetingBoards.ExhibitorNews;
import dev.plenum.meeting.MeetingNews;
import dev.plenum.schedule.ScheduleChange;
import dev.plenum.schedule.ScheduleChangeKind;
import dev.plenum.seating.SeatItem;

/**
 * Something that has happened, for whomever it concerns.
 */
public sealed interface Happening {

	/**
	 * Returns the step of the source that reports it.
	 * @return the step
	 */
	Step step();

	/**
	 * Returns when it happened.
	 * @return the moment, by the clock of the server that stored it
	 */
	Instant at();

	/**
	 * Returns what identifies it in the event. Keys of one source are in the order of
	 * their steps.
	 * @return letters, digits, underscores and dots
	 */
	default String key() {
		return "%s.%010d".formatted(step().source(), step().number());
	}

	/**
	 * Returns why it is in an inbox.
	 * @return the cause
	 */
	NewsCause cause();

	/**
	 * A session changed in the schedule.
	 *
	 * @param change the change
	 */
	record Changed(ScheduleChange change) implements Happening {

		@Override
		public Step step() {
			return new Step(Positions.SCHEDULE, this.change.revision());
		}

		@Override
		public Instant at() {
			return this.change.at();
		}

		@Override
		public NewsCause cause() {
			List<ScheduleChangeKind> kinds = this.change.kinds();
			if (kinds.contains(ScheduleChangeKind.CANCELLED) || kinds.contains(ScheduleChangeKind.REMOVED)) {
				return NewsCause.SESSION_CANCELLED;
			}
			if (kinds.contains(ScheduleChangeKind.REINSTATED) || kinds.contains(ScheduleChangeKind.ADDED)) {
				return NewsCause.SESSION_REINSTATED;
			}
			return kinds.contains(ScheduleChangeKind.MOVED_TIME) || kinds.contains(ScheduleChangeKind.MOVED_ROOM)
					? NewsCause.SESSION_MOVED : NewsCause.SESSION_SPEAKERS_CHANGED;
		}

	}

	/**
	 * A session had changed before it was added to the agenda by a device that was
	 * offline.
	 *
	 * @param sessionId the session
	 * @param decision the decision to add it
	 */
	record Missed(String sessionId, Decision decision) implements Happening {

		@Override
		public Step step() {
			return new Step(Positions.AGENDA, this.decision.number());
		}

		@Override
		public String key() {
			return Happening.super.key() + '.' + Positions.document(this.sessionId);
		}

		@Override
		public Instant at() {
			return this.decision.at();
		}

		@Override
		public NewsCause cause() {
			return NewsCause.SESSION_CHANGED_SINCE_ADDED;
		}

	}

	/**
	 * A bulletin was posted.
	 *
	 * @param bulletin the bulletin
	 */
	record Posted(BulletinDocument bulletin) implements Happening {

		@Override
		public Step step() {
			return new Step(Positions.BULLETINS, this.bulletin.number());
		}

		@Override
		public Instant at() {
			return this.bulletin.at();
		}

		@Override
		public NewsCause cause() {
			return switch (this.bulletin.kind()) {
				case ANNOUNCED -> NewsCause.ANNOUNCEMENT;
				case CORRECTED -> NewsCause.ANNOUNCEMENT_CORRECTED;
				case WITHDRAWN -> NewsCause.ANNOUNCEMENT_WITHDRAWN;
				case SESSION_OVER -> NewsCause.FEEDBACK_REQUESTED;
			};
		}

	}

	/**
	 * Something happened to the attendee's seat or place on the waiting list.
	 *
	 * @param sessionId the session
	 * @param item what happened
	 */
	record Seated(String sessionId, SeatItem item) implements Happening {

		@Override
		public Step step() {
			return new Step(Positions.seats(this.sessionId), this.item.number());
		}

		@Override
		public Instant at() {
			return this.item.at();
		}

		@Override
		public NewsCause cause() {
			return switch (this.item.kind()) {
				case PROMOTED -> NewsCause.SEAT_PROMOTED;
				case OFFERED -> NewsCause.SEAT_OFFERED;
				case OFFER_ENDED, OFFER_LOST -> NewsCause.SEAT_OFFER_ENDED;
				case NO_SHOW, CLASH, RELEASED -> NewsCause.SEAT_LOST;
				case NOT_NEEDED -> NewsCause.SEAT_NOT_NEEDED;
				case NEEDED -> NewsCause.SEAT_NEEDED;
			};
		}

	}

	/**
	 * Something happened to a meeting of the person.
	 *
	 * @param exhibitor the exhibitor whose meetings these are
	 * @param news what happened
	 */
	record Met(ExhibitorNews exhibitor, MeetingNews news) implements Happening {

		@Override
		public Step step() {
			return new Step(Positions.meetings(this.exhibitor.exhibitorId()), this.news.number());
		}

		@Override
		public Instant at() {
			return this.news.at();
		}

		@Override
		public NewsCause cause() {
			return switch (this.news.kind()) {
				case REQUESTED -> NewsCause.MEETING_REQUESTED;
				case ANSWERED -> NewsCause.MEETING_ANSWERED;
				case MOVED -> NewsCause.MEETING_MOVED;
				case REASSIGNED -> NewsCause.MEETING_REASSIGNED;
				case ENDED -> NewsCause.MEETING_ENDED;
			};
		}

	}

}
