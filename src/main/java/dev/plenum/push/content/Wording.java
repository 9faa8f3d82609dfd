package dev.plenum.push.content;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.agenda.AgendaItem;
import dev.plenum.agenda.AgendaItem.AgendaAppointment;
import dev.plenum.agenda.AgendaItem.AgendaMeeting;
import dev.plenum.agenda.AgendaItem.AgendaSession;
import dev.plenum.announcement.Announcement;
import dev.plenum.exhibitor.Booth;
import dev.plenum.exhibitor.Exhibitor;
import dev.plenum.inbox.NewsCause;
import dev.plenum.inbox.NewsItem;
import dev.plenum.inbox.NewsText;
import dev.plenum.meeting.Meeting;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.programme.Room;
import dev.plenum.programme.Session;
import dev.plenum.push.content.Content.Digest;
import dev.plenum.push.content.Content.News;
import dev.plenum.push.content.Content.Reminder;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is due into words, in the language of one device. Texts are cut so that a
 * message stays below 4 KB when it is encrypted.
 */
final class Wording {

	private static final int LONGEST_TITLE = 100;

	private static final int LONGEST_BODY = 350;

	private static final int LONGEST_LINE = 120;

	private static final int MOST_LINES = 5;

	private static final int MOST_IDS = 10;

	private static final Duration SOON = Duration.ofHours(1);

	private static final Duration TODAY = Duration.ofHours(8);

	private final Attendee attendee;

	private final Programme programme;

	private final Phrases phrases;

	private final Instant now;

	private final String home;

	Wording(Attendee attendee, String language, Instant now) {
		this.attendee = attendee;
		this.programme = attendee.known().programme();
		this.phrases = new Phrases(this.programme, language);
		this.now = now;
		this.home = "/events/" + this.programme.event().slug();
	}

	/**
	 * Returns the message about one topic.
	 */
	Message message(Topic<Content> topic) {
		return switch (topic.content()) {
			case News news -> news(news, topic).reporting(keys(news).toList());
			case Reminder reminder -> reminder(reminder);
			case Digest digest -> digest(digest, topic);
		};
	}

	/**
	 * Returns one message about several topics, which fell into quiet hours.
	 * @param topics the topics, at least two
	 * @param number the number of the message
	 */
	Message summary(List<Topic<Content>> topics, long number) {
		List<Message> all = topics.stream().map(this::message).toList();
		Map<String, Object> data = data("SUMMARY");
		data.put("newsIds",
				topics.stream()
					.flatMap((topic) -> (topic.content() instanceof News news) ? ids(news) : Stream.empty())
					.limit(MOST_IDS)
					.toList());
		return message(this.programme.id() + "/summary", number, this.phrases.say("summary", all.size(), eventName()),
				lines(all.stream().map((message) -> message.title() + ": " + message.body().replace('\n', ' '))),
				this.home + "/news", data, all.stream().map(Message::urgency).max(Urgency::compareTo).orElseThrow(),
				all.stream().map(Message::usefulUntil).max(Instant::compareTo).orElseThrow())
			.reporting(topics.stream()
				.flatMap((topic) -> (topic.content() instanceof News news) ? keys(news) : Stream.empty())
				.toList());
	}

	private static Stream<String> keys(News news) {
		return news.items().stream().map((item) -> item.happening().key());
	}

	private Message news(News news, Topic<Content> topic) {
		NewsItem item = Objects.requireNonNull(news.shown());
		Map<String, Object> data = data(item.cause().name());
		data.put("newsIds", ids(news).toList());
		Object about = item.about();
		String path = switch (about) {
			case Session session -> path(session, data);
			case Announcement announcement -> path("announcement", announcement.id(), data);
			case Meeting meeting -> path("meeting", meeting.id(), data);
			case null, default -> this.home + "/news";
		};
		if (item.cause() == NewsCause.SEAT_OFFERED) {
			data.put("acceptUntil", this.programme.at(topic.usefulUntil()).toString());
		}
		return message(news.identity(), news.number(), title(item, about), body(item), path, data,
				urgency(about, relevantAt(item, topic)), topic.usefulUntil());
	}

	private String title(NewsItem item, @Nullable Object about) {
		if (item.text() instanceof NewsText text && item.cause() != NewsCause.ANNOUNCEMENT_WITHDRAWN) {
			return this.phrases.in(text.title());
		}
		if (item.cause() == NewsCause.ANNOUNCEMENT_CORRECTED) {
			return this.phrases.say("corrected", eventName());
		}
		return isUrgent(about) ? this.phrases.say("urgent", eventName()) : eventName();
	}

	private String body(NewsItem item) {
		if (!(item.text() instanceof NewsText text)) {
			return this.phrases.in(item.text());
		}
		PublishedChange change = item.scheduleChange();
		String more = (text.more() != null) ? this.phrases.in(text.more()) : "";
		String said = this.phrases.has(text.key()) ? this.phrases.say(text.key(), this.phrases.in(text.title()), more)
				: more;
		return (change != null && change.note() != null) ? said + '\n' + change.note() : said;
	}

	private static boolean isUrgent(@Nullable Object about) {
		return about instanceof Announcement announcement
				&& announcement.urgency() == dev.plenum.announcement.Urgency.URGENT;
	}

	/**
	 * Returns when the person should know at the latest.
	 */
	private Instant relevantAt(NewsItem item, Topic<Content> topic) {
		PublishedChange change = item.scheduleChange();
		Stream<Instant> starts = (change != null)
				? Stream.of(change.before(), change.after())
					.filter(Objects::nonNull)
					.map((slot) -> slot.startsAt().toInstant())
				: (item.about() instanceof Session session && item.cause() != NewsCause.FEEDBACK_REQUESTED
						&& item.cause() != NewsCause.SEAT_OFFERED) ? Stream.of(session.slot().startsAt())
								: Stream.empty();
		return starts.filter((start) -> start.isAfter(this.now)).min(Instant::compareTo).orElse(topic.usefulUntil());
	}

	private Urgency urgency(@Nullable Object about, Instant relevantAt) {
		Duration left = Duration.between(this.now, relevantAt);
		if (isUrgent(about) || left.compareTo(SOON) < 0) {
			return Urgency.HIGH;
		}
		boolean important = about instanceof Announcement announcement
				&& announcement.urgency() == dev.plenum.announcement.Urgency.IMPORTANT;
		return (important || left.compareTo(TODAY) < 0) ? Urgency.NORMAL : Urgency.LOW;
	}

	private Message reminder(Reminder reminder) {
		List<AgendaItem> items = reminder.items();
		AgendaItem first = items.getFirst();
		Map<String, Object> data = data(NotificationKind.REMINDER.name());
		data.put("startsAt", first.startsAt().toString());
		String path = this.home + "/agenda";
		String title = this.phrases.say("starts", this.phrases.time(first.startsAt()));
		String body = lines(items.stream().map((item) -> joined(Stream.of(name(item), place(item)))));
		if (items.size() == 1) {
			path = path(first, data);
			body = joined(Stream.of(title, place(first)));
			title = name(first);
		}
		return message(this.programme.id() + "/reminder/" + reminder.startsAt().getEpochSecond(), items.size(), title,
				body, path, data, Urgency.HIGH, reminder.startsAt());
	}

	private Message digest(Digest digest, Topic<Content> topic) {
		return message(this.programme.id() + "/digest", digest.day(), this.phrases.say("digest"), lines(digest.items()
			.stream()
			.map((item) -> joined(Stream.of(this.phrases.time(item.startsAt()) + ' ' + name(item), place(item))))),
				this.home + "/agenda", data("DIGEST"), Urgency.LOW, topic.usefulUntil());
	}

	private String name(AgendaItem item) {
		return switch (item) {
			case AgendaSession session -> this.phrases.in(session.session().title());
			case AgendaMeeting meeting -> this.phrases.say("meeting", other(meeting.meeting()));
			case AgendaAppointment appointment -> appointment.appointment().title();
		};
	}

	/** Returns the name of the other side of a meeting. */
	private String other(Meeting meeting) {
		Exhibitor exhibitor = this.attendee.exhibitors().get(meeting.exhibitorId());
		return (exhibitor != null && meeting.entry().attendee().equals(this.attendee.known().agenda().subject()))
				? exhibitor.name() : meeting.name();
	}

	private @Nullable String place(AgendaItem item) {
		return switch (item) {
			case AgendaSession session ->
				session.session().rooms().stream().map(Room::name).collect(Collectors.joining(", "));
			case AgendaMeeting meeting ->
				Optional.ofNullable(this.attendee.exhibitors().get(meeting.meeting().exhibitorId()))
					.map(Exhibitor::booth)
					.map(Booth::number)
					.orElse(null);
			case AgendaAppointment appointment -> appointment.appointment().place();
		};
	}

	private String path(AgendaItem item, Map<String, Object> data) {
		data.put("endsAt", item.endsAt().toString());
		return switch (item) {
			case AgendaSession session -> path("session", session.session().id(), data);
			case AgendaMeeting meeting -> path("meeting", meeting.meeting().id(), data);
			case AgendaAppointment appointment -> {
				data.put("appointmentId", appointment.appointment().id());
				yield this.home + "/agenda";
			}
		};
	}

	private String path(Session session, Map<String, Object> data) {
		data.put("startsAt", session.startsAt().toString());
		data.put("endsAt", session.endsAt().toString());
		return path("session", session.id(), data);
	}

	private String path(String type, String id, Map<String, Object> data) {
		data.put(type + "Id", id);
		return this.home + '/' + type + "s/" + id;
	}

	private static Stream<String> ids(News news) {
		return news.items().reversed().stream().map(NewsItem::id).limit(MOST_IDS);
	}

	private Map<String, Object> data(String type) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("eventId", this.programme.id());
		data.put("type", type);
		return data;
	}

	private String eventName() {
		return this.phrases.in(this.programme.event().name());
	}

	private static String joined(Stream<@Nullable String> parts) {
		return parts.filter((part) -> part != null && !part.isBlank()).collect(Collectors.joining(" · "));
	}

	private static String lines(Stream<String> lines) {
		List<String> all = lines.map((line) -> cut(line, LONGEST_LINE)).toList();
		String shown = all.stream().limit(MOST_LINES).collect(Collectors.joining("\n"));
		return (all.size() > MOST_LINES) ? shown + "\n…" : shown;
	}

	private Message message(String identity, long number, String title, String body, String path,
			Map<String, Object> data, Urgency urgency, Instant usefulUntil) {
		return new Message(identity, number, false, cut(title, LONGEST_TITLE), cut(body, LONGEST_BODY), path,
				this.phrases.language(), data, List.of(), urgency, usefulUntil);
	}

	/**
	 * Cuts a text by code points, so that no character is cut in two. Control characters
	 * become spaces.
	 */
	static String cut(String text, int most) {
		String plain = text.replaceAll("[\\p{Cc}&&[^\n]]", " ").strip();
		return (plain.codePointCount(0, plain.length()) <= most) ? plain
				: plain.substring(0, plain.offsetByCodePoints(0, most - 1)).stripTrailing() + '…';
	}

}
