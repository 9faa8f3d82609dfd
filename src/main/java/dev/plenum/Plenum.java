package dev.plenum;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the server.
 */
@SpringBootApplication
public class Plenum {

	public static void main(String[] args) {
		SpringApplication.run(Plenum.class, args);
	}

}
