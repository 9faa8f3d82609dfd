package dev.plenum.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.CommandRules;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the page about privacy with the collections of the database.
 */
class PrivacyPageTests {

	private static final Pattern ROW = Pattern.compile("^\\| `([a-zA-Z]+)` \\|", Pattern.MULTILINE);

	@Test
	void thePageNamesEachCollectionOnce() throws IOException {
		Set<String> collections = Stream
			.of(CommandRules.IN_EVENTS, CommandRules.ONE_PER_EVENT, CommandRules.OF_NO_EVENT)
			.flatMap(Set::stream)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(ROW.matcher(Files.readString(Path.of("docs/privacy.md")))
			.results()
			.map((MatchResult row) -> row.group(1)))
			.as("Say in docs/privacy.md what each collection stores about people, why and for how long")
			.containsExactlyInAnyOrderElementsOf(collections);
	}

}
