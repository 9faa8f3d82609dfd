package dev.plenum.participant.pretix;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import dev.plenum.platform.outbound.Strangers;
import dev.plenum.platform.outbound.Strangers.Request;
import dev.plenum.platform.outbound.Strangers.Response;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * A server that answers as pretix does, with two orders on a page.
 */
final class FakePretix {

	static final String TOKEN = "s3cret-api-token";

	private static final int PAGE = 2;

	private final Map<String, Order> orders = new LinkedHashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final URI url;

	private volatile @Nullable Function<Request, Mono<Response>> instead;

	private volatile int moreThanThereAre;

	FakePretix() {
		this.url = Strangers.at((_) -> Mono.just(Response.of(404)));
		Strangers
			.at(under("items"),
					(request) -> answered(request, (_) -> page(
							List.of(Map.of("id", 1, "name", Map.of("en", "Student", "de", "Studentin"), "admission",
									true), Map.of("id", 2, "name", Map.of("en", "T-shirt"), "admission", false)),
							1, 0)));
		Strangers.at(under("orders"), (request) -> answered(request, this::orders));
	}

	String url() {
		return this.url.toString();
	}

	/**
	 * Places an order, or changes it.
	 */
	synchronized void order(String code, String status, String name) {
		this.orders.put(code, new Order(code, status, name, Instant.now()));
	}

	synchronized void forget(String code) {
		this.orders.remove(code);
	}

	/**
	 * Answers in another way.
	 * @param answer the answer; null to answer as usual
	 */
	void instead(@Nullable Function<Request, Mono<Response>> answer) {
		this.instead = answer;
	}

	/**
	 * Says that there are more orders than on the pages.
	 */
	void claimMore(int orders) {
		this.moreThanThereAre = orders;
	}

	/** The requests for orders, oldest first. */
	List<String> reads() {
		return reads("/orders/");
	}

	/** The requests for orders or products, oldest first. */
	List<String> reads(String resource) {
		return this.requests.stream().map(Request::uri).filter((uri) -> uri.contains(resource)).toList();
	}

	private URI under(String resource) {
		return URI.create(this.url + "/api/v1/organizers/acme/events/demo/" + resource + "/");
	}

	private Mono<Response> answered(Request request, Function<Request, Map<String, Object>> content) {
		this.requests.add(request);
		Function<Request, Mono<Response>> other = this.instead;
		if (other != null) {
			return other.apply(request);
		}
		return Mono.just(!("Token " + TOKEN).equals(request.headers().apply("authorization")) ? Response.of(401)
				: new Response(200, Map.of("X-Page-Generated", Instant.now().toString()),
						JsonMapper.shared()
							.writeValueAsString(content.apply(request))
							.getBytes(StandardCharsets.UTF_8)));
	}

	private synchronized Map<String, Object> orders(Request request) {
		var query = UriComponentsBuilder.fromUriString(request.uri()).build().getQueryParams();
		String since = query.getFirst("modified_since");
		return page(this.orders.values()
			.stream()
			.filter((order) -> since == null || !order.modified().isBefore(Instant.parse(since)))
			.map(Order::json)
			.toList(), Integer.parseInt(String.valueOf(query.getFirst("page"))), this.moreThanThereAre);
	}

	private static Map<String, Object> page(List<? extends Map<String, ?>> all, int number, int more) {
		int end = Math.min(all.size(), number * PAGE);
		Map<String, Object> page = new LinkedHashMap<>();
		page.put("count", all.size() + more);
		page.put("next", (end < all.size()) ? "https://elsewhere.invalid/?page=" + (number + 1) : null);
		page.put("results", all.subList(Math.min(end, (number - 1) * PAGE), end));
		return page;
	}

	private record Order(String code, String status, String name, Instant modified) {

		Map<String, Object> json() {
			return Map.of("code", this.code, "status", this.status, "email", this.code.toLowerCase() + "@example.org",
					"locale", "en", "positions", List.of(Map.of("positionid", 1, "item", 1, "attendee_name", this.name),
							Map.of("positionid", 2, "item", 2, "attendee_name", this.name)));
		}

	}

}
