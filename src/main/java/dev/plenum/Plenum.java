package dev.plenum;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.graphql.autoconfigure.reactive.GraphQlWebFluxAutoConfiguration;

/**
 * Starts the server. The transports of GraphQL are our own: see
 * {@code dev.plenum.platform.web}.
 */
@SpringBootApplication(exclude = GraphQlWebFluxAutoConfiguration.class)
public class Plenum {

	public static void main(String[] args) {
		SpringApplication.run(Plenum.class, args);
	}

}
