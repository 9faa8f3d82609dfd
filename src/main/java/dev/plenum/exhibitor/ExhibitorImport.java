package dev.plenum.exhibitor;

import java.util.List;

import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Programme;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Brings exhibitors in from files: all of a file or, where something is wrong in it,
 * nothing. An exhibitor that is there already is changed where it differs, so an import
 * that was interrupted is simply done again.
 */
@Component
public class ExhibitorImport {

	private static final int AT_ONCE = 8;

	private final ShowFloors floors;

	private final Exhibitors exhibitors;

	private final Categories categories;

	ExhibitorImport(ShowFloors floors, Exhibitors exhibitors, Categories categories) {
		this.floors = floors;
		this.exhibitors = exhibitors;
		this.categories = categories;
	}

	/**
	 * Brings the exhibitors of a file in, unless the event has exhibitors already.
	 * @param programme the event
	 * @param text the file
	 * @return how many came in; empty if there were some already
	 */
	public Mono<Integer> intoEmpty(Programme programme, String text) {
		return this.floors.of(programme.id())
			.get()
			.filter(ShowFloor::isEmpty)
			.flatMap((floor) -> into(programme, text))
			.map(Imported::exhibitors);
	}

	/**
	 * Brings the exhibitors of a file in.
	 * @param programme the event
	 * @param text the file
	 * @return what has become of them, once the snapshot shows it; fails with
	 * {@link ImportRefused}
	 */
	Mono<Imported> into(Programme programme, String text) {
		return this.floors.of(programme.id()).get().flatMap((before) -> {
			ImportPlan plan = ImportPlan.of(ExhibitorFile.read(text), programme, before);
			return Flux.fromIterable(plan.categories())
				.concatMap((write) -> this.categories.put(write.id(), write.fields()))
				.thenMany(Flux.fromIterable(plan.exhibitors()).flatMapSequential(this::write, AT_ONCE))
				.collectList()
				.flatMap((written) -> shown(programme, written).thenReturn(Imported.of(written, before)));
		});
	}

	private Mono<ExhibitorDocument> write(ImportPlan.Write write) {
		List<String> staff = write.staff();
		return this.exhibitors.put(write.id(), write.fields())
			.flatMap((written) -> (staff != null) ? this.exhibitors.change(write.id(), new Fields().set("staff", staff))
					: Mono.just(written));
	}

	private Mono<ShowFloor> shown(Programme programme, List<ExhibitorDocument> written) {
		return this.floors.of(programme.id()).when((floor) -> written.stream().allMatch(floor::shows));
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
				if (before.stand(exhibitor.id()).isEmpty()) {
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
