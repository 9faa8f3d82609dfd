package dev.plenum.organiser.schedule;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.plenum.organiser.BookingInput;
import dev.plenum.organiser.schedule.ChangeScheduleInput.SpeakerRefInput;
import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Session;
import dev.plenum.programme.document.Accessibility;
import dev.plenum.programme.document.LinkInput;
import dev.plenum.programme.document.MaterialKind;
import dev.plenum.programme.document.ReservedSeats;
import dev.plenum.programme.document.SessionDocument;
import dev.plenum.programme.document.SessionDocument.MaterialEntry;
import dev.plenum.programme.document.SessionDocument.PartEntry;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.schedule.ScheduleEdit;
import dev.plenum.schedule.SessionStatus;
import dev.plenum.schedule.Slot;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A session to create or to change; the schema describes each property.
 */
record PutSessionInput(String eventId, @Nullable Integer expectedVersion, @Nullable String id, @Nullable String key,
		ArgumentValue<SessionKind> kind, ArgumentValue<List<TextInput>> title, ArgumentValue<List<TextInput>> subtitle,
		ArgumentValue<List<TextInput>> abstractText, ArgumentValue<List<TextInput>> remark,
		ArgumentValue<List<Locale>> languages, ArgumentValue<String> trackId, ArgumentValue<List<String>> tags,
		ArgumentValue<List<PartInput>> parts, ArgumentValue<List<MaterialInput>> materials,
		ArgumentValue<List<LinkInput>> links, ArgumentValue<URI> image, ArgumentValue<List<String>> organisations,
		ArgumentValue<List<SpeakerNoteInput>> speakerNotes, ArgumentValue<Boolean> preRecorded,
		ArgumentValue<Boolean> doNotRecord, ArgumentValue<Integer> capacity,
		ArgumentValue<OffsetDateTime> bookingOpensAt, ArgumentValue<OffsetDateTime> bookingClosesAt,
		ArgumentValue<Integer> signedUp, ArgumentValue<List<String>> ticketTypes,
		ArgumentValue<ReservedSeatsInput> reservedSeats, ArgumentValue<Accessibility> accessibility,
		ArgumentValue<List<String>> assumed, @Nullable SlotInput slot, ArgumentValue<OffsetDateTime> visibleFrom,
		@Nullable Boolean force) {

	String sessionId() {
		return Keys.id("ses", this.eventId, this.id, this.key);
	}

	void check(Programme programme, boolean isNew) {
		Check.needed(this.kind, isNew, "kind");
		Check.needed(this.title, isNew, "title");
		Check.that(!isNew || this.slot != null, "A new session needs a slot.", "slot");
		String track = this.trackId.value();
		Check.that(track == null || programme.track(track).isPresent(), "This event has no such track.", "trackId");
		Check.list(this.languages, "languages");
		Check.lines(this.tags, "tags");
		Check.lines(this.organisations, "organisations");
		Check.lines(this.assumed, "assumed");
		Check.list(this.parts, "parts");
		Check.each(this.parts.value(),
				(part) -> part.speakers().stream().allMatch((speaker) -> programme.speaker(speaker).isPresent()),
				"This event has no such speaker.", "parts");
		Check.list(this.materials, "materials");
		Check.each(this.materials.value(), MaterialInput::isInOrder, "availableUntil must be after availableFrom.",
				"materials");
		Check.list(this.links, "links");
		Check.each(this.links.value(), LinkInput::isFine, LinkInput.FINE, "links");
		Check.web(this.image.value(), "image");
		Check.each(this.speakerNotes.value(), (note) -> programme.speaker(note.speakerId()).isPresent(),
				"This event has no such speaker.", "speakerNotes");
		Check.atLeast(1, this.capacity, "capacity");
		BookingInput.check(this.bookingOpensAt, this.bookingClosesAt,
				programme.forOrganisers()
					.session(sessionId())
					.map((session) -> session.document().booking())
					.orElse(null));
		Check.atLeast(0, this.signedUp, "signedUp");
		Check.lines(this.ticketTypes, "ticketTypes");
		Check.that(this.reservedSeats.value() == null || this.reservedSeats.value().isFine(), ReservedSeatsInput.FINE,
				"reservedSeats");
	}

	Fields fields() {
		return new Fields().input("kind", this.kind)
			.input("title", this.title, (texts) -> TextInput.text(texts, "input", "title"))
			.input("subtitle", this.subtitle, (texts) -> TextInput.text(texts, "input", "subtitle"))
			.input("description", this.abstractText, (texts) -> TextInput.text(texts, "input", "abstract"))
			.input("remark", this.remark, (texts) -> TextInput.text(texts, "input", "remark"))
			.input("language", this.languages, (all) -> all.isEmpty() ? null : all.getFirst().toLanguageTag())
			.input("languages", this.languages, (all) -> all.stream().map(Locale::toLanguageTag).distinct().toList())
			.input("trackId", this.trackId)
			.input("tags", this.tags)
			.input("parts", this.parts, (all) -> all.stream().map(PartInput::entry).toList())
			.input("materials", this.materials, (all) -> all.stream().map(MaterialInput::entry).toList())
			.input("links", this.links, LinkInput::links)
			.input("image", this.image, URI::toString)
			.input("organisations", this.organisations)
			.input("speakerNotes", this.speakerNotes, SpeakerNoteInput::notes)
			.input("preRecorded", this.preRecorded)
			.input("doNotRecord", this.doNotRecord)
			.input("capacity", this.capacity)
			.input(BookingInput.OPENS_AT, this.bookingOpensAt, OffsetDateTime::toInstant)
			.input(BookingInput.CLOSES_AT, this.bookingClosesAt, OffsetDateTime::toInstant)
			.input("signedUp", this.signedUp)
			.input("ticketTypes", this.ticketTypes)
			.input("reservedSeats", this.reservedSeats, ReservedSeatsInput::reserved)
			.input("accessibility", this.accessibility)
			.input("assumed", this.assumed);
	}

	/**
	 * Whether it changes nothing but the remark of an existing session.
	 */
	boolean isRemark() {
		return this.key == null && this.slot == null && this.visibleFrom.isOmitted()
				&& fields().names().equals(Set.of("remark"));
	}

	/**
	 * The request to put a new session into the schedule, or to hide it.
	 * @param programme the event
	 * @param now the present
	 */
	ScheduleRequest scheduleRequest(Programme programme, Instant now) {
		Instant from = hiddenUntil(now);
		return request((from != null) ? new ScheduleEdit.Hide(sessionId(), newSlot(), from)
				: new ScheduleEdit.Add(sessionId(), newSlot()), added(programme));
	}

	/**
	 * The request to change when a hidden session becomes visible, or to show it now.
	 * @param hidden the session
	 * @param now the present
	 */
	ScheduleRequest visibilityRequest(Session hidden, Instant now) {
		Instant from = hiddenUntil(now);
		return request((from != null) ? new ScheduleEdit.Hide(sessionId(), hidden.slot(), from)
				: new ScheduleEdit.Show(sessionId()), null);
	}

	boolean hides(Instant now) {
		return hiddenUntil(now) != null;
	}

	private @Nullable Instant hiddenUntil(Instant now) {
		OffsetDateTime from = this.visibleFrom.value();
		return (from != null && from.toInstant().isAfter(now)) ? from.toInstant() : null;
	}

	private ScheduleRequest request(ScheduleEdit edit, @Nullable Session added) {
		return ScheduleRequest.of(List.of(edit), ScheduleOptions.of(null, null, null, this.force, false), added,
				(invalid) -> invalid.field().equals("visibleFrom")
						? Problem.badInput(invalid.message(), "input", invalid.field())
						: Problem.badInput(invalid.message(), "input", "slot", invalid.field()));
	}

	/**
	 * The session as it is, or will be, in its new slot.
	 * @param programme the event
	 */
	Session added(Programme programme) {
		SessionDocument known = programme.documents().sessions().get(sessionId());
		return programme.proposed((known != null) ? known : document(), newSlot());
	}

	private Slot newSlot() {
		return Objects.requireNonNull(this.slot).slot();
	}

	private SessionDocument document() {
		return new SessionDocument(sessionId(), this.eventId, 0, Objects.requireNonNull(this.kind.value()),
				TextInput.text(Objects.requireNonNull(this.title.value()), "input", "title"), null, null, null,
				List.of(), null, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), null, null, null,
				null, null, List.of(), null, null, null, null, null, List.of(), null);
	}

	record PartInput(List<TextInput> title, @Nullable String region, @Nullable List<String> speakerIds) {

		List<String> speakers() {
			return Objects.requireNonNullElse(this.speakerIds, List.of());
		}

		PartEntry entry() {
			return new PartEntry(TextInput.text(this.title, "input", "parts"), this.region, speakers());
		}

	}

	record MaterialInput(MaterialKind kind, @Nullable List<TextInput> title, @Nullable URI url,
			@Nullable OffsetDateTime availableFrom, @Nullable OffsetDateTime availableUntil) {

		boolean isInOrder() {
			return this.availableFrom == null || this.availableUntil == null
					|| this.availableFrom.isBefore(this.availableUntil);
		}

		MaterialEntry entry() {
			return new MaterialEntry(this.kind,
					(this.title != null) ? TextInput.text(this.title, "input", "materials") : null,
					(this.url != null) ? this.url.toString() : null,
					(this.availableFrom != null) ? this.availableFrom.toInstant() : null,
					(this.availableUntil != null) ? this.availableUntil.toInstant() : null);
		}

	}

	record ReservedSeatsInput(int seatCount, List<String> ticketTypes, OffsetDateTime releasedAt) {

		static final String FINE = "Reserve at least one seat, for 1 to 200 types of ticket of 1 to 500 characters.";

		boolean isFine() {
			return this.seatCount > 0 && !this.ticketTypes.isEmpty()
					&& this.ticketTypes.size() <= ReservedSeats.MOST_TYPES
					&& this.ticketTypes.stream().allMatch(Check::isLine);
		}

		ReservedSeats reserved() {
			return new ReservedSeats(this.seatCount, this.ticketTypes, this.releasedAt.toInstant());
		}

	}

	record SpeakerNoteInput(String speakerId, List<TextInput> note) {

		static Map<String, Text> notes(List<SpeakerNoteInput> all) {
			Map<String, Text> notes = new LinkedHashMap<>();
			all.forEach((one) -> notes.put(one.speakerId(), TextInput.text(one.note(), "input", "speakerNotes")));
			return notes;
		}

	}

	record SlotInput(OffsetDateTime startsAt, OffsetDateTime endsAt, @Nullable List<String> roomIds,
			@Nullable List<SpeakerRefInput> speakers) {

		Slot slot() {
			return new Slot(this.startsAt.toInstant(), this.endsAt.toInstant(),
					Objects.requireNonNullElse(this.roomIds, List.of()),
					(this.speakers != null) ? this.speakers.stream().map(SpeakerRefInput::ref).toList() : List.of(),
					SessionStatus.SCHEDULED);
		}

	}

}
