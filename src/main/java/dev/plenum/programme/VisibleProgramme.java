package dev.plenum.programme;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.changelog.Fingerprint;
import dev.plenum.changelog.NodeKind;
import dev.plenum.changelog.Subject;
import dev.plenum.changelog.Visible;
import dev.plenum.programme.document.BookingWindow;
import dev.plenum.programme.document.EventDocument;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

/**
 * What a programme shows, for the changelog of its event. A session without a slot and a
 * speaker without a session are not visible, whatever is stored about them.
 */
final class VisibleProgramme {

	static final Subject<Programme> SUBJECT = new Subject<>(Set.of(NodeKind.EVENT, NodeKind.DAY, NodeKind.VENUE,
			NodeKind.ROOM, NodeKind.TRACK, NodeKind.SESSION, NodeKind.SESSION_PART, NodeKind.SPEAKER),
			Programme::changelog, VisibleProgramme::of);

	private VisibleProgramme() {
	}

	private static Collection<Visible> of(Programme programme) {
		ProgrammeDocuments documents = programme.documents();
		List<Visible> all = new ArrayList<>();
		all.add(new VisibleEvent(documents.event()));
		Set<String> speakers = new HashSet<>();
		documents.schedule().slots().forEach((id, slot) -> {
			SessionDocument document = documents.sessions().get(id);
			if (document != null) {
				Session session = new Session(programme, document, slot);
				all.add(new VisibleSession(document, slot, session.note(), session.forEverybody(),
						(document.capacity() != null) ? session.booking() : BookingWindow.UNSET,
						session.track() != null));
				session.speakerIds().forEach(speakers::add);
			}
		});
		documents.speakers().values().stream().filter((speaker) -> speakers.contains(speaker.id())).forEach(all::add);
		return all;
	}

	private static Stream<Instant> turns(@Nullable BookingWindow window) {
		return (window != null)
				? Stream.concat(Stream.ofNullable(window.opensAt()), Stream.ofNullable(window.closesAt()))
				: Stream.empty();
	}

	/**
	 * An event with its days, its place, its rooms and its tracks.
	 */
	private record VisibleEvent(EventDocument document) implements Visible {

		@Override
		public String id() {
			return this.document.id();
		}

		@Override
		public Map<String, Long> prints() {
			Map<String, Long> prints = new HashMap<>();
			prints.put(id(), Fingerprint.without(this.document, "version", "organiserSubjects", "dayTopics", "rooms",
					"tracks", "origin", "countedWrites", "publishAt", "deletedAt", "changed"));
			this.document.startsOn()
				.datesUntil(this.document.endsOn().plusDays(1))
				.forEach((date) -> prints.put(Day.id(id(), date),
						Fingerprint.of(date, this.document.dayTopics().get(date.toString()))));
			if (this.document.venue() != null) {
				prints.put(Venue.id(id()), Fingerprint.of(this.document.venue()));
			}
			this.document.rooms().forEach((id, room) -> prints.put(id, Fingerprint.without(room, "origin", "version")));
			this.document.tracks()
				.forEach((id, track) -> prints.put(id, Fingerprint.without(track, "origin", "version")));
			return prints;
		}

		@Override
		public Stream<Instant> turns() {
			return VisibleProgramme.turns(this.document.booking());
		}

	}

	/**
	 * A session with its parts.
	 *
	 * @param document what it is about
	 * @param slot when, where and with whom it takes place
	 * @param note the note about the last change of the slot
	 * @param forEverybody whether it is in everybody's agenda
	 * @param booking when its seats can be booked
	 * @param inTrack whether its track exists
	 */
	private record VisibleSession(SessionDocument document, Slot slot, @Nullable String note, boolean forEverybody,
			BookingWindow booking, boolean inTrack) implements Visible {

		@Override
		public String id() {
			return this.document.id();
		}

		@Override
		public Map<String, Long> prints() {
			long print = Fingerprint.of(Fingerprint.without(this.document, "version", "origin", "updatedAt"), this.slot,
					this.note, this.forEverybody, this.booking, this.inTrack);
			if (this.document.parts().isEmpty()) {
				return Map.of(id(), print);
			}
			Map<String, Long> prints = new HashMap<>(Map.of(id(), print));
			for (int i = 0; i < this.document.parts().size(); i++) {
				prints.put(SessionPart.id(this.document.eventId(), id(), i),
						Fingerprint.of(this.document.parts().get(i)));
			}
			return prints;
		}

		@Override
		public Stream<Instant> turns() {
			return Stream.concat(VisibleProgramme.turns(this.booking),
					this.document.materials().stream().flatMap(SessionDocument.MaterialEntry::turns));
		}

	}

}
