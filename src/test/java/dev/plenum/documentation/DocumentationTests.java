package dev.plenum.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages of the documentation name exists in the code.
 */
class DocumentationTests {

	private static final Path MAIN = Path.of("src/main/java");

	private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)[.`]");

	private static final Pattern CLOSE_CODE = Pattern.compile("WebSocketCloseStatus\\((\\d{4})");

	@Test
	void theReadmeIsShort() throws IOException {
		assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(120);
	}

	@Test
	void theArchitectureNamesClassesThatExist() throws IOException {
		Set<String> classes = names(Stream.of(MAIN, Path.of("src/test/java")));
		assertThat(CLASS.matcher(Files.readString(Path.of("ARCHITECTURE.md"))).results().map((name) -> name.group(1)))
			.contains("ScheduleDesk")
			.allMatch(classes::contains);
	}

	@Test
	void theArchitectureListsThePackages() throws IOException {
		try (Stream<Path> packages = Files.list(MAIN.resolve("dev/plenum"))) {
			assertThat(packages.filter(Files::isDirectory).map((name) -> name.getFileName().toString()))
				.isSubsetOf(Markdown.read(Path.of("ARCHITECTURE.md")).rows().keySet());
		}
	}

	@Test
	void everyErrorCodeIsDescribedWithItsStatus() {
		Markdown page = Markdown.read(Path.of("docs/api.md"));
		assertThat(ErrorCode.values()).allSatisfy((code) -> assertThat(page.rows().get(code.name())).element(1)
			.isEqualTo(String.valueOf(code.status().value())));
	}

	@Test
	void everyCloseCodeOfASocketIsDescribed() {
		Markdown page = Markdown.read(Path.of("docs/api.md"));
		Set<String> codes = text("SocketClose.java", CLOSE_CODE);
		assertThat(codes).isNotEmpty()
			.allMatch((code) -> page.lines().stream().anyMatch((line) -> line.startsWith("| " + code + " |")));
	}

	private static Set<String> text(String file, Pattern pattern) {
		try (Stream<Path> files = Files.walk(MAIN)) {
			String text = Files.readString(
					files.filter((path) -> path.getFileName().toString().equals(file)).findFirst().orElseThrow());
			return pattern.matcher(text).results().map((MatchResult code) -> code.group(1)).collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> names(Stream<Path> roots) {
		return roots.flatMap((root) -> {
			try (Stream<Path> files = Files.walk(root)) {
				return Arrays.stream(files.map((path) -> path.getFileName().toString()).toArray(String[]::new));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		})
			.filter((name) -> name.endsWith(".java"))
			.map((name) -> name.replace(".java", ""))
			.collect(Collectors.toSet());
	}

}
