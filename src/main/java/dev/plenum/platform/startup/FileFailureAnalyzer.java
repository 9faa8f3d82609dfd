package dev.plenum.platform.startup;

import java.nio.file.AccessDeniedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Recognises that the server has no permission to read or write a file.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class FileFailureAnalyzer extends AbstractFailureAnalyzer<AccessDeniedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AccessDeniedException cause) {
		return new FailureAnalysis("no permission to read or write " + cause.getFile(),
				"Give the server's user the permission, or configure another path.", cause);
	}

}
