package dev.plenum.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The servers that take part, each started when it is needed first.
 */
final class Stage implements AutoCloseable {

	static final String PLENUM = "Plenum";

	static final String MERCURIUS = "Mercurius with JIT";

	static final String MERCURIUS_CLUSTER = "Mercurius with JIT, 2 processes";

	static final String APOLLO = "Apollo Server";

	static final String GRAPHQL_WS = "graphql-ws on Node";

	static final String WEB_PUSH = "web-push on Node";

	static final String CONSTANT = "constant bytes on WebFlux";

	static final String BROADCAST = "bare Netty broadcast";

	private final Settings settings;

	private final boolean hasNode;

	private final Map<String, Server> servers = new LinkedHashMap<>();

	private @Nullable Plenum plenum;

	private @Nullable Conference conference;

	private @Nullable Attendees attendees;

	private @Nullable NodeServers node;

	private @Nullable TrainedJar trained;

	private int revisionOnNode;

	Stage(Settings settings, boolean hasNode) {
		this.settings = settings;
		this.hasNode = hasNode;
	}

	Settings settings() {
		return this.settings;
	}

	Plenum plenum() {
		if (this.plenum == null) {
			this.plenum = Plenum.start(PLENUM, this.settings.directory());
			this.servers.put(PLENUM, this.plenum.server());
		}
		return this.plenum;
	}

	/**
	 * The jar with what was learnt in training.
	 */
	TrainedJar trained() {
		if (this.trained == null) {
			this.trained = TrainedJar.make(this.settings.directory());
		}
		return this.trained;
	}

	/**
	 * The conference that the queries are about.
	 */
	Conference conference() {
		if (this.conference == null) {
			this.conference = Conference.make(plenum(), "bench", 40);
		}
		return this.conference;
	}

	/**
	 * Those who ask for their agendas.
	 */
	Attendees attendees() {
		if (this.attendees == null) {
			this.attendees = Attendees.of(conference());
		}
		return this.attendees;
	}

	/**
	 * Those of some servers on Node that can be had.
	 * @param names their names
	 * @return the servers; none without Node
	 */
	List<Server> onNode(String... names) {
		if (!this.hasNode) {
			return List.of();
		}
		return List.of(names).stream().map((name) -> server(name, () -> startOnNode(name))).toList();
	}

	/**
	 * The server that answers the same bytes to everything.
	 * @param bytes the bytes
	 */
	Server constant(byte[] bytes) {
		return server(CONSTANT, () -> {
			Path file = this.settings.directory().resolve("constant.json");
			write(file, bytes);
			return Server.ofClass(CONSTANT, ConstantServer.class, this.settings.directory().resolve("constant.log"),
					file.toString());
		});
	}

	/**
	 * The servers that tell of changes: Plenum, graphql-ws on Node, and the limit, which
	 * sends the very frame that Plenum sent.
	 */
	List<Publisher> publishers() {
		Publisher plenum = Publisher.plenum(conference());
		List<Publisher> publishers = new ArrayList<>(List.of(plenum));
		onNode(GRAPHQL_WS).forEach((server) -> {
			AtomicInteger revision = new AtomicInteger(this.revisionOnNode);
			publishers.add(Publisher.of(server, false, revision::get, (next) -> {
				revision.set(next);
				return "";
			}));
		});
		String frame = plenum.frame(conference().id());
		AtomicInteger revision = new AtomicInteger();
		Server broadcast = server(BROADCAST, () -> Server.ofClass(BROADCAST, BroadcastServer.class,
				this.settings.directory().resolve("broadcast.log")));
		publishers.add(Publisher.of(broadcast, true, revision::get, (next) -> {
			revision.set(next);
			return frame.replaceFirst("\"revision\":\\d+", "\"revision\":" + next);
		}));
		return publishers;
	}

	@Override
	public void close() {
		List.copyOf(this.servers.values()).reversed().forEach(Server::close);
	}

	private Server server(String name, Supplier<Server> start) {
		Server server = this.servers.get(name);
		if (server == null) {
			server = start.get();
			this.servers.put(name, server);
		}
		return server;
	}

	private Server startOnNode(String name) {
		if (this.node == null) {
			Path data = this.settings.directory().resolve("conference.json");
			Map<String, ?> agendas = this.settings.wants("agenda") ? attendees().agendas(conference()) : Map.of();
			write(data, ConferenceData.of(conference(), agendas));
			this.revisionOnNode = conference().revision();
			this.node = NodeServers.install(this.settings.directory(), data);
		}
		return switch (name) {
			case MERCURIUS -> this.node.start(name, "mercurius.mjs");
			case MERCURIUS_CLUSTER -> this.node.start(name, "mercurius.mjs", "2");
			case APOLLO -> this.node.start(name, "apollo.mjs");
			case WEB_PUSH -> this.node.start(name, "web-push.mjs");
			case GRAPHQL_WS -> this.node.start(name, "graphql-ws.mjs");
			default -> throw new IllegalArgumentException(name);
		};
	}

	private static void write(Path file, byte[] bytes) {
		try {
			Files.write(file, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
