package dev.plenum.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.plenum.announcement.Announcement;
import dev.plenum.announcement.AnnouncementDocument;
import dev.plenum.announcement.BulletinBoard;
import dev.plenum.announcement.BulletinDocument;
import dev.plenum.announcement.BulletinKind;
import dev.plenum.announcement.Noticeboard;
import dev.plenum.changelog.Step;
import dev.plenum.programme.Programme;
import dev.plenum.programme.PublishedChange;
import dev.plenum.webhook.WebhookDocument.Place;

/**
 * What there is to send to a webhook, computed from what is stored anyway: the changes of
 * the schedule, the steps of the changelog, and the bulletins of announcements. Each of
 * these is numbered.
 *
 * @param programme the event
 * @param bulletins its bulletins
 * @param noticeboard its announcements
 * @param words the webhook's language
 */
record WebhookItems(Programme programme, BulletinBoard bulletins, Noticeboard noticeboard, WebhookWords words) {

	/** The type of a message after which the receiver reads the programme again. */
	private static final String RESYNC = "programme.resync";

	/**
	 * The newest place.
	 */
	Place newest() {
		return Place.newest(this.programme, this.bulletins);
	}

	/**
	 * Finds the next message.
	 * @param place how far the webhook has received messages
	 * @param kinds the kinds that it receives
	 * @return the earliest message after the place; each source keeps its order
	 */
	Optional<WebhookMessage> next(Place place, List<WebhookKind> kinds) {
		return kinds.stream().flatMap((kind) -> (switch (kind) {
			case SCHEDULE_CHANGED -> revision(place);
			case PROGRAMME_CHANGED -> version(place);
			case ANNOUNCED -> announcement(place);
		}).stream()).min((one, other) -> one.at().compareTo(other.at()));
	}

	private Optional<WebhookMessage> revision(Place place) {
		int newest = this.programme.schedule().revision();
		if (place.revision() >= newest) {
			return Optional.empty();
		}
		if (!this.programme.schedule().remembers(place.revision())) {
			return Optional.of(resync("revision", newest, place.withRevision(newest)));
		}
		PublishedChange change = this.programme
			.published(this.programme.schedule().changesAfter(place.revision()).getFirst());
		return Optional.of(new WebhookMessage("revision/" + change.revision(), "schedule.changed",
				change.at().toInstant(), WebhookData.of(change, this.programme, this.words), this.words.change(change),
				place.withRevision(change.revision())));
	}

	private Optional<WebhookMessage> version(Place place) {
		int newest = this.programme.changelog().version();
		if (place.version() >= newest) {
			return Optional.empty();
		}
		if (!this.programme.changelog().remembers(place.version())) {
			return Optional.of(resync("version", newest, place.withVersion(newest)));
		}
		Step step = this.programme.changelog().after(place.version()).getFirst();
		return Optional.of(new WebhookMessage("version/" + step.version(), "programme.changed", step.at(),
				WebhookData.of(step, this.programme), this.words.step(step, this.programme),
				place.withVersion(step.version())));
	}

	private Optional<WebhookMessage> announcement(Place place) {
		if (place.bulletin() < this.bulletins.oldest()) {
			return Optional
				.of(resync("bulletin", this.bulletins.newest(), place.withBulletin(this.bulletins.newest())));
		}
		return this.bulletins.after(place.bulletin())
			.stream()
			.filter((bulletin) -> bulletin.kind() != BulletinKind.SESSION_OVER)
			.flatMap((bulletin) -> Stream.ofNullable(this.noticeboard.byId().get(bulletin.subjectId()))
				.map((document) -> announcement(bulletin, document, place)))
			.findFirst();
	}

	private WebhookMessage announcement(BulletinDocument bulletin, AnnouncementDocument document, Place place) {
		Announcement announcement = new Announcement(this.programme, document);
		String text = this.words.in(announcement.text());
		return new WebhookMessage("bulletin/" + bulletin.number(), "announcement." + WebhookData.type(bulletin.kind()),
				bulletin.at(), WebhookData.of(announcement, this.programme, text),
				this.words.say(WebhookData.type(bulletin.kind()), text), place.withBulletin(bulletin.number()));
	}

	private WebhookMessage resync(String source, int newest, Place after) {
		return new WebhookMessage(source + "/resync/" + newest, RESYNC, Instant.EPOCH,
				WebhookData.of(this.programme, Map.of(source, newest)), this.words.say("resync"), after);
	}

}
