package dev.plenum.push;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.plenum.inbox.Inbox;
import dev.plenum.inbox.NewsItem;
import dev.plenum.push.FollowerDocument.Choice;
import dev.plenum.push.content.Place;
import org.jspecify.annotations.Nullable;

/**
 * A person whom changes and announcements of an event may concern, with how far their
 * devices were notified.
 *
 * @param inbox the person's inbox
 * @param person the person's devices for the event; null for a person about whom nothing
 * is stored
 * @param account the person's devices without an event; null if there are none
 * @param places the places of all devices that the person ever had at the event
 */
record Addressee(Inbox inbox, @Nullable FollowerDocument person, @Nullable FollowerDocument account,
		List<Place> places) {

	/**
	 * Finds out how far an item has reached the person.
	 * @param item the item, which concerns the person
	 * @param later the keys of the item and of later ones that one message reports
	 * together with it
	 */
	Outcome outcome(NewsItem item, Collection<String> later) {
		if (this.places.stream().anyMatch((place) -> place.reports(item, later))) {
			return Outcome.NOTIFIED;
		}
		boolean rejected = this.places.stream().anyMatch((place) -> place.isRejected(item));
		if (rejected || devices().anyMatch((device) -> isFailing(device, item.happening().at()))) {
			return Outcome.FAILED;
		}
		return devices().findAny().isPresent() ? Outcome.NOT_NOTIFIED : Outcome.WITHOUT_DEVICE;
	}

	private Stream<DeviceEntry> devices() {
		Choice choice = (this.person != null) ? this.person.choice() : null;
		return (choice != null && !choice.following()) ? Stream.empty()
				: Stream.of(this.person, this.account)
					.filter(Objects::nonNull)
					.flatMap((document) -> document.devices().values().stream())
					.filter((device) -> device.address() != null);
	}

	private static boolean isFailing(DeviceEntry device, Instant since) {
		DeviceEntry.Problem problem = device.problem();
		return problem != null && problem.reason() == DeviceEntry.Reason.UNAVAILABLE && !problem.at().isBefore(since);
	}

	/** How far an item has reached a person. */
	enum Outcome {

		NOTIFIED, FAILED, WITHOUT_DEVICE, NOT_NOTIFIED

	}

}
