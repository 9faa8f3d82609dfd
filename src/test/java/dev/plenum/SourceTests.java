package dev.plenum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules for source files that only their text shows.
 */
class SourceTests {

	private static final Path MAIN = Path.of("src/main/java");

	private static final Path TEST = Path.of("src/test/java");

	private static final Pattern STAR_IMPORT = Pattern.compile("^import .*\\*;$", Pattern.MULTILINE);

	private static final int MOST_LINES = 400;

	private static final int MOST_TYPES = 40;

	@TempDir
	Path directory;

	@Test
	void noImportHasAStar() {
		assertThat(starImports(MAIN)).isEmpty();
		assertThat(starImports(TEST)).isEmpty();
	}

	@Test
	void aStarImportIsFound() throws IOException {
		write("a/Named.java", "package a;\n\nimport java.util.List;\n");
		Path star = write("a/Star.java", "package a;\n\nimport java.util.*;\n");
		Path staticStar = write("a/StaticStar.java", "package a;\n\nimport static java.util.List.*;\n");
		assertThat(starImports(this.directory)).containsExactly(star, staticStar);
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(packagesWithoutNullMarked(MAIN)).isEmpty();
	}

	@Test
	void aPackageThatIsNotNullMarkedIsFound() throws IOException {
		write("marked/A.java", "package marked;\n");
		write("marked/package-info.java", "@NullMarked\npackage marked;\n");
		Path nothing = write("nothing/A.java", "package nothing;\n").getParent();
		Path unmarked = write("unmarked/package-info.java", "/** Not @NullMarked. */\npackage unmarked;\n").getParent();
		assertThat(packagesWithoutNullMarked(this.directory)).containsExactly(nothing, unmarked);
	}

	@Test
	void filesAreShort() {
		assertThat(longFiles(MAIN)).as("A file has at most %d lines, better 300: split it by its jobs.", MOST_LINES)
			.isEmpty();
	}

	@Test
	void aLongFileIsFound() throws IOException {
		write("Short.java", "\n".repeat(MOST_LINES));
		Path tooLong = write("Long.java", "\n".repeat(MOST_LINES + 1));
		assertThat(longFiles(this.directory)).containsExactly(tooLong);
	}

	@Test
	void packagesAreSmall() {
		assertThat(largePackages(MAIN))
			.as("A package has at most %d files with types: split it by its jobs.", MOST_TYPES)
			.isEmpty();
	}

	@Test
	void aLargePackageIsFound() throws IOException {
		for (int i = 0; i <= MOST_TYPES; i++) {
			write("large/A%d.java".formatted(i), "");
			write("small/A%d.java".formatted(Math.max(1, i)), "");
		}
		write("small/package-info.java", "");
		assertThat(largePackages(this.directory)).containsExactly(this.directory.resolve("large"));
	}

	private Path write(String name, String text) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

	private static List<Path> starImports(Path root) {
		return javaFiles(root).filter((file) -> STAR_IMPORT.matcher(text(file)).find()).toList();
	}

	private static List<Path> packagesWithoutNullMarked(Path root) {
		return javaFiles(root).map(Path::getParent)
			.distinct()
			.filter((directory) -> !isNullMarked(directory.resolve("package-info.java")))
			.toList();
	}

	private static boolean isNullMarked(Path packageInfo) {
		return Files.exists(packageInfo) && text(packageInfo).lines().anyMatch("@NullMarked"::equals);
	}

	private static List<Path> longFiles(Path root) {
		return javaFiles(root).filter((file) -> text(file).lines().count() > MOST_LINES).toList();
	}

	private static List<Path> largePackages(Path root) {
		return javaFiles(root).filter((file) -> !file.endsWith("package-info.java"))
			.collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()))
			.entrySet()
			.stream()
			.filter((directory) -> directory.getValue() > MOST_TYPES)
			.map(Map.Entry::getKey)
			.toList();
	}

	private static Stream<Path> javaFiles(Path root) {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
