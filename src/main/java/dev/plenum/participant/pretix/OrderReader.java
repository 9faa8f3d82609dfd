package dev.plenum.participant.pretix;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

import dev.plenum.participant.Roll;
import dev.plenum.participant.file.FileRefused;
import dev.plenum.participant.file.RollFile;
import dev.plenum.platform.outbound.Outbound;
import dev.plenum.platform.outbound.OutboundRequest;
import dev.plenum.platform.outbound.OutboundResult;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Reads the orders of an event page by page from the REST API of pretix. Only numbers of
 * pages are taken from its answers and no addresses, so that the token is sent nowhere
 * else.
 */
@Component
class OrderReader {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final DataSize LARGEST_PAGE = DataSize.ofMegabytes(8);

	/** 50 orders or products are on a page. */
	private static final int MOST_PAGES = 500;

	/**
	 * What pretix wrote this long ago is read again: it may have become visible later.
	 */
	private static final Duration OVERLAP = Duration.ofMinutes(2);

	private final Outbound outbound;

	private final SourceSecrets secrets;

	private final SourceSettings settings;

	OrderReader(Outbound outbound, SourceSecrets secrets, SourceSettings settings) {
		this.outbound = outbound;
		this.secrets = secrets;
		this.settings = settings;
	}

	/**
	 * Reads orders, and the products if there are orders.
	 * @param source the source
	 * @param complete whether to read all orders, and not only those that have changed
	 * @return the participants; the error {@link ReadFault} if they cannot be read
	 */
	Mono<OrderList> read(SourceDocument source, boolean complete) {
		Instant since = complete ? null : source.readUntil();
		String query = "testmode=false&include_canceled_positions=true&ordering=datetime"
				+ ((since != null) ? "&modified_since=" + since.minus(OVERLAP) : "");
		Mono<ArrayNode> items = pages(source, "items", "ordering=id")
			.reduce(JSON.createArrayNode(), (all, page) -> all.addAll(page.results()))
			.cache();
		OrderList orders = new OrderList(complete);
		return pages(source, "orders", query)
			.concatMap((page) -> (page.results().isEmpty() ? Mono.just(JSON.createArrayNode()) : items)
				.doOnNext((known) -> orders.plus(page, rolled(known, page))), 1)
			.then(Mono.fromSupplier(() -> orders))
			.doOnNext(OrderList::requireConsistent);
	}

	private Flux<Page> pages(SourceDocument source, String resource, String query) {
		return page(source, resource, query, 1)
			.expand((page) -> page.isLast() ? Mono.empty() : page(source, resource, query, page.number() + 1));
	}

	private Mono<Page> page(SourceDocument source, String resource, String query, int number) {
		if (number > MOST_PAGES) {
			return Mono.error(() -> new ReadFault(ReadOutcome.TOO_LARGE));
		}
		OutboundRequest request = OutboundRequest
			.get(URI.create("%s/api/v1/organizers/%s/events/%s/%s/?%s&page=%d".formatted(source.url(),
					source.organizerSlug(), source.eventSlug(), resource, query, number)))
			.header(HttpHeaders.AUTHORIZATION, "Token " + this.secrets.opened(source))
			.header(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		return this.outbound.download(request, LARGEST_PAGE, this.settings.pageTimeout(),
				(result, file) -> Mono.fromCallable(() -> page(number, result, file)));
	}

	private static Page page(int number, OutboundResult result, Path file) throws Exception {
		return switch (result) {
			case OutboundResult.Failed failed -> throw new ReadFault(ReadOutcome.of(failed.reason()));
			case OutboundResult.Answered answer when answer.status() != HttpStatus.OK.value() ->
				throw new ReadFault(ReadOutcome.of(answer.status()), answer.status(), null, answer.retryAfter());
			case OutboundResult.Answered answer ->
				new Page(number, parsed(Files.readAllBytes(file)), answer.headers().getFirst("X-Page-Generated"));
		};
	}

	private static JsonNode parsed(byte[] body) {
		try {
			JsonNode json = JSON.readTree(body);
			if (json.path("results").isArray()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			throw new ReadFault(ReadOutcome.INVALID_RESPONSE);
		}
		throw new ReadFault(ReadOutcome.INVALID_RESPONSE);
	}

	private static Roll rolled(ArrayNode items, Page page) {
		try {
			return RollFile.of(items, page.results());
		}
		catch (FileRefused ex) {
			throw new ReadFault(ReadOutcome.INVALID_ORDERS, null, ex.getMessage(), Duration.ZERO);
		}
	}

	/**
	 * A page of the REST API.
	 *
	 * @param number its number; the first one is 1
	 * @param json its content
	 * @param generated when pretix read what is on it; null if it did not say so
	 */
	record Page(int number, JsonNode json, @Nullable String generated) {

		ArrayNode results() {
			return (ArrayNode) this.json.path("results");
		}

		boolean isLast() {
			return this.json.path("next").isNull() || this.json.path("next").isMissingNode();
		}

		int count() {
			return this.json.path("count").asInt(-1);
		}

		@Nullable Instant generatedAt() {
			try {
				return (this.generated != null) ? Instant.parse(this.generated) : null;
			}
			catch (DateTimeParseException ex) {
				return null;
			}
		}

	}

}
