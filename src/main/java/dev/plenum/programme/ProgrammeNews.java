package dev.plenum.programme;

import java.util.function.UnaryOperator;

import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.mongo.Snapshots;
import dev.plenum.schedule.Schedule;
import dev.plenum.schedule.Schedules;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * What the news of the feed mean for the programmes in memory.
 */
final class ProgrammeNews {

	private final Snapshots<Programme> snapshots;

	private final Live<EventDirectory> directory;

	private final CodecRegistry codecs;

	ProgrammeNews(Snapshots<Programme> snapshots, Live<EventDirectory> directory, CodecRegistry codecs) {
		this.snapshots = snapshots;
		this.directory = directory;
		this.codecs = codecs;
	}

	/**
	 * Shows it in the snapshots that it concerns.
	 * @param changed what is told
	 */
	void hear(News.Changed changed) {
		RawBsonDocument document = changed.document();
		if (document == null) {
			gone(changed);
			return;
		}
		switch (changed.collection()) {
			case Events.COLLECTION -> {
				EventDocument event = read(document, EventDocument.class);
				this.directory.hear(changed.name(), (events) -> events.with(event));
				change(event.id(), changed, (documents) -> documents.with(event));
			}
			case Sessions.COLLECTION -> {
				SessionDocument session = read(document, SessionDocument.class);
				change(session.eventId(), changed, (documents) -> documents.with(session));
			}
			case Speakers.COLLECTION -> {
				SpeakerDocument speaker = read(document, SpeakerDocument.class);
				change(speaker.eventId(), changed, (documents) -> documents.with(speaker));
			}
			case Schedules.COLLECTION -> {
				Schedule schedule = read(document, Schedule.class);
				boolean isOvertaken = isOvertaken(changed, schedule);
				change(schedule.eventId(), changed,
						(documents) -> isOvertaken ? documents.withKnown(schedule) : documents.with(schedule));
			}
			default -> {
			}
		}
	}

	private void gone(News.Changed changed) {
		switch (changed.collection()) {
			case Events.COLLECTION -> this.directory.hear(changed.name(), (events) -> events.without(changed.id()));
			case Sessions.COLLECTION, Speakers.COLLECTION -> Ids.eventOf(changed.id())
				.ifPresent((eventId) -> change(eventId, changed, (documents) -> documents.without(changed.id())));
			default -> {
			}
		}
	}

	/**
	 * Whether a schedule was written again after the write that is told. A write that
	 * sets no revision leaves it at 0.
	 */
	private static boolean isOvertaken(News.Changed changed, Schedule schedule) {
		BsonDocument updated = changed.updated();
		return changed.isOvertaken()
				|| (updated != null && !updated.containsKey("revision") && schedule.revision() > 0);
	}

	private void change(String eventId, News.Changed changed, UnaryOperator<ProgrammeDocuments> change) {
		this.snapshots.hear(eventId, changed, (programme) -> programme.after(change));
	}

	private <T> T read(RawBsonDocument document, Class<T> type) {
		return document.decode(this.codecs.get(type));
	}

}
