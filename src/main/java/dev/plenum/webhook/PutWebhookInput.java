package dev.plenum.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.Keys;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.webhook.WebhookDocument.FormerSecret;
import dev.plenum.webhook.WebhookDocument.Place;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * A webhook to create or to change; the schema describes each property.
 */
record PutWebhookInput(String eventId, @Nullable String id, @Nullable String key, @Nullable Integer expectedVersion,
		ArgumentValue<URI> url, ArgumentValue<WebhookPreset> preset, ArgumentValue<List<WebhookKind>> kinds,
		ArgumentValue<Locale> language, ArgumentValue<Boolean> enabled, @Nullable Boolean renewSecret) {

	String webhookId() {
		return Keys.id(Webhooks.ID_PREFIX, this.eventId, this.id, this.key);
	}

	void check(boolean isNew, Outbound outbound) {
		Check.needed(this.url, isNew, "url");
		Check.that(this.url.value() == null || outbound.refusal(this.url.value()).isEmpty(), Outbound.EXPECTED, "url");
		Check.needed(this.preset, false, "preset");
		Check.needed(this.kinds, false, "kinds");
		Check.needed(this.enabled, false, "enabled");
		Check.that(this.kinds.value() == null || !this.kinds.value().isEmpty(), "Choose at least one kind.", "kinds");
	}

	/**
	 * What the input changes. A webhook that is new or enabled again receives only what
	 * happens from now on.
	 * @param known the webhook; null for a new one
	 * @param newest the newest place
	 * @param now the present
	 */
	Fields fields(@Nullable WebhookDocument known, Place newest, Instant now) {
		WebhookPreset format = (this.preset.value() != null) ? this.preset.value()
				: (known != null) ? known.preset() : WebhookPreset.GENERIC;
		List<WebhookKind> received = (this.kinds.value() != null) ? this.kinds.value().stream().distinct().toList()
				: (known != null) ? known.kinds() : format.usualKinds();
		boolean active = (this.enabled.value() != null) ? this.enabled.value() : known == null || known.enabled();
		Place from = (known == null || active && !known.enabled()) ? newest
				: known.place().receiving(known.kinds(), newest);
		Fields fields = new Fields().input("url", this.url, URI::toString)
			.input("language", this.language, Locale::toLanguageTag)
			.set("preset", format)
			.set("kinds", received)
			.set("enabled", active)
			.along("place", from)
			.along("failures", 0)
			.without("failingSince")
			.without("gaveUpAt")
			.without("lease")
			.without("again");
		if (known == null) {
			fields.first("secret", Signature.newSecret());
		}
		else if (Boolean.TRUE.equals(this.renewSecret)) {
			fields.set("secret", Signature.newSecret())
				.set("formerSecret", FormerSecret.replacedAt(now, known.secret()));
		}
		return active ? fields.along("nextAt", now) : fields.without("nextAt");
	}

}
