package dev.plenum.programme;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import dev.plenum.changelog.Changelogs;
import dev.plenum.changelog.StepDocument;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.Sessions;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.programme.document.Speakers;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.Schedules;
import org.bson.BsonDocument;

/**
 * Declares from which collections the programmes in memory are made.
 */
final class ProgrammeNews {

	private ProgrammeNews() {
	}

	static Snapshots<Programme> keep(Snapshots<Programme> programmes) {
		return programmes
			.kept(Events.COLLECTION, EventDocument.class, with(ProgrammeDocuments::with), (programme, id) -> programme)
			.kept(Sessions.COLLECTION, SessionDocument.class, with(ProgrammeDocuments::with), ProgrammeNews::without)
			.kept(Speakers.COLLECTION, SpeakerDocument.class, with(ProgrammeDocuments::with), ProgrammeNews::without)
			.keptByNews(Schedules.COLLECTION, Schedule.class, ProgrammeNews::with, (programme, id) -> programme)
			.kept(Changelogs.COLLECTION, StepDocument.class, Programme::after, (programme, id) -> programme);
	}

	private static <D> BiFunction<Programme, D, Programme> with(
			BiFunction<ProgrammeDocuments, D, ProgrammeDocuments> with) {
		return (programme, document) -> programme.after((documents) -> with.apply(documents, document));
	}

	private static Programme without(Programme programme, String id) {
		return programme.after((documents) -> documents.without(id));
	}

	private static UnaryOperator<Programme> with(News.Changed changed, Schedule schedule) {
		boolean isOvertaken = isOvertaken(changed, schedule);
		return (programme) -> programme
			.after((documents) -> isOvertaken ? documents.withKnown(schedule) : documents.with(schedule));
	}

	/**
	 * Whether a schedule may have been written again after the reported write. A write
	 * that sets neither a revision nor all slots changed only drafts, so what it says of
	 * the schedule can be newer.
	 */
	private static boolean isOvertaken(News.Changed changed, Schedule schedule) {
		BsonDocument updated = changed.updated();
		return changed.isOvertaken() || (updated != null && !updated.containsKey("revision")
				&& (schedule.revision() > 0 || !updated.containsKey("slots")));
	}

}
