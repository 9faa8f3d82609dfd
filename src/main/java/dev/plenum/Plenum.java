package dev.plenum;

import java.util.List;

import dev.plenum.interchange.ImportCommand;

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
		if (args.length > 0 && args[0].equals("import")) {
			System.exit(ImportCommand.run(List.of(args).subList(1, args.length)));
		}
		SpringApplication.run(Plenum.class, args);
	}

}
