package dev.plenum.interchange;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.announcement.Announcements;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.ProgrammeReader;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.MovedOn;
import dev.plenum.platform.mongo.Reading;
import dev.plenum.programme.Events;
import dev.plenum.programme.Programme;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.Sessions;
import dev.plenum.programme.Speakers;
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
 * Brings programmes in from files. Everything is decided first and then written, each
 * write guarded by what it was decided on: what sessions and speakers are first, then the
 * one write of the schedule that makes it all seen. Whoever comes in between, another
 * import or an organiser, has the whole decided anew; an import that is cut short is
 * finished by sending the file again.
 */
@Component
public class ProgrammeImport implements DisposableBean {

	private static final int MOST_TRIES = 60;

	private static final int MOST_WAITING = 20;

	/** Files are large: one is read and decided on at a time. */
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

	ProgrammeImport(Programmes programmes, Events events, Sessions sessions, Speakers speakers, Schedules schedules,
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
	 * Brings an event in, unless it is there already. The event's own document is written
	 * last, so that nobody sees half of it, and an import that was interrupted is simply
	 * done again.
	 * @param slug the event's slug, which the file says too
	 * @param file a file of Plenum's own format, which is read only if it is needed
	 * @param organiserSubjects the subjects of the tokens that may change the event
	 * @return the event; empty if it was there already
	 */
	public Mono<Programme> importNew(String slug, InputStreamSource file, List<String> organiserSubjects) {
		ImportOptions asItIs = new ImportOptions(false, false, false, Duration.ZERO, null, organiserSubjects);
		return this.programmes.exists(Ids.event(slug))
			.filter((exists) -> !exists)
			.flatMap((absent) -> read(file))
			.flatMap((read) -> run(read, slug, asItIs))
			.flatMap((report) -> this.programmes.live(Ids.event(slug)).get());
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return what it says; fails with a {@link FaultyFileException} where it is no good
	 */
	Mono<ReadProgramme> read(InputStreamSource file) {
		return Mono.fromCallable(() -> ProgrammeReader.read(file))
			.subscribeOn(this.desk)
			.onErrorMap(RejectedExecutionException.class, (ex) -> busy());
	}

	/**
	 * Brings a programme into an event, which is made where there is none.
	 * @param read what the file says
	 * @param slug the event's slug
	 * @param options how
	 * @return what was done, once everybody here sees it
	 */
	Mono<ImportReport> run(ReadProgramme read, String slug, ImportOptions options) {
		return MovedOn.retried(MOST_TRIES, Reading.COMMITTED, (reading) -> attempt(read, slug, options, reading))
			.onErrorMap(MovedOn.class, (ex) -> busy())
			.onErrorMap(RejectedExecutionException.class, (ex) -> busy());
	}

	@Override
	public void destroy() {
		this.desk.dispose();
	}

	private Mono<ImportReport> attempt(ReadProgramme read, String slug, ImportOptions options, Reading reading) {
		String eventId = Ids.event(slug);
		return optional(this.imports.ofEvent(eventId, reading))
			.zipWhen((known) -> optional(this.programmes.upToDate(eventId).map(Programme::documents)))
			.publishOn(this.desk)
			.map((found) -> plan(read, slug, options, found.getT2().orElse(null), found.getT1().orElse(null)))
			.flatMap((plan) -> options.dryRun() ? Mono.just(plan.report()) : carryOut(plan).thenReturn(plan.report()));
	}

	private ImportPlan plan(ReadProgramme read, String slug, ImportOptions options, @Nullable ProgrammeDocuments there,
			@Nullable ImportDocument known) {
		EventFrame frame = EventFrame.of(Ids.event(slug), slug, read, there, options);
		return new ImportPlanner(read, frame, there, known, options, this.codecs,
				this.clock.instant().truncatedTo(ChronoUnit.MILLIS))
			.plan();
	}

	private Mono<Void> carryOut(ImportPlan plan) {
		if (plan.changesNothing()) {
			return made(this.imports.again(plan.next(), this.clock.instant().truncatedTo(ChronoUnit.MILLIS)));
		}
		Mono<Void> event = (plan.event() != null) ? made(this.events.write(List.of(plan.event()))) : Mono.empty();
		boolean isNew = plan.report().created();
		return begin(plan).then(isNew ? Mono.empty() : event)
			.then(made(this.speakers.write(plan.speakers())))
			.then(made(this.sessions.write(plan.sessions())))
			.then(schedule(plan))
			.thenMany(Flux.fromIterable(plan.announcements()).concatMap(this.announcements::announce))
			.then(isNew ? event : Mono.empty())
			.then((plan.known() == plan.next()) ? Mono.empty() : made(this.imports.end(plan.next())))
			.then(shown(plan));
	}

	private Mono<Void> begin(ImportPlan plan) {
		return (plan.known() == plan.next()) ? Mono.empty() : made(this.imports.begin(plan.known(), plan.next()));
	}

	private Mono<Void> schedule(ImportPlan plan) {
		if (plan.fills()) {
			return made(this.schedules.fill(plan.after()));
		}
		if (!plan.steps().isEmpty()) {
			return made(this.schedules.advance(plan.before(), plan.steps()));
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

	private static Mono<Void> made(Mono<Boolean> write) {
		return write.filter((done) -> done).switchIfEmpty(Mono.error(MovedOn::new)).then();
	}

	private static <T> Mono<Optional<T>> optional(Mono<T> value) {
		return value.map(Optional::of).defaultIfEmpty(Optional.empty());
	}

	private static Problem busy() {
		return Problem.of(ErrorCode.UNAVAILABLE,
				"Others are importing or changing this event. Send it again a little later.");
	}

}
