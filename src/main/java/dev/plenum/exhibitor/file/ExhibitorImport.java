package dev.plenum.exhibitor.file;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

import dev.plenum.exhibitor.Categories;
import dev.plenum.exhibitor.ExhibitorDocument;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.exhibitor.RemovalDesk;
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
 * Imports exhibitors from files. A file is imported completely or, if it contains a
 * fault, not at all. The file is stored before its first exhibitor is written, so that
 * another server can finish the import if this one stops. The import is idempotent: it
 * changes an existing exhibitor only where it differs.
 * <p>
 * Before another server starts to write a file, it checks again that the sender may
 * change the event, and drops the file otherwise. A partly written file is always
 * finished, because the import was allowed when it started, and half a file is worse.
 */
@Component
public class ExhibitorImport {

	private static final Logger log = LoggerFactory.getLogger(ExhibitorImport.class);

	private static final int AT_ONCE = 8;

	/** Longer than any import takes, and than clocks differ. */
	private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

	private final Programmes programmes;

	private final EventAccess access;

	private final ShowFloors floors;

	private final PendingFiles files;

	private final Exhibitors exhibitors;

	private final Categories categories;

	private final RemovalDesk removals;

	private final InstantSource clock;

	ExhibitorImport(Programmes programmes, EventAccess access, ShowFloors floors, PendingFiles files,
			Exhibitors exhibitors, Categories categories, RemovalDesk removals, InstantSource clock) {
		this.programmes = programmes;
		this.access = access;
		this.floors = floors;
		this.files = files;
		this.exhibitors = exhibitors;
		this.categories = categories;
		this.removals = removals;
		this.clock = clock;
	}

	/**
	 * Imports a file, unless the event already has exhibitors.
	 * @param eventId the event
	 * @param file provides the file's text if it is needed
	 * @return the number of imported exhibitors; empty if the event had exhibitors
	 */
	public Mono<Integer> intoEmpty(String eventId, Supplier<String> file) {
		return this.exhibitors.areIn(eventId)
			.filter((some) -> !some)
			.flatMap((none) -> this.programmes.live(eventId).get())
			.flatMap((programme) -> into(programme, sent(file.get()), null))
			.map(Imported::exhibitors);
	}

	/**
	 * Imports a file.
	 * @param programme the event
	 * @param sent the file
	 * @param sender the sender, who may change the event; null for the server itself
	 * @return the outcome, when the snapshot contains it; the error
	 * {@link ImportRefused}, or CONFLICT while another file is imported
	 */
	Mono<Imported> into(Programme programme, ExhibitorFile.Sent sent, @Nullable Sender sender) {
		return this.floors.of(programme.id()).get().flatMap((before) -> {
			ExhibitorImportPlan plan = ExhibitorImportPlan.of(sent.file(), programme, before);
			PendingFileDocument pending = new PendingFileDocument(programme.id(), this.clock.instant(), sent.text(),
					sender, false);
			return this.files.begin(pending).flatMap((file) -> {
				if (file.text().equals(sent.text())) {
					return carryOut(plan, file, programme, before);
				}
				return isLeft(file) ? finish(file).then(Mono.defer(() -> into(programme, sent, sender)))
						: Mono.error(ExhibitorImport::busy);
			});
		});
	}

	private static ExhibitorFile.Sent sent(String text) {
		return new ExhibitorFile.Sent(ExhibitorFile.read(text), text);
	}

	/**
	 * Finishes interrupted imports of all servers.
	 * @return completes afterwards
	 */
	Mono<Void> settle() {
		return this.files.leftSince(this.clock.instant().minus(LEFT_ALONE)).concatMap(this::finish).then();
	}

	private Mono<Void> finish(PendingFileDocument left) {
		return this.files.takeOver(left, this.clock.instant())
			.flatMap((file) -> Mono.zip(changeable(file), this.floors.of(file.eventId()).get())
				.flatMap((all) -> carryOut(
						ExhibitorImportPlan.of(ExhibitorFile.read(file.text()), all.getT1(), all.getT2()), file,
						all.getT1(), all.getT2()))
				.then()
				.onErrorResume(ImportRefused.class, (refused) -> {
					log.error("An interrupted import of exhibitors of {} cannot be finished any more: {}",
							file.eventId(), refused.faults());
					return this.files.end(file);
				}));
	}

	/**
	 * Finds the event of an interrupted import.
	 * @return the event; empty, and the file is dropped, if nothing of it was written and
	 * its sender may no longer change the event
	 */
	private Mono<Programme> changeable(PendingFileDocument file) {
		Sender sender = file.sender();
		if (sender == null || file.mayBeWritten()) {
			return this.programmes.live(file.eventId()).get();
		}
		return this.access.organisedEvent(file.eventId(), sender.caller())
			.onErrorResume((ex) -> ex instanceof Problem || ex instanceof Refused, (ex) -> {
				log.warn("An import of exhibitors of {} is dropped: {}", file.eventId(), ex.getMessage());
				return this.files.end(file).then(Mono.empty());
			});
	}

	private Mono<Imported> carryOut(ExhibitorImportPlan plan, PendingFileDocument file, Programme programme,
			ShowFloor before) {
		return this.files.noteBegun(file)
			.thenMany(Flux.fromIterable(plan.categories()))
			.concatMap((write) -> this.removals.prepareCreation(write.id(), before.category(write.id()).isEmpty())
				.then(Mono.defer(() -> this.categories.put(write.id(), null, write.fields()))))
			.thenMany(Flux.fromIterable(plan.exhibitors()).flatMapSequential((write) -> write(write, before), AT_ONCE))
			.collectList()
			.flatMap((written) -> this.files.end(file)
				.then(Mono.defer(() -> shown(programme, written)))
				.thenReturn(Imported.of(written, before)));
	}

	private Mono<ExhibitorDocument> write(ExhibitorImportPlan.Write write, ShowFloor before) {
		List<String> staff = write.staff();
		return this.removals.prepareCreation(write.id(), !before.hasExhibitor(write.id()))
			.then(Mono.defer(() -> this.exhibitors.put(write.id(), null, write.fields())))
			.flatMap((written) -> (staff != null) ? staffed(written, staff).flatMap(this.removals::keepStaff)
					: Mono.just(written));
	}

	private Mono<ExhibitorDocument> staffed(ExhibitorDocument written, List<String> staff) {
		return staff.equals(written.staff()) ? Mono.just(written)
				: this.exhibitors.change(written.id(), null, new Fields().set("staff", staff));
	}

	private Mono<ShowFloor> shown(Programme programme, List<ExhibitorDocument> written) {
		return this.floors.of(programme.id()).when((floor) -> written.stream().allMatch(floor::shows));
	}

	private boolean isLeft(PendingFileDocument file) {
		return file.at().isBefore(this.clock.instant().minus(LEFT_ALONE));
	}

	private static Problem busy() {
		return Problem.of(ErrorCode.CONFLICT, "Another import of exhibitors is running. Retry in a minute.");
	}

	/**
	 * The outcome of an import.
	 *
	 * @param exhibitors the number of exhibitors in the file
	 * @param created the number of new exhibitors
	 * @param changed the number of changed exhibitors
	 * @param unchanged the number of exhibitors that already were as the file says
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
