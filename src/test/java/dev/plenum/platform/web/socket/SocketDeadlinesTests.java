package dev.plenum.platform.web.socket;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.plenum.platform.web.WebSettings;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The maximum age of a WebSocket.
 */
class SocketDeadlinesTests {

	private static final Duration AGE = Duration.ofHours(1);

	@Test
	void socketsThatWereOpenedAtOnceAreNotClosedAtOnce() {
		WebSettings.Socket settings = new WebSettings.Socket(Duration.ofSeconds(10), Duration.ofSeconds(20), 50,
				DataSize.ofKilobytes(64), AGE);
		long now = System.nanoTime();
		List<SocketDeadlines> sockets = Stream.generate(() -> new SocketDeadlines(settings)).limit(1000).toList();
		sockets.forEach(SocketDeadlines::acknowledged);
		assertThat(old(sockets, now, 0.74)).isZero();
		assertThat(old(sockets, now, 0.9)).isBetween(200L, 400L);
		assertThat(old(sockets, now, 1.1)).isBetween(600L, 800L);
		assertThat(old(sockets, now, 1.26)).isEqualTo(1000);
	}

	private static long old(List<SocketDeadlines> sockets, long start, double ages) {
		long later = start + (long) (AGE.toNanos() * ages);
		return sockets.stream().filter((socket) -> SocketClose.OLD.equals(socket.end(later))).count();
	}

}
