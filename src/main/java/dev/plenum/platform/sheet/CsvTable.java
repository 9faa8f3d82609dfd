package dev.plenum.platform.sheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.springframework.core.io.InputStreamSource;

/**
 * Reads CSV as spreadsheets write it: in UTF-8, UTF-16 or Windows-1252, separated by
 * commas, semicolons, tabs or vertical bars.
 */
final class CsvTable {

	private static final int BEGINNING = 64 * 1024;

	/** Replaces wrong bytes while they are counted. Unicode has no such character. */
	private static final char WRONG = '\uFFFF';

	/** A file in UTF-8 has so many characters beyond ASCII for each wrong one. */
	private static final int FEWEST_RIGHT = 5;

	private static final Charset WINDOWS = Charset.forName("windows-1252");

	/** Excel reads a separator from such a first line. */
	private static final Pattern SEPARATOR = Pattern.compile("\"?sep=(.)\"?\\R?.*", Pattern.DOTALL);

	private static final char[] SEPARATORS = { ';', '\t', ',', '|' };

	private CsvTable() {
	}

	static Sheet read(InputStreamSource file, SheetLimits limits, SheetLog log) throws IOException {
		Charset charset = charset(file, log);
		char separator = separator(file, charset);
		CSVFormat format = CSVFormat.DEFAULT.builder()
			.setDelimiter(separator)
			.setIgnoreEmptyLines(false)
			.setTrailingData(true)
			.setIgnoreSurroundingSpaces(true)
			.get();
		Sheet sheet = new Sheet("", List.of(), false);
		List<Sheet.Row> rows = new ArrayList<>();
		int number = 1;
		try (Reader text = reader(file, charset); CSVParser parser = CSVParser.parse(text, format)) {
			for (CSVRecord row : parser) {
				boolean names = number == 1 && SEPARATOR.matcher(String.join(String.valueOf(separator), row)).matches();
				limits.add(sheet, rows, number, names ? List.of() : row.toList());
				number++;
			}
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			throw new SheetFault(sheet.place(number), number,
					"The file is not valid CSV from this row on: a quotation mark is missing or superfluous.");
		}
		return new Sheet("", rows, false);
	}

	/** Finds the encoding by the byte order mark, by zero bytes, or by trying UTF-8. */
	private static Charset charset(InputStreamSource file, SheetLog log) throws IOException {
		byte[] first = beginning(file);
		int zeros = 0;
		for (int i = 0; i + 1 < first.length; i += 2) {
			zeros += (first[i] == 0) ? 1 : (first[i + 1] == 0) ? -1 : 0;
		}
		if (starts(first, 0xff, 0xfe) || zeros < -first.length / 5) {
			return StandardCharsets.UTF_16LE;
		}
		if (starts(first, 0xfe, 0xff) || zeros > first.length / 5) {
			return StandardCharsets.UTF_16BE;
		}
		return isUtf8(file, log) ? StandardCharsets.UTF_8 : WINDOWS;
	}

	/**
	 * Returns whether a file is in UTF-8. A few wrong characters among many right ones
	 * are reported.
	 */
	private static boolean isUtf8(InputStreamSource file, SheetLog log) throws IOException {
		char[] part = new char[8192];
		int wrong = 0;
		int right = 0;
		int line = 1;
		int firstLine = 0;
		try (Reader text = new InputStreamReader(file.getInputStream(),
				StandardCharsets.UTF_8.newDecoder()
					.onMalformedInput(CodingErrorAction.REPLACE)
					.replaceWith(String.valueOf(WRONG)))) {
			for (int count = text.read(part); count >= 0; count = text.read(part)) {
				for (int i = 0; i < count; i++) {
					line += (part[i] == '\n') ? 1 : 0;
					wrong += (part[i] == WRONG) ? 1 : 0;
					right += (part[i] != WRONG && part[i] >= 0x80) ? 1 : 0;
					firstLine = (wrong == 1 && part[i] == WRONG) ? line : firstLine;
				}
			}
		}
		boolean few = wrong == 0 || wrong * FEWEST_RIGHT <= right;
		if (wrong > 0 && few) {
			log.add("line " + firstLine,
					"The file is in UTF-8 with wrong characters: %d. They are read as '\uFFFD'. Correct them in the file.",
					wrong);
		}
		return few;
	}

	private static boolean starts(byte[] bytes, int first, int second) {
		return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
	}

	private static byte[] beginning(InputStreamSource file) throws IOException {
		try (InputStream bytes = file.getInputStream()) {
			return bytes.readNBytes(BEGINNING);
		}
	}

	private static Reader reader(InputStreamSource file, Charset charset) throws IOException {
		PushbackReader reader = new PushbackReader(
				new InputStreamReader(new BufferedInputStream(file.getInputStream()), charset));
		int first = reader.read();
		if (first >= 0 && first != '\uFEFF') {
			reader.unread(first);
		}
		return reader;
	}

	/**
	 * Finds the character that separates the cells: the one that most of the first lines
	 * contain equally often outside of quotation marks.
	 */
	private static char separator(InputStreamSource file, Charset charset) throws IOException {
		String text = new String(beginning(file), charset);
		text = text.startsWith("\uFEFF") ? text.substring(1) : text;
		Matcher named = SEPARATOR.matcher(text);
		if (named.matches()) {
			return named.group(1).charAt(0);
		}
		List<String> lines = lines(text);
		char best = ',';
		int most = 0;
		for (char separator : SEPARATORS) {
			int score = evenness(lines, separator);
			if (score > most) {
				most = score;
				best = separator;
			}
		}
		return best;
	}

	/** Returns how many lines contain a character equally often. */
	private static int evenness(List<String> lines, char separator) {
		Map<Long, Integer> counts = new HashMap<>();
		for (String line : lines) {
			long count = line.chars().filter((letter) -> letter == separator).count();
			if (count > 0) {
				counts.merge(count, 1, Integer::sum);
			}
		}
		return counts.entrySet()
			.stream()
			.mapToInt((entry) -> entry.getValue() * SheetLimits.MOST_COLUMNS
					+ Math.toIntExact(Math.min(entry.getKey(), SheetLimits.MOST_COLUMNS - 1)))
			.max()
			.orElse(0);
	}

	/** Returns the first rows without the texts in quotation marks. */
	private static List<String> lines(String text) {
		List<String> lines = new ArrayList<>();
		StringBuilder line = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < text.length() && lines.size() < 50; i++) {
			char character = text.charAt(i);
			if (character == '"') {
				quoted = !quoted;
			}
			else if (!quoted && character == '\n') {
				lines.add(line.toString());
				line.setLength(0);
			}
			else if (!quoted) {
				line.append(character);
			}
		}
		lines.add(line.toString());
		return lines;
	}

}
