package dev.plenum.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules that a module imports, directly and indirectly.
 */
final class ModuleGraph {

	/** What bare imports lead to. The keys are those of an import map. */
	static final Map<String, String> BARE = bare();

	private static final Pattern STATIC = Pattern
		.compile("(?:^|[\\s;}])(?:import|export)\\s*(?:[\\w*\\s{},$]+?\\s*from\\s*)?[\"']([^\"'\\n]+)[\"']");

	private static final Pattern DYNAMIC = Pattern.compile("\\bimport\\s*\\(\\s*[\"']([^\"'\\n]+)[\"']\\s*\\)");

	private final WebFiles files;

	ModuleGraph(WebFiles files) {
		this.files = files;
	}

	/**
	 * Returns the modules that a module needs before it runs.
	 * @param entry the path of the module
	 * @return the paths of the module and of all modules that it imports statically
	 */
	Set<String> needed(String entry) {
		return closure(entry, List.of(STATIC));
	}

	/**
	 * Returns the modules that a module can ever load.
	 * @param entry the path of the module
	 * @return the paths of the module and of all modules that it imports
	 */
	Set<String> reachable(String entry) {
		return closure(entry, List.of(STATIC, DYNAMIC));
	}

	private Set<String> closure(String entry, List<Pattern> imports) {
		Set<String> found = new LinkedHashSet<>();
		List<String> open = new ArrayList<>(List.of(entry));
		while (!open.isEmpty()) {
			String path = open.removeFirst();
			String source = this.files.text(path).orElse(null);
			if (source != null && found.add(path)) {
				imports.forEach((pattern) -> pattern.matcher(source)
					.results()
					.forEach((match) -> open.add(resolve(path, match.group(1)))));
			}
		}
		return found;
	}

	private static String resolve(String importer, String name) {
		if (!name.startsWith(".")) {
			return BARE.entrySet()
				.stream()
				.filter((one) -> name.equals(one.getKey())
						|| (one.getKey().endsWith("/") && name.startsWith(one.getKey())))
				.findFirst()
				.map((one) -> one.getValue() + name.substring(one.getKey().length()))
				.orElse(name);
		}
		String path = importer.substring(0, importer.lastIndexOf('/') + 1) + name;
		path = path.replace("/./", "/");
		Matcher up = Pattern.compile("[^/]+/\\.\\./").matcher(path);
		while (up.find()) {
			path = up.replaceFirst("");
			up.reset(path);
		}
		return path;
	}

	private static Map<String, String> bare() {
		Map<String, String> bare = new LinkedHashMap<>();
		bare.put("shared/", "shared/");
		bare.put("lit", "lib/lit/index.js");
		bare.put("lit/", "lib/lit/");
		bare.put("lit-html", "lib/lit-html/lit-html.js");
		bare.put("lit-html/", "lib/lit-html/");
		bare.put("lit-element/", "lib/lit-element/");
		bare.put("@lit/reactive-element", "lib/reactive-element/reactive-element.js");
		bare.put("@lit/reactive-element/", "lib/reactive-element/");
		return bare;
	}

}
