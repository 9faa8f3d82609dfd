package dev.plenum.platform.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * GraphiQL, a page to try operations with. All its files are in the jar, so it works
 * without access to the internet.
 */
final class GraphiQl {

	/** Where the page is. */
	static final String PATH = "/graphiql";

	private static final String OURS = "/graphiql/";

	private static final String THEIRS = "/META-INF/resources/graphql-ui/";

	private static final Map<String, Resource> FILES = files();

	private GraphiQl() {
	}

	/**
	 * The routes of the page and of the files that it consists of.
	 * @return the routes
	 */
	static RouterFunction<ServerResponse> routes() {
		return RouterFunctions.resources((request) -> Mono.justOrEmpty(FILES.get(request.path())),
				(_, headers) -> headers.setCacheControl(CacheControl.maxAge(Duration.ZERO).cachePrivate()));
	}

	private static Map<String, Resource> files() {
		Map<String, Resource> files = new HashMap<>();
		files.put(PATH, file(OURS + "page.html"));
		for (String name : List.of("page.css", "page.js")) {
			files.put(PATH + '/' + name, file(OURS + name));
		}
		for (String name : List.of("react.production.min.js", "react-dom.production.min.js", "graphiql.min.js",
				"graphiql.min.css")) {
			files.put(PATH + '/' + name, file(THEIRS + name));
		}
		return Map.copyOf(files);
	}

	private static Resource file(String path) {
		return new ClassPathResource(path, GraphiQl.class);
	}

}
