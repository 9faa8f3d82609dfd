package dev.plenum.platform.startup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The database does not answer, or not to this user. Only hosts and ports are taken from
 * the driver's messages, since those also hold user names.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<MongoException> {

	private static final Pattern ADDRESS = Pattern.compile("\\baddress=([^,}\\s]+)");

	private static final String CHECK = "Start the database, or correct PLENUM_MONGODB_URI.";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MongoException cause) {
		return switch (cause) {
			case MongoSecurityException ex -> new FailureAnalysis("the database" + at(ex) + " refuses the login",
					"Correct the user and the password in PLENUM_MONGODB_URI.", ex);
			case MongoTimeoutException ex ->
				new FailureAnalysis("the database" + at(ex) + " does not answer", CHECK, ex);
			case MongoSocketException ex ->
				new FailureAnalysis("the database" + at(ex) + " does not answer", CHECK, ex);
			case MongoConfigurationException ex when String.valueOf(ex.getMessage()).contains("SRV record") ->
				new FailureAnalysis("the database's address cannot be looked up", "Correct PLENUM_MONGODB_URI.", ex);
			default -> null;
		};
	}

	private static String at(MongoException failure) {
		String addresses = addresses(failure);
		return addresses.isEmpty() ? "" : " at " + addresses;
	}

	private static String addresses(MongoException failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MongoSocketException ex) {
				return ex.getServerAddress().toString();
			}
			if (cause instanceof MongoServerException ex) {
				return ex.getServerAddress().toString();
			}
		}
		Matcher addresses = ADDRESS.matcher(String.valueOf(failure.getMessage()));
		return addresses.results().map((found) -> found.group(1)).distinct().collect(Collectors.joining(", "));
	}

}
