package dev.plenum.interchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.announcement.Announcements;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.Warning;
import dev.plenum.interchange.reading.ProgrammeReader;
import dev.plenum.interchange.sheet.SheetHints;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.platform.mongo.WriteConflict;
import dev.plenum.programme.Programme;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.Events;
import dev.plenum.programme.document.Sessions;
import dev.plenum.programme.document.Speakers;
import dev.plenum.schedule.ScheduleOutcome;
import dev.plenum.schedule.Schedules;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/**
 * Imports programmes from files. An import is planned first and then written. Each write
 * is guarded by the version on which the plan is based. Sessions and speakers are written
 * first, and then the schedule by one write, which makes everything visible. If another
 * import or an organiser changes the event in between, the import is planned again. An
 * interrupted import is completed by sending the file again.
 */
@Component
public class ImportDesk implements DisposableBean {

	private static final int MOST_TRIES = 60;

	private static final int MOST_WAITING = 20;

	/** Reads and plans one file at a time, since files are large. */
	private final Scheduler desk = Schedulers.newBoundedElastic(1, MOST_WAITING, "import", 60, true);

	private final Programmes programmes;

	private final Events events;

	private final Sessions sessions;

	private final Speakers speakers;

	private final Schedules schedules;

	private final Announcements announcements;

	private final Imports imports;

	private final CodecRegistry codecs;

	private final InstantSource clock;

	ImportDesk(Programmes programmes, Events events, Sessions sessions, Speakers speakers, Schedules schedules,
			Announcements announcements, Imports imports, MongoDatabase database, InstantSource clock) {
		this.programmes = programmes;
		this.events = events;
		this.sessions = sessions;
		this.speakers = speakers;
		this.schedules = schedules;
		this.announcements = announcements;
		this.imports = imports;
		this.codecs = database.getCodecRegistry();
		this.clock = clock;
	}

	/**
	 * Imports an event unless it exists. The event's own document is written last, so
	 * that nobody sees a part of it and an interrupted import can be repeated.
	 * @param slug the event's slug
	 * @param file a file in the format of Plenum, which is read only if the event does
	 * not exist
	 * @param organiserSubjects the subjects of the organisers
	 * @return the event's programme; empty if the event existed
	 */
	public Mono<Programme> importNew(String slug, InputStreamSource file, List<String> organiserSubjects) {
		ImportOptions options = new ImportOptions(false, false, false, false, Duration.ZERO, null, organiserSubjects);
		return this.programmes.exists(Ids.event(slug))
			.filter((exists) -> !exists)
			.flatMap((absent) -> read(file, SheetHints.NONE))
			.flatMap((read) -> run(read, slug, options))
			.flatMap((report) -> this.programmes.live(Ids.event(slug)).get());
	}

	/**
	 * Reads a file for an event.
	 * @param file the file
	 * @param slug the event's slug; null if it is not known yet
	 * @param columns the headings of some fields, if the file is a table
	 * @return the programme in the file; the error {@link FaultyFileException} if the
	 * file is invalid
	 */
	Mono<ReadProgramme> read(InputStreamSource file, @Nullable String slug, Map<String, String> columns) {
		return ((slug != null) ? this.programmes.upToDate(Ids.event(slug)) : Mono.<Programme>empty())
			.map((programme) -> new SheetHints(columns, programme.documents().event().startsOn()))
			.defaultIfEmpty(new SheetHints(columns, null))
			.flatMap((hints) -> read(file, hints));
	}

	private Mono<ReadProgramme> read(InputStreamSource file, SheetHints hints) {
		return Mono.fromCallable(() -> ProgrammeReader.read(file, hints))
			.subscribeOn(this.desk)
			.onErrorMap(RejectedExecutionException.class, (ex) -> busy());
	}

	/**
	 * Imports a programme into an event. The event is created if it does not exist.
	 * @param read the programme in the file
	 * @param slug the event's slug
	 * @param options the options
	 * @return the report, when the import is visible in this server's memory
	 */
	Mono<ImportReport> run(ReadProgramme read, String slug, ImportOptions options) {
		return WriteConflict.retried(MOST_TRIES, Reading.COMMITTED, (reading) -> attempt(read, slug, options, reading))
			.onErrorMap(RejectedExecutionException.class, (ex) -> busy());
	}

	@Override
	public void destroy() {
		this.desk.dispose();
	}

	private Mono<ImportReport> attempt(ReadProgramme read, String slug, ImportOptions options, Reading reading) {
		String eventId = Ids.event(slug);
		return this.imports.ofEvent(eventId, reading)
			.singleOptional()
			.zipWhen((known) -> this.programmes.upToDate(eventId).map(Programme::documents).singleOptional())
			.publishOn(this.desk)
			.map((found) -> plan(read, slug, options, found.getT2().orElse(null), found.getT1().orElse(null)))
			.flatMap((plan) -> options.dryRun() ? Mono.just(plan.report()) : carryOut(plan).thenReturn(plan.report()));
	}

	private ImportPlan plan(ReadProgramme read, String slug, ImportOptions options, @Nullable ProgrammeDocuments there,
			@Nullable ImportDocument known) {
		EventFrame frame = EventFrame.of(Ids.event(slug), slug, read, there, options);
		ReadProgramme usable = frame.usable(read);
		boolean nothingLeft = usable.file().sessions().isEmpty() && !read.file().sessions().isEmpty();
		if (nothingLeft || options.strict() && !usable.warnings().isEmpty()) {
			Warning odd = nothingLeft ? usable.warnings().getLast() : usable.warnings().getFirst();
			throw new FaultyFileException(odd.place(), odd.message());
		}
		ReadProgramme matched = (there != null)
				? SheetMatching.matched(Occurrences.matched(usable, frame, there), frame, there) : usable;
		return new ImportPlanner(matched, frame, there, known, options, this.codecs, this.clock.instant()).plan();
	}

	private Mono<Void> carryOut(ImportPlan plan) {
		if (plan.changesNothing()) {
			return written(this.imports.again(plan.next(), this.clock.instant()));
		}
		Mono<Void> event = (plan.event() != null) ? written(this.events.write(List.of(plan.event()))) : Mono.empty();
		boolean isNew = plan.report().created();
		return begin(plan).then(this.schedules.restore(plan.before().eventId(), plan.created()))
			.then(isNew ? Mono.empty() : event)
			.then(written(this.speakers.write(plan.speakers())))
			.then(written(this.sessions.write(plan.sessions())))
			.then(schedule(plan))
			.thenMany(Flux.fromIterable(plan.announcements()).concatMap(this.announcements::announce))
			.then(isNew ? event : Mono.empty())
			.then((plan.known() == plan.next()) ? Mono.empty() : written(this.imports.end(plan.next())))
			.then(shown(plan));
	}

	private Mono<Void> begin(ImportPlan plan) {
		return (plan.known() == plan.next()) ? Mono.empty() : written(this.imports.begin(plan.known(), plan.next()));
	}

	private Mono<Void> schedule(ImportPlan plan) {
		if (plan.fills()) {
			return written(this.schedules.fill(plan.after()));
		}
		if (!plan.steps().isEmpty()) {
			return written(
					this.schedules.advance(plan.before(), new ScheduleOutcome.Changed(plan.after(), plan.steps())));
		}
		return plan.report().created() ? this.schedules.begin(plan.after()) : Mono.empty();
	}

	private Mono<Void> shown(ImportPlan plan) {
		String eventId = plan.next().eventId();
		return (plan.report().created() ? this.programmes.ready(eventId) : Mono.<Void>empty())
			.then(Mono
				.defer(() -> this.programmes.live(eventId).when((programme) -> shows(programme.documents(), plan))))
			.then();
	}

	private static boolean shows(ProgrammeDocuments documents, ImportPlan plan) {
		return documents.schedule().revision() >= plan.after().revision()
				&& (!plan.fills() || documents.schedule().slots().keySet().containsAll(plan.after().slots().keySet()))
				&& (plan.event() == null || documents.event().version() > plan.event().version())
				&& plan.sessions().stream().allMatch((write) -> {
					var session = documents.sessions().get(write.id());
					return session != null && session.version() > write.version();
				}) && plan.speakers().stream().allMatch((write) -> {
					var speaker = documents.speakers().get(write.id());
					return speaker != null && speaker.version() > write.version();
				});
	}

	private static Mono<Void> written(Mono<Boolean> write) {
		return write.filter((done) -> done).switchIfEmpty(Mono.error(WriteConflict::new)).then();
	}

	private static Problem busy() {
		return Problem.of(ErrorCode.UNAVAILABLE,
				"Others are importing or changing this event right now. Retry in a minute.");
	}

}
