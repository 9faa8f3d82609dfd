package dev.plenum.platform.startup;

import org.junit.jupiter.api.Test;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ListenFailureAnalyzerTests {

	@Test
	void aPortInUseIsReportedWithTheNextOne() {
		DisposableServer other = HttpServer.create().host("127.0.0.1").port(0).bindNow();
		try {
			FailureAnalysis analysis = analyze("127.0.0.1", other.port());
			assertThat(analysis.getDescription()).isEqualTo("port " + other.port() + " is in use");
			assertThat(analysis.getAction()).endsWith("--server.port=" + (other.port() + 1) + ".");
		}
		finally {
			other.disposeNow();
		}
	}

	@Test
	void anAddressOfAnotherMachineIsReported() {
		assertThat(analyze("192.0.2.1", 0).getDescription()).isEqualTo("192.0.2.1 is not an address of this machine");
	}

	private static FailureAnalysis analyze(String host, int port) {
		ChannelBindException failure = catchThrowableOfType(ChannelBindException.class,
				() -> HttpServer.create().host(host).port(port).bindNow());
		return new ListenFailureAnalyzer().analyze(new IllegalStateException("Unable to start", failure));
	}

}
