package dev.plenum.platform.connection;

import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plenum.platform.RepeatedFaults;
import dev.plenum.platform.traffic.ClientAddresses;
import dev.plenum.platform.traffic.Rates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannelConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.netty.NettyPipeline;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * All connections of clients to this process, on all its ports. It limits their number
 * and checks their deadlines about once a second.
 */
@Component
final class Connections implements SmartLifecycle {

	/**
	 * The number of connections that are accepted beyond the limits, so that health
	 * checks are answered. The next one closes the oldest.
	 */
	private static final int EXCESS = 8;

	private final RepeatedFaults faults = new RepeatedFaults(LoggerFactory.getLogger(Connections.class));

	private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger count = new AtomicInteger();

	private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

	private final Deque<ClientConnection> excess = new ConcurrentLinkedDeque<>();

	private final ConnectionSettings settings;

	private final long maxBodySize;

	private final HeldBytes held;

	private final HeldBytes unread;

	private final ClientAddresses addresses;

	private final Rates rates;

	private final MeterRegistry meters;

	private volatile long now;

	/** The time of the last check, a value of {@link System#nanoTime()}. */
	private long lookedAt;

	private volatile int limit;

	private volatile Disposable looking = Disposables.disposed();

	Connections(ConnectionSettings settings, BodySettings bodies, ClientAddresses addresses, Rates rates,
			MeterRegistry meters) {
		this.settings = settings;
		this.maxBodySize = bodies.maxBodySize().toBytes();
		this.held = HeldBytes.ofRequests(settings);
		this.unread = HeldBytes.ofAnswers(settings);
		this.addresses = addresses;
		this.rates = rates;
		this.meters = meters;
		Gauge.builder("plenum.connections", this.count, AtomicInteger::get)
			.description("Open connections of clients")
			.register(meters);
		Gauge.builder("plenum.connections.limit", this, Connections::limit)
			.description("Maximum number of open connections")
			.register(meters);
		Gauge.builder("plenum.connections.held", this.held, HeldBytes::all)
			.description("Memory for requests that are not complete or not answered")
			.baseUnit("bytes")
			.register(meters);
		Gauge.builder("plenum.connections.unread", this.unread, HeldBytes::all)
			.description("Memory for answers that their clients have not read yet")
			.baseUnit("bytes")
			.register(meters);
	}

	/**
	 * Accepts a connection.
	 * @param channel its channel, with the handlers for HTTP
	 */
	void accept(Channel channel) {
		String address = address(channel);
		int all = this.count.incrementAndGet();
		int same = address.isEmpty() ? 0 : Objects.requireNonNull(this.perAddress.merge(address, 1, Integer::sum));
		ClientConnection connection = new ClientConnection(this, channel, excess(all, same));
		this.open.add(connection);
		channel.closeFuture().addListener((_) -> release(connection, address));
		if (connection.excess() != null) {
			makeRoom(connection, connection.excess());
		}
		if (channel.config() instanceof EpollSocketChannelConfig socket) {
			// Otherwise the kernel holds up to 4 MB for each client that does not read.
			socket.setTcpNotSentLowAt(GradualOutput.PART);
		}
		RequestGuard guard = new RequestGuard(connection);
		connection.guardedBy(guard);
		channel.pipeline().addBefore(NettyPipeline.HttpCodec, GradualOutput.NAME, new GradualOutput(connection));
		channel.pipeline().addBefore(NettyPipeline.HttpCodec, ClientConnection.NAME, connection);
		channel.pipeline().addAfter(NettyPipeline.HttpCodec, RequestGuard.NAME, guard);
	}

	/**
	 * The address for which a connection is counted.
	 * @return the address; empty if it is not limited
	 */
	private String address(Channel channel) {
		return (this.rates.isEnabled() && channel.remoteAddress() instanceof InetSocketAddress peer
				&& !this.addresses.isProxy(peer)) ? Rates.site(peer) : "";
	}

	private @Nullable Rejection excess(int all, int same) {
		if (all > limit()) {
			return Rejection.tooMuchForServer(
					"The server has reached its limit of %d connections. Retry later.".formatted(limit()));
		}
		return (same > this.settings.perAddress())
				? Rejection.tooMuchFromAddress("Too many open connections from this address.") : null;
	}

	private void makeRoom(ClientConnection connection, Rejection rejection) {
		report(rejection);
		this.excess.add(connection);
		if (this.excess.size() > EXCESS) {
			ClientConnection oldest = this.excess.poll();
			if (oldest != null) {
				oldest.channel().close();
			}
		}
	}

	private void release(ClientConnection connection, String address) {
		this.open.remove(connection);
		this.count.decrementAndGet();
		if (!address.isEmpty()) {
			this.perAddress.computeIfPresent(address, (_, open) -> (open > 1) ? open - 1 : null);
		}
		if (connection.excess() != null) {
			this.excess.remove(connection);
		}
	}

	/**
	 * Whether a request asks for the state of the server. Such requests are answered even
	 * if there are too many connections.
	 * @param target the target of the request
	 * @return true if it does
	 */
	static boolean isHealthCheck(String target) {
		return target.startsWith("/livez") || target.startsWith("/readyz") || target.startsWith("/actuator/");
	}

	/**
	 * Counts a refused request.
	 * @param rejection the refusal
	 */
	void refused(Rejection rejection) {
		Counter.builder("plenum.requests.refused")
			.description("Requests that were refused before they were executed")
			.tag("status", rejection.status().codeAsText().toString())
			.register(this.meters)
			.increment();
	}

	/**
	 * Logs that the operating system does not accept connections.
	 * @param fault the cause
	 */
	void cannotAccept(Throwable fault) {
		this.faults.warn("Connections cannot be accepted: " + fault);
	}

	/**
	 * Logs that a limit is reached.
	 * @param rejection the refusal
	 */
	void report(Rejection rejection) {
		this.faults.warn(rejection.message());
	}

	private int limit() {
		if (this.limit == 0) {
			this.limit = (this.settings.max() != null) ? this.settings.max() : OpenFiles.leftForConnections();
		}
		return this.limit;
	}

	ConnectionSettings settings() {
		return this.settings;
	}

	long maxBodySize() {
		return this.maxBodySize;
	}

	HeldBytes held() {
		return this.held;
	}

	HeldBytes unread() {
		return this.unread;
	}

	ClientAddresses addresses() {
		return this.addresses;
	}

	/**
	 * The current time of this clock, which advances about once a second and stands still
	 * while the process does, so that a pause of the server makes no client late.
	 * @return the time in nanoseconds, with an arbitrary origin
	 */
	long now() {
		return this.now;
	}

	@Override
	public void start() {
		this.looking.dispose();
		this.lookedAt = System.nanoTime();
		this.looking = Flux.interval(this.settings.precision()).onBackpressureDrop().subscribe((_) -> look());
	}

	private void look() {
		long lookedBefore = this.lookedAt;
		this.lookedAt = System.nanoTime();
		long time = this.now + Math.min(this.lookedAt - lookedBefore, 2 * this.settings.precision().toNanos());
		this.now = time;
		this.open.forEach((connection) -> connection.look(time));
	}

	@Override
	public void stop() {
		this.looking.dispose();
	}

	@Override
	public boolean isRunning() {
		return !this.looking.isDisposed();
	}

	/** Starts before the web server and stops after it. */
	@Override
	public int getPhase() {
		return 0;
	}

}
