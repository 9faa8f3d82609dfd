package dev.plenum.platform.startup;

import reactor.netty.ChannelBindException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The port is taken or not allowed, or the address is another machine's.
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
			return new FailureAnalysis("port " + port + " is taken",
					"Stop the other program, or choose another port with --server.port=" + other + ".", cause);
		}
		if (reason.contains("Permission denied")) {
			return new FailureAnalysis("this user may not listen on port " + port,
					"Choose a port from 1024 on with --server.port=8080.", cause);
		}
		if (reason.contains("assign requested address")) {
			return new FailureAnalysis(cause.localHost() + " is not an address of this machine",
					"Choose one with --server.address=127.0.0.1, or leave it out.", cause);
		}
		return new FailureAnalysis("it cannot listen on " + cause.localHost() + ":" + port + " (" + reason + ")",
				"Choose another address or port with --server.address=… and --server.port=….", cause);
	}

}
