package dev.plenum.platform.graphql;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.plenum.platform.startup.StartupException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents of the apps: those in {@code trusted-documents.json} on the class path,
 * and those in the operator's file. Both files have a format that the tools of the apps
 * write: an object of documents by id, or a manifest with a list of {@code operations},
 * each with {@code id} and {@code body}.
 *
 * @param byId the documents by id, usually the SHA-256 hash in hexadecimal
 * @param texts the documents
 */
record TrustedDocuments(Map<String, String> byId, Set<String> texts) {

	private static final String BUILT_IN = "/trusted-documents.json";

	TrustedDocuments(Map<String, String> byId) {
		this(Map.copyOf(byId), Set.copyOf(byId.values()));
	}

	/**
	 * Reads the documents.
	 * @param file the operator's file; empty for none
	 * @return the documents
	 * @throws StartupException if they cannot be read
	 */
	static TrustedDocuments read(String file) {
		Map<String, String> documents = new HashMap<>();
		try (InputStream builtIn = TrustedDocuments.class.getResourceAsStream(BUILT_IN)) {
			if (builtIn != null) {
				documents.putAll(read(builtIn));
			}
			if (!file.isBlank()) {
				try (InputStream operators = Files.newInputStream(Path.of(file))) {
					documents.putAll(read(operators));
				}
			}
		}
		catch (FileNotFoundException | NoSuchFileException ex) {
			throw refusal(file, "there is no such file", ex);
		}
		catch (IOException | JacksonException | IllegalArgumentException ex) {
			throw refusal(file, "it is neither a manifest nor an object of documents by id", ex);
		}
		return new TrustedDocuments(documents);
	}

	/**
	 * Adds the documents of web applications that this server serves.
	 * @param own the documents
	 * @return all documents
	 */
	TrustedDocuments and(OwnDocuments own) {
		Map<String, String> all = new HashMap<>(own.byId());
		all.putAll(this.byId);
		return new TrustedDocuments(all);
	}

	private static Map<String, String> read(InputStream json) {
		JsonNode root = JsonMapper.shared().readTree(json);
		Map<String, String> documents = new HashMap<>();
		if (root.path("operations").isArray()) {
			root.get("operations").forEach((one) -> documents.put(text(one.get("id")), text(one.get("body"))));
		}
		else {
			root.properties().forEach((one) -> documents.put(one.getKey(), text(one.getValue())));
		}
		if (documents.isEmpty()) {
			throw new IllegalArgumentException("No document");
		}
		return documents;
	}

	private static String text(@Nullable JsonNode node) {
		if (node == null || !node.isString()) {
			throw new IllegalArgumentException("Not a string");
		}
		return node.stringValue();
	}

	private static StartupException refusal(String file, String reason, Exception cause) {
		return new StartupException("the trusted documents in \"" + file + "\" cannot be read: " + reason,
				"Correct PLENUM_TRUSTED_DOCUMENTS, or leave it out.", cause);
	}

}
