package dev.plenum.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.plenum.announcement.BulletinBoards;
import dev.plenum.announcement.Noticeboards;
import dev.plenum.audit.AuditTrail;
import dev.plenum.changelog.Changelogs;
import dev.plenum.platform.Ids;
import dev.plenum.platform.TransientFault;
import dev.plenum.platform.mongo.ChangeFeed;
import dev.plenum.platform.mongo.News;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Programme;
import dev.plenum.programme.Programmes;
import dev.plenum.programme.document.EventState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Sends to webhooks what is new since their place, in order and at least once. Each step
 * of an event's changelog wakes its webhooks. Every server looks for those that are due;
 * the one that takes the lease of a webhook sends. If that server is killed, another one
 * sends the same messages with the same ids when the lease has expired.
 */
@Component
class WebhookSender {

	private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

	/** The number of due webhooks among which a server finds one that it can lease. */
	private static final int CANDIDATES = 8;

	/** The most messages for one webhook until the others have their turn. */
	private static final int AT_ONCE = 50;

	/** Longer than all messages of one turn take. */
	private static final Duration LONGEST_TURN = Duration.ofMinutes(30);

	private final Webhooks webhooks;

	private final Programmes programmes;

	private final BulletinBoards bulletins;

	private final Noticeboards noticeboards;

	private final WebhookTransport transport;

	private final AuditTrail trail;

	private final WebhookSettings settings;

	private final InstantSource clock;

	private final Set<String> changed = ConcurrentHashMap.newKeySet();

	WebhookSender(Webhooks webhooks, Programmes programmes, BulletinBoards bulletins, Noticeboards noticeboards,
			WebhookTransport transport, AuditTrail trail, WebhookSettings settings, ChangeFeed feed,
			InstantSource clock) {
		this.webhooks = webhooks;
		this.programmes = programmes;
		this.bulletins = bulletins;
		this.noticeboards = noticeboards;
		this.transport = transport;
		this.trail = trail;
		this.settings = settings;
		this.clock = clock;
		feed.listen(Set.of(Changelogs.COLLECTION), this::note);
	}

	/**
	 * Wakes the webhooks of the events that changed.
	 */
	Mono<Void> wakeChanged() {
		return Flux.fromIterable(Set.copyOf(this.changed))
			.filter(this.changed::remove)
			.concatMap((eventId) -> this.webhooks.wake(eventId, this.clock.instant())
				.doOnError((_) -> this.changed.add(eventId)))
			.then();
	}

	/**
	 * Sends what is due, one webhook after another.
	 * @return completes when none is left that another server does not serve
	 */
	Mono<Void> sendDue() {
		return sendNext().expand((found) -> found ? sendNext() : Mono.empty()).then();
	}

	private void note(News news) {
		if (news instanceof News.Changed step && step.document() != null) {
			Ids.eventOf(step.id()).ifPresent(this.changed::add);
		}
	}

	private Mono<Boolean> sendNext() {
		return Mono.defer(() -> {
			Instant now = this.clock.instant();
			return this.webhooks.due(now, CANDIDATES)
				.concatMap((due) -> this.webhooks.lease(due, UUID.randomUUID().toString(),
						now.plus(WebhookSettings.LEASE)), 1)
				.next()
				.flatMap((leased) -> turn(leased).thenReturn(true))
				.defaultIfEmpty(false);
		});
	}

	private Mono<Void> turn(WebhookDocument leased) {
		return this.programmes.upToDate(leased.eventId())
			.flatMap((programme) -> items(leased, programme).flatMap((items) -> send(leased, items, AT_ONCE))
				.thenReturn(true))
			.switchIfEmpty(Mono.defer(() -> this.webhooks.remove(leased.id())))
			.timeout(LONGEST_TURN)
			.doOnError((ex) -> TransientFault.warn(log,
					"The webhook %s could not be served, next attempt in %s".formatted(leased.id(),
							WebhookSettings.LEASE),
					ex))
			.onErrorComplete()
			.then();
	}

	private Mono<WebhookItems> items(WebhookDocument webhook, Programme programme) {
		return Mono.zip(this.bulletins.upToDate(programme), this.noticeboards.of(programme.id()).get(),
				(bulletins, noticeboard) -> new WebhookItems(programme, bulletins, noticeboard,
						WebhookWords.of(webhook.language(), programme)));
	}

	private Mono<Void> send(WebhookDocument leased, WebhookItems items, int most) {
		Instant now = this.clock.instant();
		if (items.programme().event().state() == EventState.DRAFT) {
			return this.webhooks.rest(leased, null, items.newest(), now).then();
		}
		Optional<WebhookMessage> next = items.next(leased.place(), leased.kinds());
		if (next.isEmpty() || most == 0) {
			return this.webhooks.rest(leased, next.isEmpty() ? idle(items, now) : now, leased.place(), now).then();
		}
		return this.transport.send(leased, next.get())
			.flatMap(
					(sent) -> sent.isDelivered()
							? this.webhooks
								.advance(leased, next.get().after(), sent.delivery(),
										this.clock.instant().plus(WebhookSettings.LEASE))
								.retryWhen(TransientFault.recorded())
								.flatMap((advanced) -> send(advanced, items, most - 1))
							: fail(leased, Retry.after(leased, sent.delivery(), sent.retryAfter(),
									this.settings.giveUpAfter())));
	}

	/**
	 * When an idle webhook is looked at in any case; never for an event that is over,
	 * which only a change wakes.
	 */
	private static @Nullable Instant idle(WebhookItems items, Instant now) {
		return items.programme().isReadOnlyAt(now) ? null : now.plus(WebhookSettings.IDLE);
	}

	private Mono<Void> fail(WebhookDocument leased, Retry retry) {
		Mono<WebhookDocument> stored = this.webhooks.fail(leased, retry);
		if (retry.nextAt() != null) {
			return stored.then();
		}
		return this.trail
			.recorded("webhookDisabled", Map.of("webhookId", leased.id()), new Caller("plenum", null, false),
					stored.map((_) -> "FAILURES").defaultIfEmpty(""), (text) -> !text.isEmpty())
			.filter((text) -> !text.isEmpty())
			.doOnNext((_) -> log.warn("The webhook {} is disabled: its messages were not received for {}", leased.id(),
					this.settings.giveUpAfter()))
			.then();
	}

}
