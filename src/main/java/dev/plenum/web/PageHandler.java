package dev.plenum.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.language.Languages;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.ClientAddresses;
import dev.plenum.programme.Event;
import dev.plenum.programme.EventAccess;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers requests for the pages of the web applications and for their files. A page does
 * not depend on who requests it.
 */
final class PageHandler {

	private static final List<String> LANGUAGES = List.of("en", "sv", "fi");

	private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,100}");

	private static final CacheControl FOREVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final String POLICY = "Content-Security-Policy";

	/** What the first view of some applications asks for without a token. */
	private static final Map<String, String> FIRST_QUERIES = Map.of("app", "Programme", "start", "Events");

	private final EventAccess access;

	private final WebFiles files;

	private final Shell.@Nullable Issuer issuer;

	private final Map<String, Shell.AppBuild> builds = new ConcurrentHashMap<>();

	PageHandler(EventAccess access, WebFiles files, Shell.@Nullable Issuer issuer) {
		this.access = access;
		this.files = files;
		this.issuer = issuer;
	}

	Mono<ServerResponse> events(ServerRequest request) {
		String base = ClientAddresses.prefix(request.exchange());
		return page(request, HttpStatus.OK,
				new Shell.Facts(null, null, "Plenum", "start", base, language(request), this.issuer, List.of()));
	}

	Mono<ServerResponse> attendees(ServerRequest request) {
		return moved(request, request.pathVariable("slug"), App.APP.path());
	}

	Mono<ServerResponse> withSlash(ServerRequest request) {
		return App.named(request.pathVariable("app"))
			.map((app) -> moved(request, request.pathVariable("slug"), app.path()))
			.orElseGet(() -> ServerResponse.notFound().build());
	}

	private Mono<ServerResponse> moved(ServerRequest request, String slug, String app) {
		if (!SLUG.matcher(slug).matches()) {
			return ServerResponse.notFound().build();
		}
		String query = request.uri().getRawQuery();
		return ServerResponse.status(HttpStatus.FOUND)
			.location(URI.create(ClientAddresses.prefix(request.exchange()) + "/e/" + slug + "/" + app + "/"
					+ ((query != null) ? "?" + query : "")))
			.build();
	}

	Mono<ServerResponse> page(ServerRequest request) {
		return about(request,
				(about) -> page(request,
						(about.event() != null || !about.app().isForEverybody()) ? HttpStatus.OK : HttpStatus.NOT_FOUND,
						about.facts()));
	}

	/** Answers the accessibility statement of an event's applications. */
	Mono<ServerResponse> statement(ServerRequest request) {
		return about(request, App.APP, (about) -> {
			Shell.Facts facts = request.queryParam("lang")
				.filter(LANGUAGES::contains)
				.map(about.facts()::in)
				.orElse(about.facts());
			String files = facts.base() + "/web/" + this.files.version() + "/";
			return html(request, HttpStatus.OK,
					Statement.page(facts, (about.event() != null) ? about.event().organisers() : List.of(), files,
							this.files.styles("statement")),
					Statement.POLICY);
		});
	}

	private Mono<ServerResponse> page(ServerRequest request, HttpStatus status, Shell.Facts facts) {
		Shell shell = Shell.of(facts, build(facts.app()));
		return html(request, status, shell.html(), shell.policy());
	}

	private static Mono<ServerResponse> html(ServerRequest request, HttpStatus status, String html, String policy) {
		WebFile file = WebFile.of(HTML, html.getBytes(StandardCharsets.UTF_8));
		// Also for status 304, whose headers replace those that the browser has.
		request.exchange().getResponse().getHeaders().set(POLICY, policy);
		return (status == HttpStatus.OK ? request.checkNotModified(file.tag()) : Mono.<ServerResponse>empty())
			.switchIfEmpty(Mono.defer(() -> file.content(request,
					ServerResponse.status(status)
						.cacheControl(CacheControl.noCache())
						.varyBy(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.ACCEPT_ENCODING)
						.header("Cross-Origin-Opener-Policy", "same-origin"))));
	}

	Mono<ServerResponse> manifest(ServerRequest request) {
		return about(request, (about) -> {
			String files = about.facts().base() + "/web/" + this.files.version() + "/shared/";
			Map<String, Object> manifest = new LinkedHashMap<>();
			manifest.put("id", about.facts().scope());
			manifest.put("start_url", about.facts().scope());
			manifest.put("scope", about.facts().scope());
			manifest.put("name", about.facts().title());
			manifest.put("short_name", about.facts().title());
			manifest.put("lang", about.facts().lang());
			manifest.put("display", about.app().display());
			manifest.put("theme_color", about.app().color());
			manifest.put("background_color", "#ffffff");
			manifest.put("icons",
					List.of(new Icon(files + "icon.svg", "any", "image/svg+xml", "any"),
							new Icon(files + "icon-192.png", "192x192", "image/png", "any"),
							new Icon(files + "icon-512.png", "512x512", "image/png", "any"),
							new Icon(files + "icon-512.png", "512x512", "image/png", "maskable")));
			return WebFile
				.of(new MediaType("application", "manifest+json"), JsonMapper.shared().writeValueAsBytes(manifest))
				.answer(request, CacheControl.noCache());
		});
	}

	/**
	 * The service worker of an application: the shared one, which begins with the version
	 * and the files of the application.
	 */
	Mono<ServerResponse> serviceWorker(ServerRequest request) {
		return about(request, (about) -> {
			String files = about.facts().base() + "/web/" + this.files.version() + "/";
			String app = JsonMapper.shared()
				.writeValueAsString(new Worker(this.files.version(), about.facts().base(), about.facts().scope(),
						build(about.app().path()).files().stream().map((file) -> files + file).toList()));
			request.exchange().getResponse().getHeaders().set(POLICY, Shell.policyOfWorker(this.issuer));
			String script = "const app = " + app + ";\n" + this.files.text("shared/service-worker.js").orElseThrow();
			return WebFile.of(WebFiles.SCRIPT, script.getBytes(StandardCharsets.UTF_8))
				.answer(request, CacheControl.noCache());
		});
	}

	Mono<ServerResponse> file(ServerRequest request) {
		CacheControl cache = request.pathVariable("version").equals(this.files.version()) ? FOREVER
				: CacheControl.noStore();
		return this.files.file(request.pathVariable("file").replaceFirst("^/", ""))
			.map((file) -> file.answer(request, cache))
			.orElseGet(() -> ServerResponse.notFound().build());
	}

	private Mono<ServerResponse> about(ServerRequest request, Function<About, Mono<ServerResponse>> answer) {
		return App.named(request.pathVariable("app"))
			.map((app) -> about(request, app, answer))
			.orElseGet(() -> ServerResponse.notFound().build());
	}

	private Mono<ServerResponse> about(ServerRequest request, App app, Function<About, Mono<ServerResponse>> answer) {
		String slug = request.pathVariable("slug");
		if (!SLUG.matcher(slug).matches()) {
			return ServerResponse.notFound().build();
		}
		return this.access.visibleEventBySlug(slug, Caller.ANONYMOUS)
			.map(Programme::event)
			.map(Optional::of)
			.defaultIfEmpty(Optional.empty())
			.flatMap((event) -> answer.apply(about(request, slug, app, event.orElse(null))));
	}

	private About about(ServerRequest request, String slug, App app, @Nullable Event event) {
		String title = (event != null) ? event.name().in(Languages.of(request.headers().asHttpHeaders()).ranges())
				: "Plenum";
		return new About(app, event,
				new Shell.Facts(slug, (event != null) ? event.id() : Ids.event(slug), title, app.path(),
						ClientAddresses.prefix(request.exchange()), language(request), this.issuer,
						(event != null) ? event.languages().stream().map(Locale::toLanguageTag).toList() : List.of()));
	}

	private static String language(ServerRequest request) {
		return Languages.of(request.headers().asHttpHeaders()).among(LANGUAGES);
	}

	private Shell.AppBuild build(String app) {
		return this.builds.computeIfAbsent(app, (_) -> {
			String source = app + "/main.js";
			String joined = "joined/" + source;
			String entry = this.files.file(joined).isPresent() ? joined : source;
			ModuleGraph modules = new ModuleGraph(this.files);
			return new Shell.AppBuild(app, App.named(app).orElse(App.APP).color(), this.files.version(), entry,
					withOperations(app, modules.needed(entry)), withOperations(app, modules.reachable(entry)),
					this.files.styles(app), this.files.messages(app, LANGUAGES),
					Optional.ofNullable(FIRST_QUERIES.get(app))
						.flatMap((query) -> this.files.operationId(app, query))
						.orElse(null));
		});
	}

	/**
	 * Adds the module with the operations, which joined modules import by an address that
	 * they compute.
	 */
	private static List<String> withOperations(String app, Set<String> modules) {
		Set<String> all = new LinkedHashSet<>(modules);
		all.add(WebFiles.operationsOf(app));
		return List.copyOf(all);
	}

	/**
	 * What a service worker knows about its application. Every server writes it in the
	 * same order: a browser installs a service worker again if a byte differs.
	 */
	private record Worker(String version, String base, String scope, List<String> files) {
	}

	private record Icon(String src, String sizes, String type, String purpose) {
	}

	/**
	 * What a request is about.
	 *
	 * @param app the application
	 * @param event the event; null if there is none that everybody can see
	 * @param facts the facts of its page
	 */
	private record About(App app, @Nullable Event event, Shell.Facts facts) {
	}

}
