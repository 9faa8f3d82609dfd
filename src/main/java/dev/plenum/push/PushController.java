package dev.plenum.push;

import java.util.List;
import java.util.Map;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.push.DeviceDesk.DeviceRegistered;
import dev.plenum.push.DeviceDesk.DeviceRemoved;
import dev.plenum.push.DeviceDesk.RemoveDeviceInput;
import dev.plenum.push.FollowDesk.EventFollowed;
import dev.plenum.push.FollowDesk.EventUnfollowed;
import dev.plenum.push.FollowDesk.FollowEventInput;
import dev.plenum.push.FollowDesk.UnfollowEventInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code push.graphqls}.
 */
@Controller
class PushController {

	private final DeviceDesk devices;

	private final FollowDesk follows;

	private final EventAccess access;

	PushController(DeviceDesk devices, FollowDesk follows, EventAccess access) {
		this.devices = devices;
		this.follows = follows;
		this.access = access;
	}

	@MutationMapping
	Mono<DeviceRegistered> registerDevice(@Argument RegisterDeviceInput input, @ContextValue Caller caller) {
		return this.devices.register(input, caller);
	}

	@MutationMapping
	Mono<DeviceRemoved> removeDevice(@Argument RemoveDeviceInput input, @ContextValue Caller caller) {
		return this.devices.remove(input, caller);
	}

	@MutationMapping
	Mono<EventFollowed> followEvent(@Argument FollowEventInput input, @ContextValue Caller caller) {
		return this.follows.follow(input, caller);
	}

	@MutationMapping
	Mono<EventUnfollowed> unfollowEvent(@Argument UnfollowEventInput input, @ContextValue Caller caller) {
		return this.follows.unfollow(input, caller);
	}

	@SchemaMapping(typeName = "Viewer")
	Flux<Device> devices(@ContextValue Caller caller) {
		return (caller.countedAs() == null) ? Flux.empty() : this.devices.of(caller);
	}

	@SchemaMapping
	Mono<Event> event(Device device, @ContextValue Caller caller) {
		return this.access.visibleEvent(device.eventId(), caller).map(Programme::event);
	}

	@BatchMapping
	Mono<Map<Event, Boolean>> following(List<Event> events, @ContextValue Caller caller) {
		List<Event> own = events.stream().filter((event) -> caller.in(event.id()).subject() != null).toList();
		return own.isEmpty() ? Mono.just(Map.of()) : this.follows.following(own, caller.in(own.getFirst().id()));
	}

}
