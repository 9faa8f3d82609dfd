package dev.plenum;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.plenum.interchange.ImportCommand;
import dev.plenum.platform.embedded.EmbeddedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports files on the command line in a separate process.
 */
@Tag("slow")
@OwnProcesses
class ImportCommandTests {

	@TempDir
	private Path data;

	@Test
	void aFileIsImportedAndAnInvalidOneIsRejectedWithItsPlace() throws Exception {
		Path file = Files.writeString(this.data.resolve("programme"), """
				{"slug": "by-command", "name": {"sv": "Möte"}, "startsOn": "2027-10-30", "endsOn": "2027-10-31",
				 "timezone": "Europe/Stockholm", "languages": ["sv"], "sessions": [{"key": "a", "kind": "LECTURE",
				 "title": {"sv": "Öppning"}, "startsAt": "2027-10-30T10:00", "endsAt": "2027-10-30T11:00"}]}""");
		EndedServer imported = run("import", file.toString(), "--plenum.data=" + this.data);
		assertThat(imported.output()).contains("event 'by-command' at revision 0, created and published", "added: 1");
		assertThat(imported.exitCode()).isZero();
		Files.writeString(file, Files.readString(file).replace("T11:00", "T09:00"));
		EndedServer refused = run("import", file.toString(), "--event", "by-command", "--plenum.data=" + this.data);
		assertThat(refused.output())
			.contains("nothing was changed. /sessions/0/endsAt: The file has no usable session: "
					+ "The end of a session must be after its start.");
		assertThat(refused.exitCode()).isEqualTo(3);
		Files.writeString(file, "Vad;Start;Slut;Internt\nLunch;30/10 12:00;13:00;x\n");
		EndedServer table = run("import", file.toString(), "--event", "by-command", "--columns=title:Vad", "--dry-run",
				"--remove", "--plenum.data=" + this.data);
		assertThat(table.output()).contains("CSV: event 'by-command'", "A 'Vad': title", "D 'Internt': ignored",
				"added: 1", "this was a dry run");
		assertThat(table.exitCode()).isZero();
	}

	@Test
	void anInvalidCommandLineHasItsOwnExitCode() {
		assertThat(ImportCommand.run(List.of(this.data.resolve("none").toString()))).isEqualTo(2);
		assertThat(ImportCommand.run(List.of())).isEqualTo(2);
		assertThat(ImportCommand.run(List.of("one", "--unheard"))).isEqualTo(2);
	}

	@Test
	void aRefusedLoginIsReportedInOneLineWithoutTheUser() throws Exception {
		Path file = Files.writeString(this.data.resolve("programme.json"), "{}");
		try (EmbeddedDatabase database = EmbeddedDatabase.inMemory()) {
			EndedServer refused = run("import", file.toString(),
					"--plenum.mongodb-uri=" + database.uri().replace("//", "//secretuser:secret@"));
			refused.toldInOneLine("rejects the login");
			assertThat(refused.output()).doesNotContain("secret");
		}
	}

	private static EndedServer run(String... arguments) throws Exception {
		return EndedServer.run(EndedServer.thisJava(), arguments);
	}

}
