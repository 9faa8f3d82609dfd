package dev.plenum.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.plenum.web.Browser;

/**
 * Measures everything, or what {@code -Dbench.only=} names, and writes the report.
 */
final class Benchmark {

	private static final List<Workload> WORKLOADS = List.of(new StartUpWorkload(), new ColdWorkload(),
			new ProgrammeWorkload(), new MixWorkload(), new AgendaWorkload(), new FanOutWorkload(), new StormWorkload(),
			new RushWorkload(), new SignInWorkload(), new InboxWorkload(), new PushWorkload(), new EncryptionWorkload(),
			new GrowthWorkload(), new ImportWorkload(), new ParticipantWorkload(), new FirstViewWorkload(),
			new DragWorkload(), new LongDayWorkload());

	private Benchmark() {
	}

	/**
	 * Ends with 1 if anything was answered wrongly or not at all.
	 * @param args none
	 * @throws IOException if no directory can be made for the report
	 */
	public static void main(String[] args) throws IOException {
		Settings settings = Settings.ofSystemProperties();
		Files.createDirectories(settings.directory());
		Report report = new Report();
		Optional<String> node = NodeServers.version();
		Machine.describe(report, node);
		try (Stage stage = new Stage(settings, node.isPresent())) {
			WORKLOADS.stream()
				.filter((workload) -> settings.wants(workload.name()))
				.filter((workload) -> !workload.needsBrowser() || Browser.isInstalled())
				.forEach((workload) -> run(workload, stage, report));
		}
		report.write(settings.directory());
		System.out.println();
		System.out.print(report.verdicts());
		System.out.println("\n" + settings.directory().resolve("report.md").toAbsolutePath());
		System.exit(report.isVoid() ? 1 : 0);
	}

	private static void run(Workload workload, Stage stage, Report report) {
		Instant start = Instant.now();
		Disturbance others = new Disturbance();
		try {
			workload.run(stage, report);
			report.machine("others during " + workload.name(), "%.0f %% of the cores".formatted(others.percent()));
			System.out.printf("%s: %d s, others used %.0f %% of the cores%n", workload.name(),
					Duration.between(start, Instant.now()).toSeconds(), others.percent());
		}
		catch (RuntimeException ex) {
			report.fault(workload.name(), String.valueOf(ex.getMessage()));
			ex.printStackTrace();
		}
	}

}
