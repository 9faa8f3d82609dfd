package dev.plenum.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import dev.plenum.platform.Present;
import dev.plenum.platform.broadcast.Channels;
import dev.plenum.platform.connection.Uploads;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.FromMemory;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.language.Languages;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Live;
import dev.plenum.platform.operation.OperationConfiguration;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.security.NoLinkedAccounts;
import dev.plenum.platform.traffic.Rates;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.reactive.GraphQlWebFluxAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The transports over a schema of their own. {@link TestComponent} keeps all of it out of
 * the component scan of the real application; {@code TestConfiguration} would do so too,
 * but add the real application to it.
 */
@TestComponent
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = GraphQlWebFluxAutoConfiguration.class)
@ComponentScan(
		basePackageClasses = { WebSettings.class, OperationConfiguration.class, Problem.class, Channels.class,
				Rates.class, Uploads.class },
		excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.TransportTestApplication.*"))
@ComponentScan(basePackageClasses = Caller.class, useDefaultFilters = false,
		includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = WebGraphQlInterceptor.class))
@Import({ TransportTestApplication.Root.class, TransportTestApplication.Parts.class, NoLinkedAccounts.class })
class TransportTestApplication {

	/** Tokens that have expired. */
	static final Set<String> EXPIRED = ConcurrentHashMap.newKeySet();

	/**
	 * Takes the tokens {@code attendee}, {@code administrator}, {@code down} and
	 * {@code for-PT3S}.
	 */
	@Bean
	static ReactiveAuthenticationManager authenticationManager() {
		return (authentication) -> Mono
			.fromSupplier(() -> authenticate(((BearerTokenAuthenticationToken) authentication).getToken()));
	}

	@Bean
	static InstantSource clock() {
		return InstantSource.system();
	}

	@Bean
	static WebGraphQlInterceptor failing() {
		return (request, chain) -> switch (String.valueOf(request.getHeaders().getFirst("X-Fail"))) {
			case "bug" -> throw new IllegalStateException("secret");
			case "limit" -> Mono.error(() -> Problem.of(ErrorCode.RATE_LIMITED, "Wait a second."));
			default -> chain.next(request);
		};
	}

	/**
	 * Receives files of callers with a token, and answers with their size.
	 */
	@Bean
	static RouterFunction<ServerResponse> files(Uploads uploads, HttpRefusals refusals) {
		return RouterFunctions.route()
			.PUT("/files",
					(request) -> Caller.ofRequest()
						.doOnNext(Caller::requireSubject)
						.flatMap((_) -> uploads.receive(request, DataSize.ofMegabytes(1),
								(content) -> content.reduce(0, (size, part) -> {
									int more = part.readableByteCount();
									DataBufferUtils.release(part);
									return size + more;
								})))
						.flatMap((size) -> ServerResponse.ok().bodyValue(String.valueOf(size)))
						.onErrorResume(refusals::answer))
			.build();
	}

	private static Authentication authenticate(String token) {
		return switch (token) {
			case "attendee" -> jwt("attendee-1", Duration.ofHours(1), "SCOPE_plenum");
			case "administrator" -> jwt("admin-1", Duration.ofHours(1), "SCOPE_plenum:admin");
			case "down" -> throw new AuthenticationServiceException("The issuer does not answer");
			default -> {
				if (token.startsWith("as-") && !EXPIRED.contains(token)) {
					yield jwt(token.substring(3), Duration.ofHours(1), "SCOPE_plenum");
				}
				if (token.startsWith("for-")) {
					yield jwt("attendee-2", Duration.parse(token.substring(4)), "SCOPE_plenum");
				}
				throw new InvalidBearerTokenException("Signed by nobody known");
			}
		};
	}

	private static Authentication jwt(String subject, Duration validity, String authority) {
		Instant now = Instant.now();
		Jwt jwt = Jwt.withTokenValue("t")
			.header("alg", "none")
			.subject(subject)
			.claim("name", "Name of " + subject)
			.issuedAt(now.minusSeconds(60))
			.expiresAt(now.plus(validity))
			.build();
		return new JwtAuthenticationToken(jwt, AuthorityUtils.createAuthorityList(authority));
	}

	@Bean
	static SecurityWebFilterChain security(ServerHttpSecurity http, ReactiveAuthenticationManager manager) {
		return http.authorizeExchange((exchange) -> exchange.anyExchange().permitAll())
			.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.authenticationManager(manager)))
			.build();
	}

	enum Fault {

		PROBLEM(Problem.of(ErrorCode.CONFLICT, "Somebody was first.")),

		PROBLEM_WITH_PATH(Problem.badInput("Ends before it starts.", "input", "edits", 0, "endsAt")),

		AUTHENTICATION(new BadCredentialsException("secret")),

		ISSUER(new AuthenticationServiceException("secret")),

		ACCESS(new AccessDeniedException("secret")),

		MONGO(new MongoTimeoutException("secret")),

		MONGO_SOCKET(new MongoSocketReadException("secret", new ServerAddress())),

		WRAPPED_MONGO(new IllegalStateException("secret", new MongoTimeoutException("secret"))),

		BUG(new IllegalStateException("secret"));

		private final RuntimeException exception;

		Fault(RuntimeException exception) {
			this.exception = exception;
		}

	}

	record EchoInput(String text, @Nullable List<EchoStep> steps) {
	}

	record EchoStep(LocalDate day) {
	}

	record Slowed(int index) {
	}

	record Counted(String key) {
	}

	record Outlasted(CountDownLatch cancelled) {
	}

	@Controller
	static class Root {

		static final AtomicInteger OPEN = new AtomicInteger();

		static final AtomicInteger FLOODED = new AtomicInteger();

		static final AtomicInteger MADE = new AtomicInteger();

		static final AtomicInteger OUTLASTED = new AtomicInteger();

		static final Live<String> SHELF = new Live<>(Mono.just("first"));

		private final AtomicInteger raised = new AtomicInteger();

		@QueryMapping
		String greeting(@Argument String name) {
			return "Hello " + name;
		}

		@QueryMapping
		String echo(@Argument EchoInput input) {
			return input.text();
		}

		@QueryMapping
		Translated translated() {
			return new Translated(new Text(Map.of("sv", "en text")));
		}

		@QueryMapping
		int twice(@Argument int number) {
			return 2 * number;
		}

		@QueryMapping
		Mono<String> fault(@Argument Fault kind) {
			return Mono.error(kind.exception);
		}

		@QueryMapping
		@Nullable String nothing() {
			return null;
		}

		@QueryMapping
		Caller caller(@ContextValue Caller caller) {
			return caller;
		}

		@QueryMapping
		List<String> languages(@ContextValue Languages languages) {
			return languages.ranges().stream().map((range) -> range.getRange()).toList();
		}

		@FromMemory
		@QueryMapping
		Mono<String> kept() {
			return SHELF.get().map((snapshot) -> snapshot + " " + MADE.incrementAndGet());
		}

		@FromMemory
		@QueryMapping
		String keptForCaller(@ContextValue Caller caller) {
			return caller.subject() + " " + MADE.incrementAndGet();
		}

		@FromMemory(forCallers = false)
		@QueryMapping
		String keptForNobody() {
			return "nobody " + MADE.incrementAndGet();
		}

		@FromMemory
		@QueryMapping
		String keptBriefly(@ContextValue Present present) {
			return "at " + present.instant().toEpochMilli() + " " + MADE.incrementAndGet();
		}

		@QueryMapping("long")
		String longText(@Argument int kilobytes) {
			return "0123456789abcdef".repeat(64 * kilobytes);
		}

		@FromMemory
		@QueryMapping
		String keptLong(@Argument int kilobytes) {
			return longText(kilobytes);
		}

		@QueryMapping
		int made() {
			return MADE.incrementAndGet();
		}

		@QueryMapping
		Mono<Integer> hanging() {
			return Mono.never();
		}

		@MutationMapping
		boolean redeem(@Argument String code) {
			return code.equals("good");
		}

		@MutationMapping
		int raise() {
			return this.raised.incrementAndGet();
		}

		@SubscriptionMapping
		Flux<Integer> numbers(@Argument int count) {
			return Flux.range(0, count);
		}

		@SubscriptionMapping
		Flux<Integer> never() {
			return Flux.<Integer>never().doOnSubscribe((_) -> OPEN.incrementAndGet()).doOnCancel(OPEN::decrementAndGet);
		}

		@SubscriptionMapping
		Flux<Integer> endless(@Argument int millis) {
			return Flux.interval(Duration.ofMillis(millis)).onBackpressureDrop().map(Long::intValue);
		}

		@SubscriptionMapping
		Flux<Slowed> slowed(@Argument int count) {
			return Flux.range(0, count).map(Slowed::new);
		}

		@SubscriptionMapping
		Flux<Counted> counted(@Argument int count) {
			return Flux.range(0, count).map((_) -> new Counted("same"));
		}

		@SubscriptionMapping
		Flux<Integer> faultAtOnce(@Argument Fault kind) {
			throw kind.exception;
		}

		@SubscriptionMapping
		Flux<Integer> faultAfter(@Argument int count, @Argument Fault kind) {
			return Flux.range(0, count).concatWith(Mono.error(kind.exception));
		}

		@SubscriptionMapping
		Flux<Counted> faultInside(@Argument int count, @Argument Fault kind) {
			return Flux.range(0, count).map((_) -> new Counted(kind.name()));
		}

		/**
		 * One event, whose execution begins before the subscription is cancelled and ends
		 * afterwards.
		 */
		@SubscriptionMapping
		Flux<Outlasted> outlasted() {
			return Flux.defer(() -> {
				CountDownLatch cancelled = new CountDownLatch(1);
				return Mono.just(new Outlasted(cancelled))
					.delayElement(Duration.ofMillis(1))
					.concatWith(Mono.never())
					.doOnCancel(cancelled::countDown);
			});
		}

		@SubscriptionMapping
		Flux<String> flood() {
			return Flux.generate(() -> 0, (i, sink) -> {
				FLOODED.incrementAndGet();
				sink.next("x".repeat(10_000));
				return i + 1;
			});
		}

		@SubscriptionMapping("caller")
		Flux<Caller> callers(@ContextValue Caller caller) {
			return Flux.just(caller);
		}

	}

	record Translated(Text text) {
	}

	@Controller
	static class Parts {

		private final AtomicInteger loads = new AtomicInteger();

		@SchemaMapping(typeName = "Slowed")
		Mono<Integer> number(Slowed slowed) {
			return Mono.just(slowed.index()).delayElement(Duration.ofMillis((slowed.index() % 2 == 0) ? 40 : 1));
		}

		@SchemaMapping(typeName = "Outlasted")
		boolean first(Outlasted outlasted) throws InterruptedException {
			Root.OUTLASTED.incrementAndGet();
			boolean cancelled = outlasted.cancelled().await(10, TimeUnit.SECONDS);
			Root.OUTLASTED.incrementAndGet();
			return cancelled;
		}

		@SchemaMapping(typeName = "Outlasted")
		boolean second(Outlasted outlasted) {
			return true;
		}

		@SchemaMapping(typeName = "Counted")
		Mono<String> fault(Counted counted) {
			return Mono.error(Fault.valueOf(counted.key()).exception);
		}

		@SchemaMapping(typeName = "Counted")
		Mono<String> strictFault(Counted counted) {
			return fault(counted);
		}

		@BatchMapping(typeName = "Counted", field = "loads")
		Mono<Map<Counted, Integer>> loads(List<Counted> all) {
			int load = this.loads.incrementAndGet();
			return Mono.just(all.stream().distinct().collect(Collectors.toMap(Function.identity(), (_) -> load)));
		}

	}

}
