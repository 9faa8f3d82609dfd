package dev.plenum.interchange;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.interchange.format.FileFormat;
import dev.plenum.interchange.format.Moment;
import dev.plenum.interchange.format.ProgrammeFile;
import dev.plenum.interchange.format.ProgrammeFile.AnnouncementEntry;
import dev.plenum.interchange.format.ProgrammeFile.MaterialEntry;
import dev.plenum.interchange.format.ProgrammeFile.ReservedEntry;
import dev.plenum.interchange.format.ProgrammeFile.SessionEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerEntry;
import dev.plenum.interchange.format.ProgrammeFile.SpeakerPart;
import dev.plenum.interchange.format.ReadProgramme;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.ProgrammeDocuments;
import dev.plenum.programme.document.ReservedSeats;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SpeakerDocument;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import dev.plenum.schedule.SpeakerRef;
import dev.plenum.schedule.SpeakerRole;
import org.jspecify.annotations.Nullable;

/**
 * Converts the sessions, slots, speakers and announcements in a file to documents. Keys
 * become ids and local times become instants. If a format cannot express a value, such as
 * the language of a text or the role of a speaker, the stored value is used.
 */
final class ImportedContent {

	private final ProgrammeFile file;

	private final FileFormat format;

	private final String eventId;

	private final ZoneId zone;

	private final @Nullable ProgrammeDocuments there;

	private final Matching matching;

	private final ImportedTexts texts;

	/**
	 * Creates a converter.
	 * @param read the file
	 * @param frame the event's id and time zone
	 * @param there the stored documents; null for a new event
	 * @param matching converts keys to ids
	 * @param texts the languages of the file's texts
	 */
	ImportedContent(ReadProgramme read, EventFrame frame, @Nullable ProgrammeDocuments there, Matching matching,
			ImportedTexts texts) {
		this.file = read.file();
		this.format = read.format();
		this.eventId = frame.eventId();
		this.zone = frame.zone();
		this.there = there;
		this.matching = matching;
		this.texts = texts;
	}

	/**
	 * Returns the id of a session.
	 * @param key its key in the file
	 */
	String sessionId(String key) {
		return this.matching.session(key);
	}

	SessionDocument session(SessionEntry entry) {
		String id = sessionId(entry.key());
		SessionDocument known = (this.there != null) ? this.there.sessions().get(id) : null;
		Map<String, Text> notes = new HashMap<>();
		entry.speakers().forEach((part) -> {
			if (part.note() != null) {
				notes.put(this.matching.speaker(part.speaker()), new Text(part.note()));
			}
		});
		String language = entry.language();
		return new SessionDocument(id, this.eventId, 1, entry.kind(),
				Objects
					.requireNonNull(this.texts.text(entry.title(), (known != null) ? known.title() : null, language)),
				this.texts.text(entry.description(), (known != null) ? known.description() : null, language),
				this.texts.text(entry.remark(), (known != null) ? known.remark() : null, language), language,
				entry.languages(), (entry.track() != null) ? this.matching.track(entry.track()) : null, entry.tags(),
				entry.parts()
					.stream()
					.map((part) -> new SessionDocument.PartEntry(new Text(part.title()), part.region(),
							part.speakers().stream().map(this.matching::speaker).toList()))
					.toList(),
				materials(entry, known), this.texts.links(entry.links(), (known != null) ? known.links() : null),
				entry.organisations(), notes, entry.preRecorded(), entry.capacity(),
				(entry.booking() != null) ? entry.booking().in(this.zone) : null, entry.signedUp(),
				entry.accessibility(), entry.assumed(),
				this.texts.text(entry.subtitle(), (known != null) ? known.subtitle() : null, language),
				entry.doNotRecord(), entry.image(),
				Matching.origin(entry.key(), entry.facts(), (known != null) ? known.origin() : null), null,
				entry.ticketTypes(), reserved(entry));
	}

	private @Nullable ReservedSeats reserved(SessionEntry entry) {
		ReservedEntry seats = entry.reservedSeats();
		return (seats != null) ? new ReservedSeats(Objects.requireNonNull(seats.seatCount()), seats.ticketTypes(),
				Objects.requireNonNull(seats.releasedAt()).in(this.zone)) : null;
	}

	Slot slot(SessionEntry entry) {
		Slot known = (this.there != null) ? this.there.schedule().slots().get(sessionId(entry.key())) : null;
		return new Slot(entry.startsAt().in(this.zone), entry.endsAt().in(this.zone),
				entry.rooms().stream().map(this.matching::room).toList(),
				entry.speakers().stream().map((part) -> speaker(part, known)).toList(),
				(entry.status() != null) ? entry.status() : SessionStatus.SCHEDULED);
	}

	private SpeakerRef speaker(SpeakerPart part, @Nullable Slot known) {
		String id = this.matching.speaker(part.speaker());
		if (part.role() != null) {
			return new SpeakerRef(id, part.role());
		}
		return (known != null) ? known.speakers()
			.stream()
			.filter((speaker) -> speaker.speakerId().equals(id))
			.findFirst()
			.orElse(new SpeakerRef(id, SpeakerRole.SPEAKER)) : new SpeakerRef(id, SpeakerRole.SPEAKER);
	}

	List<SpeakerDocument> speakers() {
		return this.file.speakers().stream().map(this::speaker).toList();
	}

	List<AnnouncementDocument> announcements() {
		return this.file.announcements().stream().map(this::announcement).toList();
	}

	private SpeakerDocument speaker(SpeakerEntry entry) {
		String id = this.matching.speaker(entry.key());
		SpeakerDocument known = (this.there != null) ? this.there.speakers().get(id) : null;
		return new SpeakerDocument(id, this.eventId, 1,
				(known != null && ImportedTexts.isSame(known.name(), entry.name())) ? known.name() : entry.name(),
				(known != null && !this.texts.explicit()) ? known.type() : entry.type(),
				this.texts.lines(entry.titles(), (known != null) ? known.titles() : List.of()),
				this.texts.line(entry.organisation(), (known != null) ? known.organisation() : null),
				this.texts.text(entry.bio(), (known != null) ? known.bio() : null, null),
				this.texts.text(entry.note(), (known != null) ? known.note() : null, null), entry.hasPortrait(),
				entry.portrait(), this.texts.links(entry.links(), (known != null) ? known.links() : null),
				Matching.origin(entry.key(), entry.facts(), (known != null) ? known.origin() : null), null);
	}

	private AnnouncementDocument announcement(AnnouncementEntry entry) {
		String session = (entry.audience() != null) ? entry.audience().session() : null;
		String room = (entry.audience() != null) ? entry.audience().room() : null;
		return new AnnouncementDocument(this.matching.announcement(entry.key()), this.eventId, 1,
				new Text(entry.text()), entry.urgency(), (session != null) ? this.matching.session(session) : null,
				(room != null) ? this.matching.room(room) : null, entry.publishedAt().in(this.zone),
				Moment.in(entry.validUntil(), this.zone), null);
	}

	/**
	 * Returns the materials. A format that can express only addresses adds and removes
	 * addresses; it does not remove materials without an address.
	 */
	private List<SessionDocument.MaterialEntry> materials(SessionEntry entry, @Nullable SessionDocument known) {
		Map<String, Deque<MaterialEntry>> listed = new LinkedHashMap<>();
		List<SessionDocument.MaterialEntry> materials = new ArrayList<>();
		if (known == null || this.texts.explicit()) {
			entry.materials().forEach((material) -> materials.add(material(material, entry.language())));
			return materials;
		}
		if (entry.materials().isEmpty() && !this.format.listsMaterials()) {
			return known.materials();
		}
		entry.materials()
			.forEach((material) -> listed.computeIfAbsent(String.valueOf(material.url()), (_) -> new ArrayDeque<>())
				.add(material));
		known.materials().forEach((material) -> {
			MaterialEntry same = listed.getOrDefault(String.valueOf(material.url()), new ArrayDeque<>()).poll();
			if (same != null) {
				materials.add(new SessionDocument.MaterialEntry(material.kind(),
						this.texts.added(same.title(), material.title(), entry.language()), material.url(),
						material.availableFrom(), material.availableUntil()));
			}
			else if (material.url() == null) {
				materials.add(material);
			}
		});
		listed.values()
			.forEach((left) -> left.forEach((material) -> materials.add(material(material, entry.language()))));
		return materials;
	}

	private SessionDocument.MaterialEntry material(MaterialEntry entry, @Nullable String language) {
		return new SessionDocument.MaterialEntry(entry.kind(), this.texts.text(entry.title(), null, language),
				entry.url(), Moment.in(entry.availableFrom(), this.zone), Moment.in(entry.availableUntil(), this.zone));
	}

}
