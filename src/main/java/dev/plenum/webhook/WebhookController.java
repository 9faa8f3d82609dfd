package dev.plenum.webhook;

import java.util.List;

import dev.plenum.platform.security.Caller;
import dev.plenum.programme.Event;
import dev.plenum.webhook.Webhook.WebhookDelivery;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;

/**
 * Resolves the fields of {@code webhook.graphqls}.
 */
@Controller
class WebhookController {

	private final WebhookDesk desk;

	WebhookController(WebhookDesk desk) {
		this.desk = desk;
	}

	@SchemaMapping
	Mono<List<Webhook>> webhooks(Event event, @ContextValue Caller caller) {
		event.requireOrganisedBy(caller);
		return this.desk.of(event.programme());
	}

	@MutationMapping
	Mono<WebhookPut> putWebhook(@Argument PutWebhookInput input, @ContextValue Caller caller) {
		return this.desk.put(input, caller).map((webhook) -> new WebhookPut(webhook, webhook.programme().event()));
	}

	@MutationMapping
	Mono<WebhookRemoved> removeWebhook(@Argument RemoveWebhookInput input, @ContextValue Caller caller) {
		return this.desk.remove(input.webhookId(), input.requestId(), caller);
	}

	@MutationMapping
	Mono<WebhookTested> testWebhook(@Argument TestWebhookInput input, @ContextValue Caller caller) {
		return this.desk.test(input.webhookId(), caller);
	}

	@SubscriptionMapping
	Flux<WebhookChange> webhookChanged(@Argument String eventId, @ContextValue Caller caller, GraphQLContext context) {
		return this.desk.changes(eventId, caller, context).map(WebhookChange::new);
	}

	record RemoveWebhookInput(String webhookId, @Nullable String requestId) {
	}

	record TestWebhookInput(String webhookId) {
	}

	record WebhookPut(Webhook webhook, Event event) {
	}

	record WebhookRemoved(@Nullable String removedId, Event event) {
	}

	record WebhookTested(Webhook webhook, WebhookDelivery delivery, Event event) {
	}

	record WebhookChange(Event event) {
	}

}
