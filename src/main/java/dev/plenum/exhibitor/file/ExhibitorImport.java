package dev.plenum.exhibitor.file;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

import dev.plenum.exhibitor.Categories;
import dev.plenum.exhibitor.ExhibitorDocument;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.exhibitor.ShowFloor;
import dev.plenum.exhibitor.ShowFloors;
import dev.plenum.exhibitor.file.PendingFileDocument.Sender;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Brings exhibitors in from files: all of a file or, where something is wrong in it,
 * nothing. A file without a fault is kept before anything of it is written, so that
 * another server goes on with it where one is stopped in between. An exhibitor that is
 * there already is changed where it differs, so what is written twice is written once.
 * <p>
 * Before another server begins to write a file, it checks again that the sender may
 * change the event, and drops the file otherwise. A file of which part may have been
 * written is finished whatever has become of the sender's role and of the event: that
 * began when it was allowed, and half a file would be worse than either.
 */
@Component
public class ExhibitorImport {

	private static final Logger log = LoggerFactory.getLogger(ExhibitorImport.class);

	private static final int AT_ONCE = 8;

	/** Longer than any file takes, and than clocks differ. */
	private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

	private final Programmes programmes;

	private final EventAccess access;

	private final ShowFloors floors;

	private final PendingFiles files;

	private final Exhibitors exhibitors;

	private final Categories categories;

	private final InstantSource clock;

	ExhibitorImport(Programmes programmes, EventAccess access, ShowFloors floors, PendingFiles files,
			Exhibitors exhibitors, Categories categories, InstantSource clock) {
		this.programmes = programmes;
		this.access = access;
		this.floors = floors;
		this.files = files;
		this.exhibitors = exhibitors;
		this.categories = categories;
		this.clock = clock;
	}

	/**
	 * Brings the exhibitors of a file in, unless the event has exhibitors already.
	 * @param eventId the event
	 * @param file gives the file's text if it is needed
	 * @return how many came in; empty if there were some already
	 */
	public Mono<Integer> intoEmpty(String eventId, Supplier<String> file) {
		return this.exhibitors.areIn(eventId)
			.filter((some) -> !some)
			.flatMap((none) -> this.programmes.live(eventId).get())
			.flatMap((programme) -> into(programme, file.get(), null))
			.map(Imported::exhibitors);
	}

	/**
	 * Brings the exhibitors of a file in.
	 * @param programme the event
	 * @param text the file
	 * @param sender who sent it, and may change the event; null for the server itself
	 * @return what has become of them, once the snapshot shows it; fails with
	 * {@link ImportRefused}, or where another file is being brought in
	 */
	Mono<Imported> into(Programme programme, String text, @Nullable Sender sender) {
		return this.floors.of(programme.id()).get().flatMap((before) -> {
			ExhibitorImportPlan plan = ExhibitorImportPlan.of(ExhibitorFile.read(text), programme, before);
			PendingFileDocument sent = new PendingFileDocument(programme.id(), now(), text, sender, false);
			return this.files.begin(sent).flatMap((file) -> {
				if (file.text().equals(text)) {
					return carryOut(plan, file, programme, before);
				}
				return isLeft(file) ? finish(file).then(Mono.defer(() -> into(programme, text, sender)))
						: Mono.error(ExhibitorImport::busy);
			});
		});
	}

	/**
	 * Goes on with what others have left half done.
	 * @return when it is done
	 */
	Mono<Void> settle() {
		return this.files.leftSince(now().minus(LEFT_ALONE)).concatMap(this::finish).then();
	}

	private Mono<Void> finish(PendingFileDocument left) {
		return this.files.takeOver(left, now())
			.flatMap((file) -> Mono.zip(changeable(file), this.floors.of(file.eventId()).get())
				.flatMap((all) -> carryOut(
						ExhibitorImportPlan.of(ExhibitorFile.read(file.text()), all.getT1(), all.getT2()), file,
						all.getT1(), all.getT2()))
				.then()
				.onErrorResume(ImportRefused.class, (refused) -> {
					log.error("A file of exhibitors of {} was left half done and does not fit any more: {}",
							file.eventId(), refused.faults());
					return this.files.end(file);
				}));
	}

	/**
	 * Finds the event of a file that was taken over.
	 * @return the event; empty, and the file is dropped, if nothing of it was written and
	 * its sender may not change the event any more
	 */
	private Mono<Programme> changeable(PendingFileDocument file) {
		Sender sender = file.sender();
		if (sender == null || file.mayBeWritten()) {
			return this.programmes.live(file.eventId()).get();
		}
		return this.access.organisedEvent(file.eventId(), sender.caller())
			.onErrorResume((ex) -> ex instanceof Problem || ex instanceof Refused, (ex) -> {
				log.warn("A file of exhibitors of {} is dropped: {}", file.eventId(), ex.getMessage());
				return this.files.end(file).then(Mono.empty());
			});
	}

	private Mono<Imported> carryOut(ExhibitorImportPlan plan, PendingFileDocument file, Programme programme,
			ShowFloor before) {
		return this.files.noteBegun(file)
			.thenMany(Flux.fromIterable(plan.categories()))
			.concatMap((write) -> this.categories.put(write.id(), write.fields()))
			.thenMany(Flux.fromIterable(plan.exhibitors()).flatMapSequential(this::write, AT_ONCE))
			.collectList()
			.flatMap((written) -> this.files.end(file)
				.then(Mono.defer(() -> shown(programme, written)))
				.thenReturn(Imported.of(written, before)));
	}

	private Mono<ExhibitorDocument> write(ExhibitorImportPlan.Write write) {
		List<String> staff = write.staff();
		return this.exhibitors.put(write.id(), write.fields())
			.flatMap((written) -> (staff != null) ? this.exhibitors.change(write.id(), new Fields().set("staff", staff))
					: Mono.just(written));
	}

	private Mono<ShowFloor> shown(Programme programme, List<ExhibitorDocument> written) {
		return this.floors.of(programme.id()).when((floor) -> written.stream().allMatch(floor::shows));
	}

	private boolean isLeft(PendingFileDocument file) {
		return file.at().isBefore(now().minus(LEFT_ALONE));
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	private static Problem busy() {
		return Problem.of(ErrorCode.CONFLICT,
				"Another file of exhibitors is being brought in. Send this one again in a minute.");
	}

	/**
	 * What has become of a file.
	 *
	 * @param exhibitors how many exhibitors it has
	 * @param created how many of them are new
	 * @param changed how many were there and have changed
	 * @param unchanged how many were there and are as they were
	 */
	record Imported(int exhibitors, int created, int changed, int unchanged) {

		static Imported of(List<ExhibitorDocument> written, ShowFloor before) {
			int created = 0;
			int unchanged = 0;
			for (ExhibitorDocument exhibitor : written) {
				if (!before.hasExhibitor(exhibitor.id())) {
					created++;
				}
				else if (before.shows(exhibitor)) {
					unchanged++;
				}
			}
			return new Imported(written.size(), created, written.size() - created - unchanged, unchanged);
		}

	}

}
