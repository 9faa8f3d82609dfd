package dev.plenum.platform.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

/**
 * Logs a failure to start as one line at level error, if an analyzer recognises it; the
 * stack trace is logged at level debug. Runs before Spring Boot's reporter and silences
 * it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineFailureReporter implements FailureAnalysisReporter {

	private static final Logger log = LoggerFactory.getLogger("dev.plenum.Plenum");

	private static final String REPORTER_OF_SPRING_BOOT = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

	@Override
	public void report(FailureAnalysis analysis) {
		LoggingSystem.get(getClass().getClassLoader()).setLogLevel(REPORTER_OF_SPRING_BOOT, LogLevel.OFF);
		log.debug("Plenum did not start", analysis.getCause());
		log.error(line(analysis));
	}

	private static String line(FailureAnalysis analysis) {
		String line = "Plenum did not start: " + sentence(analysis.getDescription());
		String action = analysis.getAction();
		return StringUtils.hasText(action) ? line + " " + sentence(action) : line;
	}

	private static String sentence(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return line.matches(".*[.!?…]") ? line : line + ".";
	}

}
