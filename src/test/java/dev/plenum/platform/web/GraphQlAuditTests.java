package dev.plenum.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audits of GraphQL over HTTP that the npm package graphql-http brings. They run
 * where Node is, and the package:
 * {@code npm install --prefix target/npm graphql graphql-http}.
 */
@LiveServer
class GraphQlAuditTests {

	private static final int AUDITS = 61;

	private static final Path PACKAGES = Path.of("target/npm").toAbsolutePath();

	@Autowired
	private Clients clients;

	@Test
	void allAuditsPass() throws IOException, InterruptedException {
		Assumptions.assumeTrue(Files.isDirectory(PACKAGES.resolve("node_modules/graphql-http")),
				"The npm package graphql-http is not in target/npm, so its audits are left out");
		Process node;
		try {
			node = new ProcessBuilder("node", "src/test/node/graphql-http-audits.mjs", PACKAGES.toString(),
					this.clients.address("http", "/graphql").toString())
				.redirectErrorStream(true)
				.start();
		}
		catch (IOException ex) {
			Assumptions.abort("There is no node, so the audits are left out");
			return;
		}
		List<String> lines = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(lines).containsExactly("ok " + AUDITS);
	}

}
