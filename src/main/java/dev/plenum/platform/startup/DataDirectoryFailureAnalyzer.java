package dev.plenum.platform.startup;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Recognises that another process uses the file of the embedded database.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class DataDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<MVStoreException> {

	private static final Pattern LOCKED_FILE = Pattern.compile("The file is locked: (?:\\w{2,}:)*(.+?)(?: \\[.*])?");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MVStoreException cause) {
		if (cause.getErrorCode() != DataUtils.ERROR_FILE_LOCKED) {
			return null;
		}
		Matcher file = LOCKED_FILE.matcher(String.valueOf(cause.getMessage()));
		String directory = file.matches() ? " " + Path.of(file.group(1)).toAbsolutePath().getParent() : "";
		return new FailureAnalysis("the data directory" + directory + " is in use by another process",
				"Stop the other Plenum, or name another directory with --plenum.data=….", cause);
	}

}
