package dev.plenum.interchange.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.plenum.interchange.format.FaultyFileException;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.interchange.format.ScheduleFormat;
import dev.plenum.interchange.format.XmlFile;
import dev.plenum.interchange.sheet.ProgrammeSheet;
import dev.plenum.interchange.sheet.SheetHints;
import dev.plenum.platform.sheet.Sheets;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads a programme from a file and detects its format.
 */
public final class ProgrammeReader {

	private ProgrammeReader() {
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return the programme
	 * @throws FaultyFileException if the file has none of the formats or is invalid
	 * @throws IOException if the file cannot be read
	 */
	public static ReadProgramme read(InputStreamSource file) throws IOException {
		return read(file, SheetHints.NONE);
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @param hints what helps to read a table
	 * @return the programme
	 * @throws FaultyFileException if the file has none of the formats or is invalid
	 * @throws IOException if the file cannot be read
	 */
	public static ReadProgramme read(InputStreamSource file, SheetHints hints) throws IOException {
		ReadProgramme read = any(file, hints);
		if (read.file().sessions().isEmpty() && read.format() != FileFormat.PLENUM) {
			throw read.warnings()
				.stream()
				.findFirst()
				.map((odd) -> new FaultyFileException(odd.place(), "The file has no usable session: " + odd.message()))
				.orElseGet(() -> new FaultyFileException("", "The file contains no session."));
		}
		return read;
	}

	private static ReadProgramme any(InputStreamSource file, SheetHints hints) throws IOException {
		byte[] beginning = beginning(file);
		String text = new String(beginning, StandardCharsets.ISO_8859_1);
		ForeignFile.message(text).ifPresent((message) -> {
			throw new FaultyFileException("", message);
		});
		return switch ((beginning.length > 0) ? beginning[0] : 0) {
			case '<' ->
				XmlFile.root(file).equalsIgnoreCase("icalendar") ? CalendarFormat.xml(file) : ScheduleFormat.xml(file);
			case '{', '[' -> JsonFormats.read(file);
			case 0 -> throw new FaultyFileException("", "The file is empty.");
			default -> other(file, text, hints);
		};
	}

	private static ReadProgramme other(InputStreamSource file, String beginning, SheetHints hints) throws IOException {
		if (ForeignFile.isCalendar(beginning)) {
			return CalendarFormat.text(file);
		}
		return ProgrammeSheet.read(file, Sheets.isWorkbook(beginning) ? FileFormat.XLSX : FileFormat.CSV, hints);
	}

	/** Returns the first bytes of a file, after its byte order mark and white space. */
	private static byte[] beginning(InputStreamSource file) throws IOException {
		try (InputStream bytes = file.getInputStream()) {
			byte[] first = bytes.readNBytes(4096);
			int start = 0;
			while (start < first.length && isSkipped(first[start] & 0xff)) {
				start++;
			}
			return Arrays.copyOfRange(first, start, first.length);
		}
	}

	private static boolean isSkipped(int character) {
		return character <= ' ' || character == 0xef || character == 0xbb || character == 0xbf || character == 0xfe
				|| character == 0xff;
	}

}
