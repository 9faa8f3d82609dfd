package dev.plenum.platform.startup;

import reactor.netty.ChannelBindException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Recognises that the server cannot listen: the port is in use or not permitted, or the
 * address belongs to another machine.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class ListenFailureAnalyzer extends AbstractFailureAnalyzer<ChannelBindException> {

	private static final int LAST_PORT = 65_535;

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ChannelBindException cause) {
		int port = cause.localPort();
		String reason = String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage());
		if (reason.contains("in use")) {
			int other = (port < LAST_PORT) ? port + 1 : port - 1;
			return new FailureAnalysis("port " + port + " is in use",
					"Stop the other program, or choose another port with --server.port=" + other + ".", cause);
		}
		if (reason.contains("Permission denied")) {
			return new FailureAnalysis("no permission to listen on port " + port,
					"Choose a port above 1023, for example with --server.port=8080.", cause);
		}
		if (reason.contains("assign requested address")) {
			return new FailureAnalysis(cause.localHost() + " is not an address of this machine",
					"Choose one of this machine, for example with --server.address=127.0.0.1, or omit the setting.",
					cause);
		}
		return new FailureAnalysis("it cannot listen on " + cause.localHost() + ":" + port + " (" + reason + ")",
				"Choose another address or port with --server.address=… and --server.port=….", cause);
	}

}
