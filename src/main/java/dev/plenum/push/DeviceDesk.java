package dev.plenum.push;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.plenum.announcement.BulletinBoards;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.graphql.RequestKey;
import dev.plenum.platform.graphql.Superseded;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.EventAccess;
import dev.plenum.push.DeviceEntry.Reason;
import dev.plenum.push.Member.Owned;
import dev.plenum.push.delivery.Address;
import dev.plenum.push.delivery.Addresses;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Registers and removes the callers' devices. A device is stored with its person first,
 * where at most ten fit, and then claimed for that person, which decides whose it is.
 * Whoever stops in between is completed by the next registration.
 */
@Component
class DeviceDesk {

	/** How many devices a person can register for one event, and without an event. */
	static final int MOST_DEVICES = 10;

	/** How often a registration is repeated that others at the same moment undid. */
	private static final int MOST_REPETITIONS = 10;

	private final EventAccess access;

	private final BulletinBoards bulletins;

	private final Addresses addresses;

	private final Accounts accounts;

	private final Followers followers;

	private final Claims claims;

	private final InstantSource clock;

	DeviceDesk(EventAccess access, BulletinBoards bulletins, Addresses addresses, Accounts accounts,
			Followers followers, Claims claims, InstantSource clock) {
		this.access = access;
		this.bulletins = bulletins;
		this.addresses = addresses;
		this.accounts = accounts;
		this.followers = followers;
		this.claims = claims;
		this.clock = clock;
	}

	Mono<DeviceRegistered> register(RegisterDeviceInput input, Caller caller) {
		return Mono.fromCallable(caller::requireSubject).flatMap((subject) -> {
			Address address = input.checkedAddress(this.addresses);
			String chosen = (input.eventId() != null) ? input.eventId() : caller.boundTo();
			String eventId = (chosen != null) ? chosen : FollowerDocument.NO_EVENT;
			String ticket = People.ticketOf(caller);
			return since(chosen, caller).flatMap((since) -> register(eventId, subject, address,
					DeviceEntry.of(UUID.randomUUID().toString(), address, input.lang().toLanguageTag(),
							input.timezone(), since, ticket),
					RequestKey.of(input.requestId(), "registerDevice", deviceId(eventId, subject, address), subject),
					MOST_REPETITIONS));
		});
	}

	private Mono<Since> since(@Nullable String eventId, Caller caller) {
		return (eventId == null) ? Mono.fromCallable(() -> Since.at(this.clock.instant()))
				: this.access.attendedEvent(eventId, caller)
					.flatMap(this.bulletins::position)
					.map((position) -> Since.of(this.clock.instant(), position));
	}

	private Mono<DeviceRegistered> register(String eventId, String subject, Address address, DeviceEntry device,
			@Nullable String request, int further) {
		String id = deviceId(eventId, subject, address);
		return this.claims.byId(Claims.id(eventId, address))
			.singleOptional()
			.flatMap((claim) -> this.followers.change(eventId, subject, request, (known) -> {
				DeviceEntry stored = known.devices().get(id);
				if (stored == null && known.devices().size() >= MOST_DEVICES) {
					throw new Refused(new LimitReached("devices", MOST_DEVICES));
				}
				if (stored == null || !isOwned(stored, claim, subject)) {
					return withoutOthers(known, id, address).set("devices." + id, device);
				}
				return device.isAs(stored) ? new Fields()
						: new Fields().set("devices." + id, device.from(stored.since()));
			}))
			.delayUntil((known) -> known.eventId().isEmpty() ? this.accounts.enterAll(subject) : Mono.empty())
			.flatMap((known) -> Mono.justOrEmpty(known.devices().get(id)))
			.switchIfEmpty(Mono.error(() -> new Refused(new Superseded())))
			.flatMap((stored) -> claim(eventId, subject, address, stored))
			.map((stored) -> new DeviceRegistered(new Device(id, eventId, stored)))
			.switchIfEmpty(Mono
				.defer(() -> (further > 0) ? register(eventId, subject, address, device.renewed(), null, further - 1)
						: Mono.error(() -> new Refused(new Superseded()))));
	}

	/**
	 * Gives a device to a person, and removes it from another one.
	 * @return the device as it is stored; empty if another registration has removed or
	 * replaced it meanwhile
	 */
	private Mono<DeviceEntry> claim(String eventId, String subject, Address address, DeviceEntry entry) {
		return this.claims.take(Claims.id(eventId, address), subject, entry.registration())
			.flatMap((before) -> Mono.justOrEmpty(before)
				.filter((claim) -> !claim.subject().equals(subject))
				.flatMap((claim) -> this.followers.removeDevice(eventId, claim.subject(),
						deviceId(eventId, claim.subject(), address), claim.registration()))
				.then(this.followers.of(eventId, subject)))
			.flatMap((known) -> Mono.justOrEmpty(known.devices().get(deviceId(eventId, subject, address))))
			.filter((stored) -> stored.registration().equals(entry.registration()));
	}

	/** A device that was moved from a ticket has the id that the ticket gave it. */
	private static Fields withoutOthers(FollowerDocument known, String id, Address address) {
		Fields fields = new Fields();
		String identity = DeviceEntry.identity(address);
		known.devices().forEach((other, device) -> {
			Address its = device.address();
			if (!other.equals(id) && its != null && DeviceEntry.identity(its).equals(identity)) {
				fields.set("devices." + other, null);
			}
		});
		return fields;
	}

	private static boolean isOwned(DeviceEntry stored, Optional<ClaimDocument> claim, String subject) {
		return claim.filter((its) -> its.isOf(subject, stored.registration())).isPresent();
	}

	Mono<DeviceRemoved> remove(RemoveDeviceInput input, Caller caller) {
		return Mono.fromCallable(caller::requireSubject).flatMap((person) -> {
			String id = input.deviceId();
			if (!Ids.typeOf(id).equals(Device.ID_PREFIX)) {
				throw Problem.badInput("This is not the id of a device.", "input", "deviceId");
			}
			String eventId = Ids.eventOf(id).orElse(FollowerDocument.NO_EVENT);
			String subject = eventId.equals(FollowerDocument.NO_EVENT) ? caller.requireHolder() : person;
			String request = RequestKey.of(input.requestId(), "removeDevice", id, subject);
			return this.followers.of(eventId, subject)
				.flatMap((before) -> this.followers
					.change(eventId, subject, request,
							(known) -> known.devices().containsKey(id) ? Followers.withoutDevice(id) : new Fields())
					.flatMap((after) -> release(before.devices().get(id), after.devices().get(id), eventId, subject)
						.then(of(caller).collectList())
						.map((devices) -> new DeviceRemoved(after.devices().containsKey(id) ? null : id, devices))));
		});
	}

	/**
	 * Removes a device that its push service does not know any more, or that another
	 * person has registered since, unless the person registers it again meanwhile.
	 */
	Mono<Void> forget(Owned device) {
		FollowerDocument owner = device.owner();
		return this.followers.removeDevice(owner.event(), owner.subject(), device.id(), device.entry().registration())
			.then(release(device.entry(), null, owner.event(), owner.subject()));
	}

	/**
	 * Stores a problem with sending to a device.
	 */
	Mono<Void> noteProblem(Owned device, Reason reason) {
		return this.followers
			.noteProblem(device.owner().event(), device.owner().subject(), device.id(), device.entry().registration(),
					new DeviceEntry.Problem(reason, this.clock.instant()))
			.then();
	}

	private Mono<Void> release(@Nullable DeviceEntry before, @Nullable DeviceEntry after, String eventId,
			String subject) {
		Address address = (before != null && after == null) ? before.address() : null;
		return (before == null || address == null) ? Mono.empty()
				: this.claims.release(Claims.id(eventId, address), subject, before.registration()).then();
	}

	/**
	 * The caller's devices: of an account those for all events, of a ticket those for its
	 * event, also after an account has entered its code.
	 */
	Flux<Device> of(Caller caller) {
		Caller own = caller.inOwnEvent();
		String event = own.boundTo();
		return Flux
			.merge(this.followers.ofSubject(own.requireHolder()),
					own.isLinked() && event != null ? this.followers.of(event, own.requireSubject()) : Flux.empty())
			.flatMapIterable((known) -> known.devices()
				.entrySet()
				.stream()
				.map((device) -> new Device(device.getKey(), known.eventId(), device.getValue()))
				.toList())
			.sort(Comparator.comparing((Device device) -> device.entry().since().at()).thenComparing(Device::id));
	}

	static String deviceId(String eventId, String subject, Address address) {
		return Ids.in(Device.ID_PREFIX, eventId, subject + '/' + DeviceEntry.identity(address));
	}

	record DeviceRegistered(Device device) {
	}

	record RemoveDeviceInput(String deviceId, @Nullable String requestId) {
	}

	record DeviceRemoved(@Nullable String removedId, List<Device> devices) {
	}

}
