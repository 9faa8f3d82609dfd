package dev.plenum.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.announcement.BulletinBoards;
import dev.plenum.platform.broadcast.Resume;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.graphql.LimitReached;
import dev.plenum.platform.graphql.Outdated;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.Refused;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.platform.removal.Removals;
import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import dev.plenum.webhook.Webhook.WebhookDelivery;
import dev.plenum.webhook.WebhookController.WebhookRemoved;
import dev.plenum.webhook.WebhookController.WebhookTested;
import dev.plenum.webhook.WebhookDocument.Delivery;
import dev.plenum.webhook.WebhookDocument.Place;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * Creates, changes, tests and removes webhooks for organisers.
 */
@Component
class WebhookDesk {

	/** Shorter than a mutation may take. */
	private static final Duration TEST_PATIENCE = Duration.ofSeconds(4);

	private final EventAccess access;

	private final Webhooks webhooks;

	private final WebhookNews news;

	private final WebhookTransport transport;

	private final BulletinBoards bulletins;

	private final Outbound outbound;

	private final Removals removals;

	private final InstantSource clock;

	WebhookDesk(EventAccess access, Webhooks webhooks, WebhookNews news, WebhookTransport transport,
			BulletinBoards bulletins, Outbound outbound, Removals removals, InstantSource clock) {
		this.access = access;
		this.webhooks = webhooks;
		this.news = news;
		this.transport = transport;
		this.bulletins = bulletins;
		this.outbound = outbound;
		this.removals = removals;
		this.clock = clock;
	}

	Mono<List<Webhook>> of(Programme programme) {
		return this.webhooks.ofEvent(programme.id())
			.sort(Comparator.comparing(WebhookDocument::id))
			.map((document) -> new Webhook(programme, document))
			.collectList();
	}

	Mono<Webhook> put(PutWebhookInput input, Caller caller) {
		return this.access.organisedEvent(input.eventId(), caller)
			.flatMap((programme) -> this.webhooks.newest(input.webhookId())
				.singleOptional()
				.flatMap((known) -> put(input, programme, known))
				.switchIfEmpty(Mono.error(() -> new Refused(new Outdated(programme.event()))))
				.map((document) -> new Webhook(programme, document)));
	}

	Mono<WebhookRemoved> remove(String id, @Nullable String requestId, Caller caller) {
		return this.access.organisedEventContaining(id, caller)
			.flatMap((programme) -> this.removals.once(id, requestId, () -> this.webhooks.remove(id))
				.then(Mono.defer(() -> this.webhooks.newest(id).hasElement()))
				.map((exists) -> new WebhookRemoved(exists ? null : id, programme.event())));
	}

	Mono<WebhookTested> test(String id, Caller caller) {
		return this.access.organisedEventContaining(id, caller)
			.flatMap(
					(programme) -> this.webhooks.newest(id)
						.switchIfEmpty(Mono
							.error(() -> Problem.of(ErrorCode.NOT_FOUND, "There is no webhook '%s'.".formatted(id))))
						.flatMap(
								(document) -> this.transport.send(document, testMessage(document, programme))
									.map(WebhookTransport.Sent::delivery)
									.timeout(TEST_PATIENCE, Mono.fromSupplier(
											() -> new Delivery(this.clock.instant(), DeliveryOutcome.TIMED_OUT, null)))
									.map((delivery) -> new WebhookTested(new Webhook(programme, document),
											WebhookDelivery.of(delivery, programme), programme.event()))));
	}

	/**
	 * The changes of an event's webhooks.
	 * @return the event after each change, without end; the error FORBIDDEN when the
	 * caller no longer organises the event
	 */
	Flux<Event> changes(String eventId, Caller caller, GraphQLContext context) {
		return this.access.changesWhileOrganised(eventId, caller, context,
				Flux.defer(() -> this.news.of(eventId, Resume.position(context))));
	}

	private Mono<WebhookDocument> put(PutWebhookInput input, Programme programme, Optional<WebhookDocument> known) {
		Keys.requireExisting(input.id(), known.isPresent(), "webhook");
		input.check(known.isEmpty(), this.outbound);
		return this.bulletins.upToDate(programme).flatMap((board) -> {
			Fields fields = input.fields(known.orElse(null), Place.newest(programme, board), this.clock.instant());
			return known.isPresent() ? this.webhooks.change(input.webhookId(), input.expectedVersion(), fields)
					: requireFewer(programme.id())
						.then(Mono.defer(() -> this.webhooks.put(input.webhookId(), input.expectedVersion(), fields)));
		});
	}

	private Mono<Void> requireFewer(String eventId) {
		return this.webhooks.count(eventId).doOnNext((count) -> {
			if (count >= Webhooks.MOST) {
				throw new Refused(new LimitReached("webhooks", Webhooks.MOST));
			}
		}).then();
	}

	private WebhookMessage testMessage(WebhookDocument document, Programme programme) {
		WebhookWords words = WebhookWords.of(document.language(), programme);
		return new WebhookMessage("test/" + this.clock.instant().toEpochMilli(), "webhook.test", this.clock.instant(),
				WebhookData.of(programme, Map.of()), words.say("test"), document.place());
	}

}
