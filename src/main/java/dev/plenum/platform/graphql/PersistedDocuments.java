package dev.plenum.platform.graphql;

import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.plenum.platform.Sha256;
import graphql.execution.preparsed.persisted.PersistedQuerySupport;
import org.jspecify.annotations.Nullable;

/**
 * Documents that clients identify by an id instead of sending them: the trusted
 * documents, and automatic persisted queries, which clients sent once with their hash.
 * The memory for the latter is limited; a client sends a document again if the server
 * does not have it.
 */
public final class PersistedDocuments {

	/** Takes the place of the document in a request that contains only its id. */
	public static final String UNSENT = PersistedQuerySupport.PERSISTED_QUERY_MARKER;

	private static final String EXTENSION = "persistedQuery";

	private static final String HASH = "sha256Hash";

	private static final String VERSION = "version";

	private static final int SUPPORTED_VERSION = 1;

	/** In bytes. */
	private static final long MOST_MEMORY = 8 * 1024 * 1024;

	/** The size of an entry without the characters of its strings, in bytes. */
	private static final int ENTRY = 300;

	private final TrustedDocuments trusted;

	private final boolean onlyTrusted;

	private final Cache<String, String> sent = Caffeine.newBuilder()
		.executor(Runnable::run)
		.maximumWeight(MOST_MEMORY)
		.weigher((String hash, String document) -> ENTRY + 2 * (hash.length() + document.length()))
		.build();

	PersistedDocuments(TrustedDocuments trusted, boolean onlyTrusted) {
		this.trusted = trusted;
		this.onlyTrusted = onlyTrusted;
	}

	/**
	 * Returns whether a request contains the id of its document.
	 * @param extensions the extensions of the request
	 * @return true if the request may leave the document out
	 */
	public static boolean isNamed(Map<String, ?> extensions) {
		return id(extensions) != null;
	}

	/**
	 * Converts the parameter {@code documentId} of a request to extensions.
	 * @param documentId the id, with or without {@code sha256:}
	 * @return the extensions with the same id
	 */
	public static Map<String, Object> named(String documentId) {
		String id = documentId.startsWith("sha256:") ? documentId.substring("sha256:".length()) : documentId;
		return Map.of(EXTENSION, Map.of(VERSION, SUPPORTED_VERSION, HASH, id));
	}

	/**
	 * Finds the document of a request.
	 * @param sent the document in the request; {@link #UNSENT} if the request contains
	 * only the id
	 * @param extensions the extensions of the request
	 * @return the document
	 * @throws Problem if the id is unknown, if it is not that of the document in the
	 * request, or if the document may not be executed
	 */
	String document(String sent, Map<String, ?> extensions) {
		String id = id(extensions);
		if (id != null && sent.equals(UNSENT)) {
			return named(id, extensions);
		}
		if (this.onlyTrusted && !this.trusted.texts().contains(sent)) {
			throw Problem.of(ErrorCode.FORBIDDEN, "This server executes only trusted documents.");
		}
		if (id != null && !this.trusted.byId().containsKey(id)
				&& !Sha256.hex(sent).equals(id.toLowerCase(Locale.ROOT))) {
			throw Problem.badInput("The hash does not match the document. Send its SHA-256 hash in hexadecimal.",
					"extensions", EXTENSION, HASH);
		}
		return sent;
	}

	/**
	 * Keeps a valid document that was sent with its hash.
	 * @param document the document
	 * @param extensions the extensions of the request
	 */
	void remember(String document, Map<String, ?> extensions) {
		String id = id(extensions);
		if (id != null && !this.onlyTrusted && !this.trusted.byId().containsKey(id)) {
			this.sent.put(id.toLowerCase(Locale.ROOT), document);
		}
	}

	private String named(String id, Map<String, ?> extensions) {
		String known = this.trusted.byId().get(id);
		if (known == null) {
			known = this.sent.getIfPresent(id.toLowerCase(Locale.ROOT));
		}
		if (known == null) {
			throw Problem.of(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
		}
		return known;
	}

	private static @Nullable String id(Map<String, ?> extensions) {
		return (extensions.get(EXTENSION) instanceof Map<?, ?> persisted && persisted.get(HASH) instanceof String id
				&& persisted.get(VERSION) instanceof Number version && version.intValue() == SUPPORTED_VERSION) ? id
						: null;
	}

}
