package dev.plenum.interchange;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plenum.announcement.AnnouncementConfiguration;
import dev.plenum.changelog.ChangelogConfiguration;
import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.platform.PlatformConfiguration;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.mongo.DatabaseConfiguration;
import dev.plenum.platform.startup.StartUpConfiguration;
import dev.plenum.programme.ProgrammeConfiguration;
import dev.plenum.schedule.ScheduleConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.FileSystemResource;

/**
 * The command {@code import}: imports a file into the configured database without
 * starting a server.
 */
public final class ImportCommand {

	/** The file was imported, or a dry run reported what an import would do. */
	static final int DONE = 0;

	/** The command line is invalid. */
	static final int INVALID_ARGUMENTS = 2;

	/** The file was rejected and nothing was changed. */
	static final int REJECTED = 3;

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final int MOST_LINES = 50;

	private final PrintStream out;

	private final PrintStream err;

	private ImportCommand(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/**
	 * Imports a file.
	 * @param arguments the arguments after {@code import}
	 * @return the exit code: 0 for success, 2 for an invalid command line, 3 for a
	 * rejected file; a database that cannot be used is reported as when a server starts
	 */
	public static int run(List<String> arguments) {
		return new ImportCommand(System.out, System.err).execute(arguments);
	}

	private int execute(List<String> arguments) {
		ImportArguments given;
		try {
			given = ImportArguments.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			this.err.println(ex.getMessage());
			this.err.println("Usage: " + ImportArguments.USAGE);
			return INVALID_ARGUMENTS;
		}
		SpringApplication application = new SpringApplication(Parts.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setLazyInitialization(true);
		String[] settings = Stream.concat(Stream.of("--logging.level.dev.plenum=warn"), given.settings().stream())
			.toArray(String[]::new);
		try (ConfigurableApplicationContext context = application.run(settings)) {
			ImportDesk imports = context.getBean(ImportDesk.class);
			Duration missingFor = context.getBean(InterchangeSettings.class).missingFor();
			print(Objects
				.requireNonNull(imports.read(new FileSystemResource(given.file()), given.event(), given.columns())
					.flatMap((read) -> imports.run(read, slug(given, read),
							new ImportOptions(given.dryRun(), given.overwrite(), given.remove(), given.strict(),
									missingFor, given.timezone(), given.organisers())))
					.block(PATIENCE)));
			return DONE;
		}
		catch (FaultyFileException ex) {
			return reject((ex.place().isEmpty() ? "" : ex.place() + ": ") + ex.message());
		}
		catch (Problem ex) {
			return reject(String.valueOf(ex.getMessage()).replace("remove=true", "--remove"));
		}
	}

	private int reject(String why) {
		this.err.println("The file was rejected and nothing was changed. " + why);
		return REJECTED;
	}

	private static String slug(ImportArguments given, ReadProgramme read) {
		String slug = (given.event() != null) ? given.event() : read.file().slug();
		if (slug == null) {
			throw new FaultyFileException("", "The file does not name its event. Give it with --event SLUG.");
		}
		if (!ImportHandler.isSlug(slug)) {
			throw new FaultyFileException("",
					"'%s' is not a slug of 3 to 60 lower-case letters, digits and hyphens. Give the event with --event SLUG."
						.formatted(slug));
		}
		return slug;
	}

	private void print(ImportReport report) {
		this.out.printf("%s: event '%s' at revision %d%s%n", report.format(), report.event(), report.revision(),
				report.created() ? ", created and published" : "");
		items("added", report.added());
		items("changed", report.changed());
		items("cancelled", report.cancelled());
		lines("missing", report.missing().stream().map((one) -> one.name() + ", since " + one.since()).toList());
		items("kept, although the file differs", report.kept());
		lines("clashes",
				report.clashes()
					.stream()
					.map((clash) -> "%s / %s: %s".formatted(clash.session(), clash.with(),
							first(clash.room(), clash.speaker())))
					.toList());
		lines("columns",
				report.columns()
					.stream()
					.map((use) -> "%s '%s': %s".formatted(use.column(), use.heading(), first(use.field(), "ignored")))
					.toList());
		lines("warnings",
				report.warnings()
					.stream()
					.map((odd) -> odd.place() + " " + odd.message()
							+ ((odd.count() > 1) ? " (%d times)".formatted(odd.count()) : ""))
					.toList());
		this.out.printf("unchanged: %d%n", report.unchanged());
		if (report.dryRun()) {
			this.out.println("Nothing was changed: this was a dry run.");
		}
	}

	private void items(String title, List<ImportReport.Item> items) {
		lines(title, items.stream().map((item) -> item.name() + differences(item)).toList());
	}

	private static String differences(ImportReport.Item item) {
		return item.differences().isEmpty() ? "" : ": " + String.join("; ", item.differences()
			.stream()
			.map((one) -> "%s %s → %s".formatted(one.field(), first(one.stored(), "–"), first(one.inFile(), "–")))
			.toList());
	}

	private void lines(String title, List<String> lines) {
		if (!lines.isEmpty()) {
			this.out.printf("%s: %d%n", title, lines.size());
			lines.stream().limit(MOST_LINES).forEach((line) -> this.out.println("  " + line.strip()));
			if (lines.size() > MOST_LINES) {
				this.out.printf("  … and %d more%n", lines.size() - MOST_LINES);
			}
		}
	}

	private static String first(@Nullable String one, @Nullable String other) {
		return (one != null) ? one : String.valueOf(other);
	}

	/**
	 * The parts of the server that an import needs. They are created lazily.
	 */
	@Import({ PlatformConfiguration.class, DatabaseConfiguration.class, StartUpConfiguration.class,
			ScheduleConfiguration.class, ChangelogConfiguration.class, ProgrammeConfiguration.class,
			AnnouncementConfiguration.class, InterchangeConfiguration.class })
	static class Parts {

	}

}
