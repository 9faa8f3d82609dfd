package dev.plenum.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.plenum.platform.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/**
 * The page of a web application, into which the application draws its views.
 *
 * @param html the page
 * @param policy its content security policy
 */
record Shell(String html, String policy) {

	/**
	 * The first use of dates takes a phone a tenth of a second, which is spent while the
	 * files are on their way.
	 */
	private static final String PREPARATION = "new Intl.DateTimeFormat(document.documentElement.lang)";

	private static final String POLICY = "default-src 'none'; script-src 'self'%s; style-src 'self'; "
			+ "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'%s; manifest-src 'self'; "
			+ "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
			+ "require-trusted-types-for 'script'; trusted-types lit-html plenum";

	/**
	 * Creates a page.
	 * @param facts what the page is about
	 * @param build the files of its application
	 * @return the page
	 */
	static Shell of(Facts facts, AppBuild build) {
		String files = facts.base() + "/web/" + build.version() + "/";
		String importMap = importMap(files);
		StringBuilder head = new StringBuilder();
		facts.address(build.firstQuery())
			.ifPresent((address) -> head.append("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"")
				.append(HtmlUtils.htmlEscape(address, "UTF-8"))
				.append("\">\n"));
		head.append("<link rel=\"icon\" href=\"").append(files).append("shared/icon.svg\" type=\"image/svg+xml\">\n");
		if (facts.slug() != null) {
			head.append("<link rel=\"manifest\" href=\"").append(facts.scope()).append("manifest.webmanifest\">\n");
			head.append("<link rel=\"apple-touch-icon\" href=\"").append(files).append("shared/icon-180.png\">\n");
		}
		build.styles()
			.forEach((style) -> head.append("<link rel=\"stylesheet\" href=\"")
				.append(files)
				.append(style)
				.append("\">\n"));
		head.append("<script type=\"importmap\">").append(importMap).append("</script>\n");
		build.needed()
			.forEach((module) -> head.append("<link rel=\"modulepreload\" href=\"")
				.append(files)
				.append(module)
				.append("\">\n"));
		head.append("<script>").append(PREPARATION).append("</script>\n");
		String html = """
				<!doctype html>
				<html lang="%s">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
				<title>%s</title>
				<meta name="color-scheme" content="light dark">
				<meta name="theme-color" content="%s">
				<meta name="mobile-web-app-capable" content="yes">
				%s<script type="application/json" id="page">%s</script>
				<script type="application/json" id="messages">%s</script>
				<script type="module" src="%s"></script>
				</head>
				<body>
				<pl-%s></pl-%s>
				<noscript>Plenum needs JavaScript.</noscript>
				</body>
				</html>
				""".formatted(facts.lang(), HtmlUtils.htmlEscape(facts.title(), "UTF-8"), build.color(), head,
				facts.json(files), embedded(build.messages().getOrDefault(facts.lang(), "{}")), files + build.entry(),
				build.app(), build.app());
		return new Shell(html, policy(importMap, facts.issuer()));
	}

	/**
	 * The policy of a service worker.
	 * @param issuer the issuer; null in local mode
	 * @return the policy
	 */
	static String policyOfWorker(@Nullable Issuer issuer) {
		return POLICY.formatted("", (issuer != null) ? " " + issuer.origin() : "");
	}

	private static String policy(String importMap, @Nullable Issuer issuer) {
		return POLICY.formatted(hash(importMap) + hash(PREPARATION), (issuer != null) ? " " + issuer.origin() : "");
	}

	private static String hash(String script) {
		return " 'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(script.getBytes(StandardCharsets.UTF_8)))
				+ "'";
	}

	private static String embedded(String json) {
		return json.replace("<", "\\u003c");
	}

	private static String importMap(String files) {
		Map<String, String> imports = new LinkedHashMap<>();
		ModuleGraph.BARE.forEach((name, path) -> imports.put(name, files + path));
		return JsonMapper.shared().writeValueAsString(Map.of("imports", imports));
	}

	/**
	 * The issuer at which people sign in.
	 *
	 * @param uri its name
	 * @param clientId the id of the web applications
	 * @param scope the scopes that they request
	 */
	record Issuer(String uri, String clientId, String scope) {

		String origin() {
			return this.uri.replaceFirst("^(https?://[^/]+).*$", "$1");
		}

	}

	/**
	 * What a page is about.
	 *
	 * @param slug the slug in the address; null on the list of events
	 * @param eventId the id of the event, which may not exist; null on the list of events
	 * @param title the title of the page
	 * @param app the name of the application
	 * @param base the path of this server, without a slash at its end
	 * @param lang the language of the page
	 * @param issuer the issuer; null in local mode
	 * @param languages the languages of the event, beginning with its own; empty if there
	 * is no event
	 */
	record Facts(@Nullable String slug, @Nullable String eventId, String title, String app, String base, String lang,
			@Nullable Issuer issuer, List<String> languages) {

		/**
		 * The same page in another language.
		 */
		Facts in(String language) {
			return new Facts(this.slug, this.eventId, this.title, this.app, this.base, language, this.issuer,
					this.languages);
		}

		/**
		 * The path of the application, with a slash at its end.
		 */
		String scope() {
			return this.base + "/e/" + this.slug + "/" + this.app + "/";
		}

		/**
		 * The address from which the application requests a query on its event, exactly
		 * as {@code shared/transport.js} writes it.
		 * @param query the id of the query; null if the application requests none
		 */
		Optional<String> address(@Nullable String query) {
			Map<String, String> variables = (this.slug != null) ? Map.of("slug", this.slug) : Map.of();
			return Optional.ofNullable(query)
				.map((id) -> this.base + "/graphql?documentId=" + id + "&variables="
						+ UriUtils.encode(JsonMapper.shared().writeValueAsString(variables), StandardCharsets.UTF_8));
		}

		String json(String files) {
			Map<String, @Nullable Object> page = new LinkedHashMap<>();
			page.put("slug", this.slug);
			page.put("eventId", this.eventId);
			page.put("title", this.title);
			page.put("app", this.app);
			page.put("base", this.base);
			page.put("files", files);
			page.put("lang", this.lang);
			page.put("local", this.issuer == null);
			page.put("issuer", this.issuer);
			page.put("languages", this.languages);
			return embedded(JsonMapper.shared().writeValueAsString(page));
		}

	}

	/**
	 * The files of an application.
	 *
	 * @param app the name of the application
	 * @param color the colour of the frame around it
	 * @param version the version of all files
	 * @param entry the module that draws the application
	 * @param needed the modules that must be loaded before the first view
	 * @param reachable all modules that the application can load
	 * @param styles the style sheets
	 * @param messages the texts of the application by language, as JSON
	 * @param firstQuery the id of the query that the first view sends without a token;
	 * null if there is none
	 */
	record AppBuild(String app, String color, String version, String entry, List<String> needed, List<String> reachable,
			List<String> styles, Map<String, String> messages, @Nullable String firstQuery) {

		/**
		 * All files that the application needs without a network.
		 */
		List<String> files() {
			List<String> files = new ArrayList<>(this.reachable);
			files.addAll(this.styles);
			List.of("en", "fi", "sv").forEach((lang) -> files.add(this.app + "/messages/" + lang + ".json"));
			files.add("shared/icon.svg");
			return files;
		}

	}

}
