package dev.plenum.platform.startup;

import java.nio.file.AccessDeniedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * A file may not be read or written.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class FileFailureAnalyzer extends AbstractFailureAnalyzer<AccessDeniedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AccessDeniedException cause) {
		return new FailureAnalysis("this user may not read or write " + cause.getFile(),
				"Give the user the right to, or name another place.", cause);
	}

}
