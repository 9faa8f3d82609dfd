package dev.plenum.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;

/**
 * The files of the sample conferences.
 */
final class SampleFiles {

	private SampleFiles() {
	}

	static ClassPathResource file(String name) {
		return new ClassPathResource("/sample/" + name + ".json", SampleFiles.class);
	}

	static String text(String name) {
		try {
			return file(name).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
