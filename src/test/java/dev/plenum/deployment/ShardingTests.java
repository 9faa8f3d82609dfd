package dev.plenum.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.CommandRules;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documented commands for sharding name every collection, like the rules for the
 * server's commands.
 */
class ShardingTests {

	private static final Pattern NAMES = Pattern.compile("\"(\\w+)\"");

	private final String page = read();

	@Test
	void collectionsWithinEventsAreShardedByEventId() {
		assertThat(shardedBy("eventId")).isEqualTo(CommandRules.IN_EVENTS);
	}

	@Test
	void collectionsWithOneDocumentPerEventAreShardedById() {
		assertThat(shardedBy("_id")).isEqualTo(CommandRules.ONE_PER_EVENT);
	}

	@Test
	void collectionsWithoutAnEventAreNamed() {
		assertThat(CommandRules.OF_NO_EVENT)
			.allSatisfy((name) -> assertThat(this.page).contains("`%s`".formatted(name)));
	}

	private Set<String> shardedBy(String key) {
		int end = this.page.indexOf("].forEach",
				this.page.lastIndexOf("[\"", this.page.indexOf("createIndex({ %s: \"hashed\" })".formatted(key))));
		String list = this.page.substring(this.page.lastIndexOf("[\"", end), end);
		return NAMES.matcher(list).results().map((name) -> name.group(1)).collect(Collectors.toSet());
	}

	private static String read() {
		try {
			return Files.readString(Path.of("k8s/README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
