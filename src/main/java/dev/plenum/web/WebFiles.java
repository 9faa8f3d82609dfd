package dev.plenum.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/**
 * The files of the web applications in memory, by paths such as {@code shared/client.js}:
 * those of {@code src/main/web}, those of lit below {@code lib}, and those made of the
 * first ones. These are the modules with the operations of each application, its messages
 * together with the shared ones, and below {@code joined} the modules that the build has
 * joined for delivery.
 */
final class WebFiles {

	private static final String OPERATIONS = "/operations/";

	private static final String MESSAGES = "/messages/";

	private static final String SHARED = "shared";

	private static final int SHORT = 16;

	/** The media type of JavaScript. */
	static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

	private static final Map<String, MediaType> TYPES = Map.of("js", SCRIPT, "css",
			new MediaType("text", "css", StandardCharsets.UTF_8), "json", MediaType.APPLICATION_JSON, "svg",
			new MediaType("image", "svg+xml"), "png", MediaType.IMAGE_PNG);

	private final Map<String, WebFile> files;

	private final Map<String, Operations> operations;

	private final String version;

	private final Libraries libraries;

	private WebFiles(Map<String, WebFile> files, Map<String, Operations> operations, Libraries libraries) {
		this.files = files;
		this.operations = operations;
		this.libraries = libraries;
		StringBuilder all = new StringBuilder(libraries.toString());
		files.forEach((path, file) -> all.append(path).append(file.tag()));
		this.version = Sha256.hex(all.toString()).substring(0, SHORT);
	}

	/**
	 * Reads the files from the class path.
	 * @return the files
	 */
	static WebFiles read() {
		Map<String, byte[]> sources = new TreeMap<>();
		find("classpath:/web/**/*.*", "/web/", sources::put);
		return of(sources, Libraries.read());
	}

	private static WebFiles of(Map<String, byte[]> sources, Libraries libraries) {
		Map<String, WebFile> files = new TreeMap<>();
		Map<String, Map<String, String>> graphQl = new TreeMap<>();
		sources.forEach((path, content) -> {
			int operations = path.indexOf(OPERATIONS);
			if (operations > 0) {
				graphQl.computeIfAbsent(path.substring(0, operations), (_) -> new TreeMap<>())
					.put(path.substring(operations + OPERATIONS.length()), text(content));
			}
			else if (path.contains(MESSAGES)) {
				files.put(path, file(path, messages(path, content, sources)));
			}
			else if (TYPES.containsKey(ending(path))) {
				files.put(path, file(path, content));
			}
		});
		Map<String, Operations> operations = new HashMap<>();
		graphQl.forEach((app, texts) -> {
			operations.put(app, Operations.of(texts));
			files.put(operationsOf(app), file("operations.js", operations.get(app).module()));
		});
		return new WebFiles(files, operations, libraries);
	}

	private static byte[] messages(String path, byte[] content, Map<String, byte[]> sources) {
		ObjectNode all = JsonMapper.shared().createObjectNode();
		byte[] shared = sources.get(SHARED + path.substring(path.indexOf(MESSAGES)));
		if (shared != null) {
			add(all, shared);
		}
		add(all, content);
		return JsonMapper.shared().writeValueAsBytes(all);
	}

	private static void add(ObjectNode all, byte[] messages) {
		JsonNode read = JsonMapper.shared().readTree(messages);
		read.properties().forEach((message) -> all.set(message.getKey(), message.getValue()));
	}

	private static WebFile file(String path, byte[] content) {
		return WebFile.of(TYPES.getOrDefault(ending(path), MediaType.APPLICATION_OCTET_STREAM), content);
	}

	private static String ending(String path) {
		return String.valueOf(StringUtils.getFilenameExtension(path));
	}

	private static String text(byte[] content) {
		return new String(content, StandardCharsets.UTF_8);
	}

	private static void find(String pattern, String folder, BiConsumer<String, byte[]> found) {
		try {
			for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
				String path = file.getURL().getPath();
				String name = path.substring(path.lastIndexOf(folder) + folder.length());
				found.accept(name, file.getContentAsByteArray());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns a file.
	 * @param path its path
	 * @return the file; empty if there is none
	 */
	Optional<WebFile> file(String path) {
		WebFile file = this.files.get(path);
		return (file != null) ? Optional.of(file) : this.libraries.module(path);
	}

	/**
	 * Returns the text of a file.
	 * @param path its path
	 * @return the text; empty if there is no such file
	 */
	Optional<String> text(String path) {
		return file(path).map(WebFile::content).map(WebFiles::text);
	}

	/**
	 * The style sheets of an application: first the shared ones, then those in its folder
	 * in alphabetical order.
	 * @param app the name of the application
	 * @return their paths
	 */
	List<String> styles(String app) {
		return Stream.of(SHARED, app)
			.flatMap((folder) -> this.files.keySet()
				.stream()
				.filter((path) -> path.startsWith(folder + "/") && path.endsWith(".css")))
			.toList();
	}

	/**
	 * The texts of an application, together with the shared ones.
	 * @param app the name of the application
	 * @param languages the languages
	 * @return the texts by language, as JSON
	 */
	Map<String, String> messages(String app, List<String> languages) {
		return languages.stream()
			.collect(Collectors.toMap(Function.identity(),
					(language) -> text(app + MESSAGES + language + ".json").orElseThrow()));
	}

	/**
	 * The documents with the operations of all applications, by their SHA-256 hash in
	 * hexadecimal.
	 */
	Map<String, String> documents() {
		Map<String, String> documents = new HashMap<>();
		this.operations.values().forEach((operations) -> documents.putAll(operations.byId()));
		return documents;
	}

	/**
	 * Returns the id of an operation of an application.
	 * @param app the name of the application
	 * @param name the name of the operation
	 * @return its id; empty if there is no such operation
	 */
	Optional<String> operationId(String app, String name) {
		return Optional.ofNullable(this.operations.get(app))
			.map((operations) -> operations.byName().get(name))
			.map(Operations.Operation::id);
	}

	/**
	 * The path of the module with the operations of an application.
	 */
	static String operationsOf(String app) {
		return app + "/operations.js";
	}

	/**
	 * A text that differs from the one of every other state of the files.
	 */
	String version() {
		return this.version;
	}

}
