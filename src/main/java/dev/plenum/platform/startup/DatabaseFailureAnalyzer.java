package dev.plenum.platform.startup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.mongodb.MongoCommandException;
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
 * Recognises that the database does not answer, rejects the login or rejects a command.
 * Only hosts, ports and names of indexes are taken from the driver's messages, since
 * those contain user names too.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<MongoException> {

	private static final Pattern ADDRESS = Pattern.compile("\\baddress=([^,}\\s]+)");

	private static final Pattern INDEX = Pattern.compile("\\bname: \"(\\w+)\"");

	private static final String ADMIN = "admin";

	private static final int UNAUTHORIZED = 13;

	/** MongoDB Atlas' error for {@link #UNAUTHORIZED}. */
	private static final int ATLAS_ERROR = 8000;

	private static final int INDEX_OPTIONS_CONFLICT = 85;

	private static final int INDEX_KEY_SPECS_CONFLICT = 86;

	private static final String CHECK = "Start the database, or correct PLENUM_MONGODB_URI.";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MongoException cause) {
		return switch (cause) {
			case MongoSecurityException ex -> new FailureAnalysis(
					"the database" + at(ex) + " rejects the login; it looked for the user in the database \""
							+ ex.getCredential().getSource() + "\"",
					login(ex.getCredential().getSource()), ex);
			case MongoTimeoutException ex ->
				new FailureAnalysis("the database" + at(ex) + " does not answer", CHECK, ex);
			case MongoSocketException ex ->
				new FailureAnalysis("the database" + at(ex) + " does not answer", CHECK, ex);
			case MongoConfigurationException ex when String.valueOf(ex.getMessage()).contains("SRV record") ->
				new FailureAnalysis("the DNS lookup of the database's address failed", "Correct PLENUM_MONGODB_URI.",
						ex);
			case MongoCommandException ex -> refusal(ex);
			default -> null;
		};
	}

	private static String login(String searched) {
		String action = "Correct the user and the password in PLENUM_MONGODB_URI";
		return searched.equals(ADMIN) ? action + "." : action
				+ ", or the user's database: most databases store their users in admin and need authSource=admin in PLENUM_MONGODB_URI.";
	}

	private static FailureAnalysis refusal(MongoCommandException refusal) {
		return switch (refusal.getErrorCode()) {
			case UNAUTHORIZED, ATLAS_ERROR -> new FailureAnalysis(
					"the user in PLENUM_MONGODB_URI lacks a right that Plenum needs in the database" + at(refusal),
					"Grant the user the role readWrite on the database that PLENUM_MONGODB_URI names.", refusal);
			case INDEX_OPTIONS_CONFLICT,
					INDEX_KEY_SPECS_CONFLICT ->
				new FailureAnalysis(
						"the database" + at(refusal) + " has an index" + index(refusal)
								+ " that differs from the one that Plenum needs",
						"Drop this index and start Plenum again; it then creates the right one.", refusal);
			default ->
				new FailureAnalysis("the database" + at(refusal) + " rejects a command with the error " + name(refusal),
						"See MongoDB's list of error codes; the log at level debug has the details.", refusal);
		};
	}

	private static String index(MongoCommandException refusal) {
		Matcher name = INDEX.matcher(refusal.getErrorMessage());
		return name.find() ? " " + name.group(1) : "";
	}

	private static String name(MongoCommandException refusal) {
		return (refusal.getErrorCodeName() + " " + refusal.getErrorCode()).strip();
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
