package dev.plenum.bench;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntSupplier;

import tools.jackson.databind.json.JsonMapper;

/**
 * A server that tells its subscribers of changes, and how it is changed.
 *
 * @param server the server
 * @param sameForAll whether it sends one frame to all, whatever the subscription's id is
 * @param revision its revision now
 * @param change changes something, so that the revision becomes that of the argument
 */
record Publisher(Server server, boolean sameForAll, IntSupplier revision,
		Function<Integer, CompletableFuture<?>> change) {

	private static final String DOCUMENT = """
			subscription Changes($event: ID!, $after: Int) {
			  scheduleChanged(eventId: $event, afterRevision: $after) {
			    revision kinds note session { id title } after { startsAt endsAt rooms { name } }
			  }
			}""";

	/**
	 * What a phone subscribes to.
	 * @param event the event's id
	 */
	static String subscription(String event) {
		return JsonMapper.shared().writeValueAsString(Map.of("query", DOCUMENT, "variables", Map.of("event", event)));
	}

	/**
	 * What a phone subscribes to that was away.
	 * @param event the event's id
	 * @param after the last revision that it knows
	 */
	static String subscription(String event, int after) {
		return JsonMapper.shared()
			.writeValueAsString(Map.of("query", DOCUMENT, "variables", Map.of("event", event, "after", after)));
	}

	/**
	 * Plenum: an organiser moves a session, which goes to the database first.
	 */
	static Publisher plenum(Conference conference) {
		GraphQl organiser = conference.organiser();
		return new Publisher(conference.plenum().server(), false, conference::revision,
				(revision) -> organiser.askLater(Conference.MOVE, conference.move(0, revision)));
	}

	/**
	 * Another server: it is posted something, and changes what it has in memory.
	 * @param server the server
	 * @param sameForAll whether it sends what it is posted
	 * @param revision its revision now
	 * @param body what to post for a revision
	 */
	static Publisher of(Server server, boolean sameForAll, IntSupplier revision, Function<Integer, String> body) {
		return new Publisher(server, sameForAll, revision,
				(next) -> GraphQl.sendLater(HttpRequest.newBuilder(server.address("/change"))
					.POST(HttpRequest.BodyPublishers.ofString(body.apply(next)))
					.build()));
	}

	/**
	 * What it sends to a subscriber.
	 * @param event the event's id
	 */
	String frame(String event) {
		try (SocketLoad load = load(subscription(event))) {
			int next = this.revision.getAsInt() + 1;
			load.open(1, next - 1);
			load.await(next, () -> this.change.apply(next));
			return load.told().of(next).text();
		}
	}

	SocketLoad load(String subscription) {
		return new SocketLoad(this.server, (subscriber) -> subscription, this.sameForAll);
	}

}
