package dev.plenum.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The links between the pages of the documentation lead to files and headings that exist.
 */
class LinkTests {

	@TempDir
	Path directory;

	private final Map<Path, Set<String>> anchors = new HashMap<>();

	@Test
	void everyLinkLeadsSomewhere() {
		List<Markdown> pages = Markdown.all();
		assertThat(pages).extracting((page) -> page.path().toString())
			.contains("README.md", "ARCHITECTURE.md", "docs/api.md", "k8s/README.md");
		assertThat(pages.stream().flatMap(this::broken)).isEmpty();
	}

	@Test
	void aBrokenLinkIsFound() throws IOException {
		Files.writeString(this.directory.resolve("there.md"), "# One & two\n");
		Path page = Files.writeString(this.directory.resolve("page.md"),
				"[a](there.md) [b](there.md#one--two) [c](https://example.org) [d](#here) `[e](no)`\n# Here\n"
						+ "[f](gone.md) [g](there.md#three)\n");
		assertThat(broken(Markdown.read(page))).containsExactly(page + ": gone.md", page + ": there.md#three");
	}

	private Stream<String> broken(Markdown page) {
		return page.links()
			.stream()
			.filter((link) -> !link.matches("[a-z]+:.*") && !exists(page, link))
			.map((link) -> page.path() + ": " + link);
	}

	private boolean exists(Markdown page, String link) {
		int hash = link.indexOf('#');
		String file = (hash < 0) ? link : link.substring(0, hash);
		Path target = file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
		return Files.exists(target) && (hash < 0
				|| this.anchors.computeIfAbsent(target, (path) -> Set.copyOf(Markdown.read(path).anchors()))
					.contains(link.substring(hash + 1)));
	}

}
