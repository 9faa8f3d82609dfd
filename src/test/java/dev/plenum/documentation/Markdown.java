package dev.plenum.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation. Blocks of code are left out.
 *
 * @param path the file
 * @param lines its lines, without code
 */
record Markdown(Path path, List<String> lines) {

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("#{1,6} .*");

	/** The folders that contain pages; the first is searched without its subfolders. */
	private static final List<Path> FOLDERS = List.of(Path.of(""), Path.of("docs"), Path.of("k8s"),
			Path.of("examples"));

	static List<Markdown> all() {
		return FOLDERS.stream()
			.filter((folder) -> folder.toString().isEmpty() || Files.isDirectory(folder))
			.flatMap((folder) -> files(folder, folder.toString().isEmpty() ? 1 : 5))
			.filter((file) -> file.toString().endsWith(".md") && !file.toString().contains("node_modules"))
			.map(Markdown::read)
			.toList();
	}

	static Markdown read(Path path) {
		try {
			return new Markdown(path, withoutCode(Files.readAllLines(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> links() {
		return this.lines.stream()
			.flatMap((line) -> LINK.matcher(line.replaceAll("`[^`]*`", "")).results())
			.map((link) -> link.group(1))
			.toList();
	}

	/** The anchors of the headings, as GitHub makes them. */
	List<String> anchors() {
		Map<String, Integer> seen = new HashMap<>();
		return this.lines.stream().filter((line) -> HEADING.matcher(line).matches()).map((heading) -> {
			String anchor = heading.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-');
			int before = seen.merge(anchor, 1, Integer::sum) - 1;
			return (before > 0) ? anchor + "-" + before : anchor;
		}).toList();
	}

	/**
	 * The cells of the rows of tables whose first cell is one piece of code.
	 * @return the rows by the text of their first cell
	 */
	Map<String, List<String>> rows() {
		Map<String, List<String>> rows = new HashMap<>();
		this.lines.stream().filter((line) -> line.startsWith("| `")).forEach((line) -> {
			List<String> cells = Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
			rows.put(cells.getFirst().replace("`", ""), cells);
		});
		return rows;
	}

	private static List<String> withoutCode(List<String> lines) {
		List<String> text = new ArrayList<>();
		boolean code = false;
		for (String line : lines) {
			if (line.strip().startsWith("```")) {
				code = !code;
			}
			else if (!code && !line.startsWith("    ")) {
				text.add(line);
			}
		}
		return text;
	}

	private static Stream<Path> files(Path folder, int depth) {
		try (Stream<Path> files = Files.walk(folder, depth)) {
			return files.sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
