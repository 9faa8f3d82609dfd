package dev.plenum;

import java.util.ArrayList;
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
		List<String> arguments = new ArrayList<>(List.of(args));
		if (arguments.stream().filter((argument) -> !argument.startsWith("--")).limit(1).anyMatch("import"::equals)) {
			arguments.remove("import");
			System.exit(ImportCommand.run(arguments));
		}
		SpringApplication.run(Plenum.class, args);
	}

}
