package dev.plenum.web;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The modules of the web applications as the build joins them for delivery. They exist
 * from the phase {@code prepare-package} on, in which the tests of a browser run again.
 */
@Tag("joined")
@LiveServer
class JoinedModulesTests {

	private static final Pattern MODULE = Pattern.compile("modulepreload\" href=\"/web/[^/]+/([^\"]+)\"");

	@Autowired
	private Clients clients;

	@ParameterizedTest
	@ValueSource(
			strings = { "/", "/e/demo/app/", "/e/demo/console/", "/e/demo/booth/", "/e/demo/door/", "/e/demo/screen/" })
	void theFirstViewNeedsAtMostSixModules(String address) {
		assertThat(modules(MODULE, text(address))).hasSizeBetween(2, 6)
			.anyMatch((module) -> module.startsWith("joined/"))
			.allMatch((module) -> module.startsWith("joined/") || module.endsWith("/operations.js"));
	}

	@Test
	void otherViewsAreLoadedLaterAndKeptByTheServiceWorker() {
		List<String> first = modules(MODULE, text("/e/demo/app/"));
		List<String> kept = modules(Pattern.compile("\"/web/[^/]+/([^\"]+)\""),
				text("/e/demo/app/service-worker.js").lines().findFirst().orElseThrow());
		assertThat(kept).containsAll(first)
			.anyMatch((module) -> module.matches("joined/app/session-view-\\w+\\.js"))
			.anyMatch((module) -> module.matches("joined/app/qr-\\w+\\.js"))
			.noneMatch((module) -> module.startsWith("lib/") || module.matches("(shared|app)/[a-z-]+-view\\.js"));
		assertThat(first).noneMatch((module) -> module.contains("-view"));
	}

	private String text(String address) {
		return String.valueOf(this.clients.raw()
			.get()
			.uri(address)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	private static List<String> modules(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
	}

}
