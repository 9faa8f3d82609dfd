package dev.plenum.interchange;

import java.util.List;
import java.util.Map;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Problem;
import reactor.core.publisher.Mono;

import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Imports programme files by the same rules as {@link ImportHandler}, without a person
 * who waits for the report.
 */
@Component
public class UnattendedImport {

	private final ImportDesk imports;

	private final InterchangeSettings settings;

	UnattendedImport(ImportDesk imports, InterchangeSettings settings) {
		this.imports = imports;
		this.settings = settings;
	}

	/**
	 * Returns the maximum size of a file.
	 * @return the size
	 */
	public DataSize maxFileSize() {
		return this.settings.maxFileSize();
	}

	/**
	 * Imports a file into an event that exists.
	 * @param slug the event's slug
	 * @param file the file
	 * @param remove whether an organiser confirmed that the event may lose much of what
	 * it has; the sessions that are missing in the file are then cancelled at once
	 * @param permission checks, when the file has been read, whether it may be imported;
	 * its error is the result's
	 * @return what the import did; the error {@link ErrorCode#UNAVAILABLE} if it can be
	 * repeated later
	 */
	public Mono<Result> run(String slug, InputStreamSource file, boolean remove, Mono<Void> permission) {
		ImportOptions options = new ImportOptions(false, false, remove, false, this.settings.missingFor(), null,
				List.of());
		return this.imports.read(file, slug, Map.of())
			.flatMap((read) -> permission.then(Mono.defer(() -> this.imports.run(read, slug, options))))
			.<Result>map(Imported::of)
			.onErrorResume(FaultyFileException.class, (ex) -> Mono.just(Faulty.of(ex)))
			.onErrorResume(Problem.class, (ex) -> (ex.code() == ErrorCode.CONFLICT)
					? Mono.just(new Lossy(String.valueOf(ex.getMessage()))) : Mono.error(ex));
	}

	/**
	 * What an import did.
	 */
	public sealed interface Result {

	}

	/**
	 * The file was imported.
	 *
	 * @param added the number of new sessions and speakers
	 * @param changed the number of changed objects
	 * @param cancelled the number of cancelled sessions
	 * @param missing the number of sessions that are missing in the file and not
	 * cancelled yet
	 * @param kept the number of objects that keep values which were changed in Plenum
	 * @param warnings the number of kinds of problems in the file
	 */
	public record Imported(int added, int changed, int cancelled, int missing, int kept,
			int warnings) implements Result {

		static Imported of(ImportReport report) {
			return new Imported(report.added().size(), report.changed().size(), report.cancelled().size(),
					report.missing().size(), report.kept().size(), report.warnings().size());
		}

		/**
		 * Whether the import changed the programme.
		 * @return false if nothing in it is different now
		 */
		public boolean changedSomething() {
			return this.added + this.changed + this.cancelled > 0;
		}

	}

	/**
	 * The file is invalid; nothing was changed.
	 *
	 * @param message what is wrong and how to correct it, in English
	 */
	public record Faulty(String message) implements Result {

		static Faulty of(FaultyFileException ex) {
			return new Faulty((ex.place().isEmpty() ? "" : ex.place() + ": ") + ex.message());
		}

	}

	/**
	 * The event would lose more than a tenth of something; nothing was changed.
	 *
	 * @param message what would be lost, with numbers, in English
	 */
	public record Lossy(String message) implements Result {
	}

}
