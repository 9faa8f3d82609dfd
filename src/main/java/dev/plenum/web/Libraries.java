package dev.plenum.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The modules of lit in its jars, below {@code lib}, such as
 * {@code lib/lit/directives/repeat.js}. They are read when they are first requested: the
 * jars have no entries for folders, so their files cannot be listed.
 *
 * @param folders the folders in the jars by name, such as {@code lit}
 * @param known the modules that were read, by path
 */
record Libraries(Map<String, String> folders, Map<String, WebFile> known) {

	private static final Pattern FOLDER = Pattern
		.compile("/_static/(lit|lit-html|lit-element|reactive-element)/[^/]+/");

	private static final Pattern MODULE = Pattern.compile("lib/([a-z-]+)/((?:directives/)?[a-z-]+\\.js)");

	/**
	 * Finds the jars by their import maps.
	 * @return the modules
	 */
	static Libraries read() {
		Map<String, String> folders = new TreeMap<>();
		try {
			for (Resource map : new PathMatchingResourcePatternResolver()
				.getResources("classpath*:META-INF/importmap.json")) {
				JsonMapper.shared().readTree(map.getContentAsByteArray()).path("imports").forEach((address) -> {
					Matcher folder = FOLDER.matcher(address.asString());
					if (folder.matches()) {
						folders.put(folder.group(1), "/META-INF/resources" + address.asString());
					}
				});
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Libraries(Map.copyOf(folders), new ConcurrentHashMap<>());
	}

	/**
	 * Returns a module.
	 * @param path its path
	 * @return the module; empty if there is none
	 */
	Optional<WebFile> module(String path) {
		WebFile file = this.known.get(path);
		if (file != null) {
			return Optional.of(file);
		}
		Matcher module = MODULE.matcher(path);
		if (!module.matches() || !this.folders.containsKey(module.group(1))) {
			return Optional.empty();
		}
		Resource resource = new ClassPathResource(this.folders.get(module.group(1)) + module.group(2), Libraries.class);
		return resource.exists() ? Optional.of(this.known.computeIfAbsent(path, (_) -> read(resource)))
				: Optional.empty();
	}

	private static WebFile read(Resource resource) {
		try {
			return WebFile.of(WebFiles.SCRIPT, resource.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return new TreeMap<>(this.folders).toString();
	}

}
