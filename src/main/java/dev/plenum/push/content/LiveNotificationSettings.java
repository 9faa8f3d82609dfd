package dev.plenum.push.content;

import java.util.Optional;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.platform.Ids;
import dev.plenum.platform.mongo.Documents;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.platform.mongo.Memory;
import dev.plenum.platform.mongo.Snapshots;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

/**
 * The collection {@code notificationSettings}, one document for each person who has
 * changed a setting, and those in use in memory.
 */
@Component
class LiveNotificationSettings {

	static final String COLLECTION = "notificationSettings";

	private static final String ID_PREFIX = "nst";

	private final Documents<NotificationSettingsDocument> documents;

	private final Snapshots<Optional<NotificationSettingsDocument>> snapshots;

	LiveNotificationSettings(MongoDatabase database, Memory memory) {
		this.documents = Documents.ofNoEvent(database, COLLECTION, NotificationSettingsDocument.class);
		this.snapshots = memory
			.perDocument((id) -> this.documents.byId(id).map(Optional::of).defaultIfEmpty(Optional.empty()))
			.kept(COLLECTION, NotificationSettingsDocument.class, LiveNotificationSettings::newer,
					(known, id) -> Optional.empty());
	}

	/**
	 * Returns the settings of a person from memory. They may be a moment old.
	 */
	Mono<NotificationSettings> known(String subject) {
		String id = id(subject);
		return this.snapshots.of(id).get().map((kept) -> settings(id, kept));
	}

	/**
	 * Returns the settings of a person as they are stored.
	 */
	Mono<NotificationSettings> stored(String subject) {
		String id = id(subject);
		return this.documents.byId(id).singleOptional().map((kept) -> settings(id, kept));
	}

	/**
	 * Changes settings of a person, if something differs and the request is new.
	 * @param request the key of the request; null for none
	 * @return the settings afterwards
	 */
	Mono<NotificationSettings> put(String subject, @Nullable String request, Fields fields) {
		return fields.isEmpty() ? stored(subject)
				: this.documents.putOnce(id(subject), request, fields.first("subject", subject))
					.map(NotificationSettingsDocument::settings);
	}

	/**
	 * Removes the settings of a person.
	 * @return whether there were some
	 */
	Mono<Boolean> remove(String subject) {
		return this.documents.remove(id(subject));
	}

	private static NotificationSettings settings(String id, Optional<NotificationSettingsDocument> kept) {
		return kept.map(NotificationSettingsDocument::settings).orElseGet(() -> NotificationSettings.unchanged(id));
	}

	private static String id(String subject) {
		return Ids.of(ID_PREFIX, subject);
	}

	private static Optional<NotificationSettingsDocument> newer(Optional<NotificationSettingsDocument> known,
			NotificationSettingsDocument changed) {
		return known.filter((kept) -> kept.version() >= changed.version()).or(() -> Optional.of(changed));
	}

}
