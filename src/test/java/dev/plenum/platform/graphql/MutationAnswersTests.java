package dev.plenum.platform.graphql;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.plenum.platform.graphql.language.Languages;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.WiringFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A refusal that a check throws is data where the payload lists its type, and an error
 * elsewhere. A mutation ends with the time of its operation.
 */
class MutationAnswersTests {

	private static final DataFetcher<?> LATER = (_) -> Mono.error(() -> new Refused(new Outdated(null)));

	private static final DataFetcher<?> AT_ONCE = (_) -> {
		throw new Refused(new Outdated(null));
	};

	private static final String CANCELLED = "cancelled";

	private static final DataFetcher<?> ENDLESS = (environment) -> Mono.never()
		.doOnCancel(environment.getGraphQlContext().<AtomicInteger>get(CANCELLED)::incrementAndGet);

	private static final String SCHEMA = """
			interface Refusal { message: String! }
			type Outdated implements Refusal { message: String! }
			type Done { id: ID! }
			union Listed = Done | Outdated
			union Unlisted = Done
			type Query { later: Listed }
			type Mutation { later: Listed! atOnce: Listed! done: Listed! nothing: Listed unlisted: Unlisted plain: Done
				endless: Done }
			""";

	private static final GraphQL SERVER = GraphQlSource.schemaResourceBuilder()
		.schemaResources(new ByteArrayResource(SCHEMA.getBytes(StandardCharsets.UTF_8)))
		.configureRuntimeWiring(wiring())
		.exceptionResolvers(List.of(new ExceptionResolver()))
		.typeVisitors(List.of(new MutationAnswers()))
		.build()
		.graphQl();

	@ParameterizedTest
	@ValueSource(strings = { "later", "atOnce" })
	void aListedRefusalIsData(String field) {
		ExecutionResult result = execute("mutation { %s { __typename } }".formatted(field), "");
		assertThat(result.getErrors()).isEmpty();
		assertThat(result.<Object>getData()).isEqualTo(Map.of(field, Map.of("__typename", "Outdated")));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			sv-FI, Någon annan
			fi,    Joku muu
			en-GB, Somebody else
			de,    Somebody else
			""")
	void theMessageIsInTheLanguageOfTheReader(String language, String beginning) {
		ExecutionResult result = execute("mutation { later { ... on Refusal { message } } }", language);
		assertThat(result.<Map<String, Map<String, String>>>getData().get("later").get("message"))
			.startsWith(beginning);
	}

	@ParameterizedTest
	@ValueSource(strings = { "mutation { unlisted { __typename } }", "mutation { plain { id } }",
			"{ later { __typename } }" })
	void aRefusalElsewhereIsAnError(String document) {
		assertThat(execute(document, "sv").getErrors()).singleElement()
			.satisfies((error) -> assertThat(error.getExtensions()).containsEntry("code", "CONFLICT"))
			.satisfies((error) -> assertThat(error.getMessage()).startsWith("Somebody else"));
	}

	@Test
	void aMutationIsCancelledWhenTheTimeOfItsOperationIsOver() {
		AtomicInteger cancelled = new AtomicInteger();
		OperationDeadline deadline = new OperationDeadline(Duration.ofMinutes(1));
		CompletableFuture<ExecutionResult> answer = SERVER
			.executeAsync(ExecutionInput.newExecutionInput("mutation { endless { id } }").graphQLContext((context) -> {
				deadline.addTo(context);
				context.of(CANCELLED, cancelled);
			}).build());
		assertThat(cancelled).hasValue(0);
		deadline.pass();
		assertThat(cancelled).hasValue(1);
		assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void otherAnswersStayAsTheyAre() {
		ExecutionResult result = execute("mutation { done { ... on Done { id } } nothing { __typename } }", "");
		assertThat(result.getErrors()).isEmpty();
		assertThat(result.<Map<String, Object>>getData()).containsEntry("done", Map.of("id", "1"))
			.containsEntry("nothing", null);
	}

	private static RuntimeWiringConfigurer wiring() {
		return new RuntimeWiringConfigurer() {

			@Override
			public void configure(RuntimeWiring.Builder builder) {
				builder.type("Query", (type) -> type.dataFetcher("later", LATER))
					.type("Mutation",
							(type) -> type.dataFetcher("later", LATER)
								.dataFetcher("atOnce", AT_ONCE)
								.dataFetcher("done", (_) -> Mono.just(new Done("1")))
								.dataFetcher("nothing", (_) -> Mono.empty())
								.dataFetcher("unlisted", LATER)
								.dataFetcher("plain", LATER)
								.dataFetcher("endless", ENDLESS));
			}

			@Override
			public void configure(RuntimeWiring.Builder builder, List<WiringFactory> container) {
				container.add(new TextWiring());
			}

		};
	}

	private static ExecutionResult execute(String document, String language) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
		ExecutionInput input = ExecutionInput.newExecutionInput(document)
			.graphQLContext((context) -> context.of(Languages.CONTEXT_KEY, Languages.of(headers)))
			.build();
		return Mono.fromFuture(SERVER.executeAsync(input)).blockOptional(Duration.ofSeconds(10)).orElseThrow();
	}

	record Done(String id) {
	}

}
