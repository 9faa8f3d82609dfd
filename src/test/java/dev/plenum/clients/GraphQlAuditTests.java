package dev.plenum.clients;

import dev.plenum.Clients;
import dev.plenum.LiveServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server passes the audits of GraphQL over HTTP that the npm package graphql-http
 * contains.
 */
@Tag("clients")
@LiveServer
class GraphQlAuditTests {

	private static final int AUDITS = 61;

	@Autowired
	private Clients clients;

	@Test
	void allAuditsPass() {
		assertThat(Tool.script("graphql-http-audits.mjs", this.clients.address("http", "/graphql").toString()))
			.containsExactly("ok " + AUDITS);
	}

}
