package dev.plenum.push;

import java.util.List;
import java.util.Map;

import dev.plenum.inbox.Inbox;
import dev.plenum.inbox.Positions;
import dev.plenum.participant.Link;
import dev.plenum.participant.LinkedData;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Programmes;
import dev.plenum.push.FollowerDocument.Choice;
import dev.plenum.push.SliceDocument.StoredPlace;
import dev.plenum.push.content.Place;
import dev.plenum.push.delivery.Address;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Moves the devices of a ticket, with how far they have been notified, to the account
 * that entered its code. It happens last, so that the devices continue where the inbox of
 * the account contains what the ticket had.
 */
@Component
@Order(90)
class LinkedDevices implements LinkedData {

	private final Followers followers;

	private final Claims claims;

	private final Slices slices;

	private final People people;

	private final Programmes programmes;

	LinkedDevices(Followers followers, Claims claims, Slices slices, People people, Programmes programmes) {
		this.followers = followers;
		this.claims = claims;
		this.slices = slices;
		this.people = people;
		this.programmes = programmes;
	}

	@Override
	public Mono<Void> move(Link link) {
		return Flux.just(link.eventId(), FollowerDocument.NO_EVENT)
			.concatMap((eventId) -> this.followers.of(eventId, link.ticket()))
			.filter((owner) -> !owner.devices().isEmpty() || owner.choice() != null)
			.collectList()
			.filter((owners) -> !owners.isEmpty())
			.flatMap((owners) -> Mono.zip(positions(link), this.slices.placesOf(link.eventId(), link.ticket()))
				.flatMap((known) -> Flux.fromIterable(owners)
					.concatMap((owner) -> move(owner, link, known.getT1(), known.getT2()))
					.then()));
	}

	private Mono<Positions> positions(Link link) {
		return this.programmes.live(link.eventId())
			.get()
			.flatMap((programme) -> this.people.of(programme, link.account(), link.ticket()))
			.map((person) -> new Inbox(person.attendee().known()).positions());
	}

	/**
	 * A server that sends to a device between the first two writes removes it, because it
	 * is not claimed yet; the third one adds it again.
	 */
	private Mono<Void> move(FollowerDocument owner, Link link, Positions positions, Map<String, StoredPlace> places) {
		Mono<FollowerDocument> added = this.followers.change(link.eventId(), link.account(), null,
				(known) -> added(known, owner, link, positions, places));
		return added.thenMany(Flux.fromIterable(owner.devices().values()))
			.concatMap((device) -> claim(device.address(), device.registration(), link))
			.then(added)
			.then(Mono.defer(() -> this.followers.change(owner.event(), link.ticket(), null,
					(known) -> without(known, owner.devices()))))
			.then();
	}

	private Mono<Void> claim(@Nullable Address address, String registration, Link link) {
		return (address == null) ? Mono.empty()
				: this.claims.take(Claims.id(link.eventId(), address), link.account(), registration).then();
	}

	private static Fields added(FollowerDocument known, FollowerDocument owner, Link link, Positions positions,
			Map<String, StoredPlace> places) {
		Fields fields = new Fields();
		owner.devices().forEach((id, device) -> {
			String moved = id(id, owner, device, link);
			if (!known.devices().containsKey(moved)) {
				fields.set("devices." + moved, device.moved(link.ticket(), place(places.get(id), positions)));
			}
		});
		Choice choice = owner.choice();
		if (choice != null && (known.choice() == null || choice.since().at().isAfter(known.choice().since().at()))) {
			fields.set("choice", choice);
		}
		return fields;
	}

	/** A device for the event keeps its id, by which its app removes it. */
	private static String id(String id, FollowerDocument owner, DeviceEntry device, Link link) {
		Address address = device.address();
		return (owner.eventId().isEmpty() && address != null)
				? DeviceDesk.deviceId(link.eventId(), link.account(), address) : id;
	}

	private static @Nullable String place(@Nullable StoredPlace stored, Positions positions) {
		Place place = (stored != null) ? Place.parse(stored.place()) : null;
		return (place != null) ? place.of(positions).toString() : null;
	}

	private static Fields without(FollowerDocument known, Map<String, DeviceEntry> moved) {
		Fields fields = new Fields();
		List.copyOf(known.devices().entrySet())
			.stream()
			.filter((device) -> moved.containsKey(device.getKey())
					&& moved.get(device.getKey()).registration().equals(device.getValue().registration()))
			.forEach((device) -> fields.set("devices." + device.getKey(), null));
		return (known.choice() != null) ? fields.set("choice", null) : fields;
	}

}
