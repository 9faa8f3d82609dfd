package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;

/**
 * Asks a server as fast as it answers, on several connections at the same time, each of
 * which asks again when it was answered. One thread does it all.
 */
final class HttpLoad {

	private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Server server;

	private final List<Exchange> exchanges;

	private long[] nanos = new long[1 << 16];

	private int answers;

	private int sent;

	private int outstanding;

	private long end;

	private HttpLoad(Server server, List<Exchange> exchanges) {
		this.server = server;
		this.exchanges = exchanges;
	}

	/**
	 * Asks for a while.
	 * @param server whom to ask
	 * @param exchanges what to ask, in turn
	 * @param connections on how many connections
	 * @param duration for how long
	 * @return what came of it; every answer was the right one
	 * @throws IllegalStateException if one was not
	 */
	static Round run(Server server, List<Exchange> exchanges, int connections, Duration duration) {
		try {
			return new HttpLoad(server, exchanges).run(connections, duration);
		}
		catch (IOException | UncheckedIOException ex) {
			throw new IllegalStateException(server.name() + ": " + ex.getMessage(), ex);
		}
	}

	private Round run(int number, Duration duration) throws IOException {
		List<HttpConnection> connections = new ArrayList<>();
		try (Selector selector = Selector.open()) {
			for (int i = 0; i < number; i++) {
				connections.add(new HttpConnection(selector, this.server.port()));
			}
			long serverCpu = this.server.cpu().toNanos();
			long loadCpu = SYSTEM.getProcessCpuTime();
			long start = System.nanoTime();
			this.end = start + duration.toNanos();
			for (HttpConnection connection : connections) {
				connection.send(next());
			}
			while (this.outstanding > 0) {
				selector.select(this::proceed, PATIENCE.toMillis());
				if (System.nanoTime() > this.end + PATIENCE.toNanos()) {
					throw new IOException(this.outstanding + " requests were not answered");
				}
			}
			loadCpu = SYSTEM.getProcessCpuTime() - loadCpu;
			serverCpu = this.server.cpu().toNanos() - serverCpu;
			return round(duration, serverCpu, loadCpu);
		}
		finally {
			for (HttpConnection connection : connections) {
				connection.close();
			}
		}
	}

	private void proceed(SelectionKey key) {
		HttpConnection connection = (HttpConnection) key.attachment();
		try {
			if (!connection.proceed()) {
				return;
			}
			this.outstanding--;
			long now = System.nanoTime();
			if (now < this.end) {
				count(now - connection.sentAt());
				connection.send(next());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Exchange next() {
		this.outstanding++;
		return this.exchanges.get(this.sent++ % this.exchanges.size());
	}

	private void count(long duration) {
		if (this.answers == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.answers);
		}
		this.nanos[this.answers++] = duration;
	}

	private Round round(Duration duration, long serverCpu, long loadCpu) {
		Arrays.sort(this.nanos, 0, this.answers);
		int all = Math.max(1, this.sent);
		return new Round(this.answers * 1e9 / duration.toNanos(), percentile(0.5), percentile(0.99),
				serverCpu / 1e3 / all, loadCpu / 1e3 / all);
	}

	private double percentile(double share) {
		return (this.answers == 0) ? 0 : this.nanos[(int) (share * (this.answers - 1))] / 1e6;
	}

	/**
	 * What came of it.
	 *
	 * @param perSecond requests answered in a second
	 * @param median how long half of the answers took at most, in milliseconds
	 * @param p99 how long 99 of 100 answers took at most, in milliseconds
	 * @param serverCpu how long the server's threads ran for a request, in microseconds
	 * @param loadCpu how long those of this process ran for a request, in microseconds
	 */
	record Round(double perSecond, double median, double p99, double serverCpu, double loadCpu) {
	}

}
