package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaItem;
import dev.plenum.agenda.AgendaItem.AgendaAppointment;
import dev.plenum.agenda.AgendaItem.AgendaMeeting;
import dev.plenum.agenda.AgendaItem.AgendaSession;
import dev.plenum.agenda.AgendaReason;
import dev.plenum.inbox.Happening.Changed;
import dev.plenum.inbox.Inbox;
import dev.plenum.inbox.NewsItem;
import dev.plenum.programme.Programme;
import dev.plenum.programme.document.SessionKind;
import dev.plenum.push.content.Content.Digest;
import dev.plenum.push.content.Content.News;
import dev.plenum.push.content.Content.Reminder;
import dev.plenum.push.content.Reminders.Start;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is due for one device of one person: a pure function of what is known, of
 * the place of the device, and of the present. All servers that know the same decide the
 * same.
 */
public final class DueMessages {

	/** How far ahead reminders are looked for. */
	private static final Duration HORIZON = Duration.ofDays(2);

	/** A digest that is later than this is not sent. */
	private static final Duration DIGEST_USEFUL = Duration.ofHours(4);

	private final Attendee attendee;

	private final Programme programme;

	private final NotificationSettings settings;

	private final ZoneId zone;

	private final Place place;

	private final Instant now;

	private DueMessages(Attendee attendee, Reader reader, Place place, Instant now) {
		this.attendee = attendee;
		this.programme = attendee.known().programme();
		this.settings = attendee.settings();
		this.zone = this.settings.zoneFor(reader);
		this.place = place;
		this.now = now;
	}

	/**
	 * Decides what is due.
	 * @param attendee what is known of the person
	 * @param reader the language and the time zone of the device
	 * @param place how far the device has been notified
	 * @param settling how long a change settles before it is sent
	 * @param now the present
	 * @return the messages, the next moment and the new place; nothing while the person
	 * cannot see the event
	 */
	public static Due of(Attendee attendee, Reader reader, Place place, Duration settling, Instant now) {
		return attendee.agenda().isHidden() ? new Due(List.of(), null, place)
				: new DueMessages(attendee, reader, place, now).due(reader, settling);
	}

	private Due due(Reader reader, Duration settling) {
		Inbox inbox = new Inbox(this.attendee.known());
		List<NewsItem> items = inbox.after(this.place.seen(), this.place.waiting())
			.stream()
			.filter(this.place::isBefore)
			.toList();
		QuietTimes quiet = new QuietTimes(this.settings.quietHours(), this.zone);
		Dispatch<Content> dispatch = Dispatch
			.of(Stream.of(new NewsTopics(this.attendee, settling, this.now).of(items), reminders(), digest())
				.flatMap(List::stream)
				.toList(), quiet, this.now);
		return new Due(messages(dispatch, new Wording(this.attendee, reader.language(), this.now), quiet),
				Dispatch.earlier(dispatch.next(), nextLook()), after(dispatch, inbox));
	}

	private List<Message> messages(Dispatch<Content> dispatch, Wording wording, QuietTimes quiet) {
		Stream<Message> single = dispatch.single().stream().map(wording::message);
		return dispatch.summary()
			.isEmpty()
					? single.toList()
					: Stream
						.concat(single,
								Stream
									.of(wording.summary(dispatch.summary(), quiet.lastEnd(this.now).getEpochSecond())))
						.toList();
	}

	private Place after(Dispatch<Content> dispatch, Inbox inbox) {
		Place next = this.place;
		for (Topic<Content> topic : dispatch.decided()) {
			next = switch (topic.content()) {
				case News _ -> next.upTo(this.place.seen().orLater(inbox.positions()), waiting(dispatch));
				case Reminder reminder -> next.remindedOf(reminder.names());
				case Digest digest -> next.digestedOn(digest.day());
			};
		}
		for (Topic<Content> topic : dispatch.dropped()) {
			next = (topic.content() instanceof News news) ? next.without(news.items()) : next;
		}
		return next;
	}

	/**
	 * Returns the keys of what waits. Of the changes of one session, the first and the
	 * last one say all.
	 */
	private static Set<String> waiting(Dispatch<Content> dispatch) {
		Set<String> keys = new LinkedHashSet<>();
		dispatch.waiting()
			.stream()
			.flatMap((topic) -> (topic.content() instanceof News news) ? ends(news.items()) : Stream.empty())
			.sorted(Comparator.comparing(NewsItem::since))
			.forEach((item) -> keys.add(item.happening().key()));
		return keys;
	}

	private static Stream<NewsItem> ends(List<NewsItem> items) {
		return (items.getLast().happening() instanceof Changed) ? Stream.of(items.getFirst(), items.getLast())
				: items.stream();
	}

	private List<Topic<Content>> reminders() {
		if (!this.settings.wants(NotificationKind.REMINDER)) {
			return List.of();
		}
		Reminders reminders = new Reminders(this.settings.lead(), this.place.begunAt(), this.place.reminded(),
				this.now);
		List<Start<AgendaItem>> starts = this.attendee.agenda()
			.startingBetween(this.now, this.now.plus(HORIZON))
			.stream()
			.filter(this::isRemindedOf)
			.map((item) -> new Start<>(item, item.id(), item.startsAt().toInstant(), since(item)))
			.toList();
		return reminders.groups(starts)
			.stream()
			.map((group) -> new Topic<Content>(new Reminder(group.startsAt(), group.all(), group.names()),
					reminders.dueAt(group.startsAt()), group.startsAt(), false, true))
			.toList();
	}

	/**
	 * Returns whether a reminder of an item is wanted. A place on a waiting list is no
	 * reason to go anywhere.
	 */
	private boolean isRemindedOf(AgendaItem item) {
		return switch (item) {
			case AgendaSession session -> session.reasons()
				.stream()
				.anyMatch((reason) -> reason != AgendaReason.WAITING && (reason != AgendaReason.FOR_EVERYBODY
						|| this.settings.remindersForBreaks() || !isBreak(session)));
			case AgendaMeeting _, AgendaAppointment _ -> true;
		};
	}

	private static boolean isBreak(AgendaSession item) {
		SessionKind kind = item.session().kind();
		return kind == SessionKind.BREAK || kind == SessionKind.MEAL;
	}

	private static Instant since(AgendaItem item) {
		return switch (item) {
			case AgendaSession session -> session.since();
			case AgendaMeeting meeting -> meeting.meeting().entry().changedAt();
			case AgendaAppointment appointment -> appointment.appointment().changedAt();
		};
	}

	/**
	 * Returns the moment of the digest of a day, in the person's time zone.
	 */
	private @Nullable Instant digestOn(LocalDate day) {
		LocalTime time = this.settings.eveningDigestAt();
		return (time != null) ? time.atDate(day).atZone(this.zone).toInstant() : null;
	}

	/**
	 * Returns the digest of today if its moment has come. The person chose the moment, so
	 * quiet hours do not delay it.
	 */
	private List<Topic<Content>> digest() {
		LocalDate today = today();
		Instant at = digestOn(today);
		if (at == null || at.isAfter(this.now) || !at.isAfter(this.place.begunAt())
				|| this.place.digestDay() >= today.toEpochDay()) {
			return List.of();
		}
		LocalDate tomorrow = this.programme.at(at).toLocalDate().plusDays(1);
		List<AgendaItem> items = this.attendee.agenda()
			.startingBetween(this.now, this.now.plus(HORIZON))
			.stream()
			.filter((item) -> isRemindedOf(item) && item.startsAt().toLocalDate().equals(tomorrow))
			.sorted(Comparator.comparing(AgendaItem::startsAt).thenComparing((item) -> item.id()))
			.toList();
		return List
			.of(new Topic<>(new Digest(today.toEpochDay(), items), at, at.plus(DIGEST_USEFUL), true, !items.isEmpty()));
	}

	/**
	 * Returns when to look again even if nothing waits: at the next digest, and once a
	 * day for the reminders beyond the horizon.
	 */
	private @Nullable Instant nextLook() {
		if (this.now.isAfter(this.programme.documents().days().closes())) {
			return null;
		}
		Instant digest = digestOn(today());
		return Dispatch.earlier(this.now.plus(HORIZON.dividedBy(2)),
				(digest == null || digest.isAfter(this.now)) ? digest : digestOn(today().plusDays(1)));
	}

	private LocalDate today() {
		return this.now.atZone(this.zone).toLocalDate();
	}

}
