package dev.plenum.interchange.format;

import java.io.IOException;

import dev.plenum.interchange.OddProgramme;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.reading.ProgrammeReader;
import dev.plenum.schedule.SessionStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every file that Plenum writes can be read again.
 */
class RoundTripTests {

	private static final int PROGRAMMES = 12;

	@ParameterizedTest
	@EnumSource(names = { "PLENUM", "SCHEDULE_JSON", "SCHEDULE_XML" }, mode = Mode.INCLUDE)
	void everyWrittenFileIsReadWithoutWarnings(FileFormat format) throws IOException {
		for (int seed = 0; seed < PROGRAMMES; seed++) {
			ProgrammeFile file = read(new OddProgramme("odd", seed).json()).file();
			ReadProgramme again = read(ProgrammeWriter.write(file, 1, format));
			assertThat(again.warnings()).as("seed %d", seed).isEmpty();
			if (format == FileFormat.PLENUM) {
				assertThat(again.file()).isEqualTo(file);
			}
			else {
				assertThat(again.file().sessions()).as("seed %d", seed)
					.hasSize((int) file.sessions()
						.stream()
						.filter((session) -> session.status() != SessionStatus.CANCELLED)
						.count());
				assertThat(again.file().sessions().stream().flatMap((session) -> session.links().stream())).as("links")
					.hasSize((int) file.sessions()
						.stream()
						.filter(RoundTripTests::takesPlace)
						.mapToLong((session) -> session.links().size())
						.sum());
			}
		}
	}

	private static boolean takesPlace(SessionEntry session) {
		return session.status() != SessionStatus.CANCELLED;
	}

	private static ReadProgramme read(byte[] file) throws IOException {
		return ProgrammeReader.read(new ByteArrayResource(file));
	}

}
