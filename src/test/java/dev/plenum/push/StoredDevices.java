package dev.plenum.push;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.push.FakePushService.Subscription;
import dev.plenum.push.FollowerDocument.Choice;
import dev.plenum.push.delivery.WebPushAddress;
import reactor.core.publisher.Flux;

/**
 * Devices that are written into the database of running servers as the servers do it, but
 * faster than by one request for each.
 */
public final class StoredDevices implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final int AT_A_TIME = 500;

	private static final String REGISTRATION = "stored";

	private final MongoClient client;

	private final MongoDatabase database;

	/**
	 * Connects to the database of a server.
	 * @param uri the connection string of the database
	 */
	public StoredDevices(String uri) {
		this.client = MongoClients.create(uri);
		this.database = this.client.getDatabase("plenum");
	}

	/**
	 * Stores a device for each of many people, who follow the event from now on.
	 * @param eventId the event
	 * @param subscriptions the subscription of each person, by their subjects
	 * @param revision the revision of the schedule
	 */
	public void store(String eventId, Map<String, Subscription> subscriptions, int revision) {
		Since since = new Since(Instant.now(), revision, null);
		List<FollowerDocument> followers = new ArrayList<>();
		List<ClaimDocument> claims = new ArrayList<>();
		subscriptions.forEach((subject, browser) -> {
			WebPushAddress address = new WebPushAddress(browser.endpoint(), browser.p256dh(), browser.auth());
			String device = Ids.in(Device.ID_PREFIX, eventId, subject + '/' + DeviceEntry.identity(address));
			followers.add(
					new FollowerDocument(FollowerDocument.id(eventId, subject), eventId, subject, 1, Slices.of(subject),
							Map.of(device,
									DeviceEntry.of(REGISTRATION, address, "sv", "Europe/Stockholm", since, null)),
							new Choice(true, since), List.of()));
			claims.add(new ClaimDocument(Claims.id(eventId, address), eventId, subject, REGISTRATION, 1));
		});
		insert("deviceClaims", ClaimDocument.class, claims);
		insert(Followers.COLLECTION, FollowerDocument.class, followers);
	}

	private <T> void insert(String collection, Class<T> type, List<T> documents) {
		Flux.fromIterable(documents)
			.buffer(AT_A_TIME)
			.concatMap((some) -> this.database.getCollection(collection, type).insertMany(some))
			.then()
			.block(PATIENCE);
	}

	/**
	 * Returns the servers that hold slices of an event, by their ids.
	 * @param eventId the event
	 * @return the server of each slice that is held
	 */
	public List<String> holders(String eventId) {
		return Flux
			.from(this.database.getCollection(Slices.COLLECTION)
				.find(Filters.and(Filters.eq("eventId", eventId), Filters.exists("holder"))))
			.map((slice) -> slice.getString("holder"))
			.collectList()
			.blockOptional(PATIENCE)
			.orElseThrow();
	}

	@Override
	public void close() {
		this.client.close();
	}

}
