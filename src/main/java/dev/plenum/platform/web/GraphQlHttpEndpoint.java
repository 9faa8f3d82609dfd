package dev.plenum.platform.web;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.plenum.platform.Grounds;
import dev.plenum.platform.broadcast.ResultWriter;
import dev.plenum.platform.broadcast.ResumeStrings;
import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.HttpRefusals;
import dev.plenum.platform.graphql.OperationFacts;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.operation.OperationRules;
import dev.plenum.platform.security.Caller;
import dev.plenum.platform.traffic.Rates;
import dev.plenum.platform.traffic.Traffic;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.graphql.GraphQlRequest;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * GraphQL over HTTP: {@code POST} for every operation, {@code GET} for queries, and
 * server-sent events for clients that accept them.
 */
@Component
final class GraphQlHttpEndpoint {

	private final WebGraphQlHandler handler;

	private final KeptAnswers answers;

	private final Rates rates;

	private final EventStream eventStream;

	private final OpenStreams streams;

	private final ExceptionResolver exceptionResolver;

	private final ResultWriter writer;

	GraphQlHttpEndpoint(WebGraphQlHandler handler, KeptAnswers answers, Rates rates, EventStream eventStream,
			OpenStreams streams, ExceptionResolver exceptionResolver, ResultWriter writer) {
		this.handler = handler;
		this.answers = answers;
		this.rates = rates;
		this.eventStream = eventStream;
		this.streams = streams;
		this.exceptionResolver = exceptionResolver;
		this.writer = writer;
	}

	/**
	 * Answers a request of any method.
	 * @param request the request
	 * @return the response; its body is a GraphQL response even if the request is invalid
	 */
	Mono<ServerResponse> handle(ServerRequest request) {
		Set<ResponseFormat> formats = ResponseFormat.accepted(request.headers().asHttpHeaders());
		ResponseFormat format = formats.stream().findFirst().orElse(ResponseFormat.JSON);
		return Mono.defer(() -> execute(request, formats, format))
			.onErrorResume((ex) -> refuse(ex, formats.contains(ResponseFormat.GRAPHQL_RESPONSE)
					? ResponseFormat.GRAPHQL_RESPONSE : ResponseFormat.JSON));
	}

	private Mono<ServerResponse> execute(ServerRequest request, Set<ResponseFormat> formats, ResponseFormat format) {
		if (formats.isEmpty()) {
			throw new HttpRefusal(HttpStatus.NOT_ACCEPTABLE,
					"Accept application/graphql-response+json, application/json or text/event-stream.");
		}
		boolean streaming = formats.contains(ResponseFormat.EVENT_STREAM);
		if (streaming && this.streams.closing()) {
			throw Problem.of(ErrorCode.UNAVAILABLE, "The server is stopping. Send the request again.");
		}
		Set<Operation> allowed = EnumSet.of(Operation.QUERY);
		if (streaming) {
			allowed.add(Operation.SUBSCRIPTION);
		}
		if (request.method().equals(HttpMethod.POST)) {
			allowed.add(Operation.MUTATION);
			return read(request).flatMap((question) -> answer(request, question, format, allowed));
		}
		if (request.method().equals(HttpMethod.GET)) {
			byte[] query = Objects.requireNonNullElse(request.uri().getRawQuery(), "")
				.getBytes(StandardCharsets.ISO_8859_1);
			return answer(request, Question.of(request.exchange().getRequest(), query), format, allowed);
		}
		throw new HttpRefusal(HttpStatus.METHOD_NOT_ALLOWED, "Send GET or POST.", HttpMethod.GET, HttpMethod.POST);
	}

	private Mono<ServerResponse> answer(ServerRequest request, Question question, ResponseFormat format,
			Set<Operation> allowed) {
		String authorization = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
		Answer kept = this.answers.find(question, authorization);
		if (kept != null) {
			return Caller.ofRequest()
				.doOnNext((caller) -> this.rates.take(Traffic.QUERIES, caller.countedAs(), 1))
				.thenReturn(kept);
		}
		GraphQlRequest parameters = request.method().equals(HttpMethod.GET) ? GraphQlParameters.ofQuery(request.uri())
				: GraphQlParameters.ofBody(question.operation());
		return this.handler.handleRequest(webRequest(request, parameters, allowed))
			.flatMap((response) -> answer(request, response, format, allowed, question, authorization));
	}

	/**
	 * Reads the body. Its size was limited before the request arrived here.
	 */
	private Mono<Question> read(ServerRequest request) {
		requireJson(request.headers().asHttpHeaders());
		return DataBufferUtils.join(request.exchange().getRequest().getBody())
			.map((body) -> question(request, body))
			.switchIfEmpty(Mono.error(() -> Problem.badInput("The body is empty. Send a JSON object with a 'query'.")));
	}

	private static Question question(ServerRequest request, DataBuffer body) {
		byte[] bytes = new byte[body.readableByteCount()];
		body.read(bytes);
		DataBufferUtils.release(body);
		return Question.of(request.exchange().getRequest(), bytes);
	}

	private static void requireJson(HttpHeaders headers) {
		try {
			MediaType type = headers.getContentType();
			if (type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
					&& "utf-8".equalsIgnoreCase(type.getParameters().getOrDefault("charset", "utf-8"))) {
				return;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// answered like any other type that is not JSON
		}
		throw new HttpRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send 'Content-Type: application/json', in UTF-8.");
	}

	private static WebGraphQlRequest webRequest(ServerRequest request, GraphQlRequest body, Set<Operation> allowed) {
		WebGraphQlRequest webRequest = new WebGraphQlRequest(request.uri(), request.headers().asHttpHeaders(),
				request.cookies(), request.remoteAddress().orElse(null), request.attributes(), body,
				request.exchange().getRequest().getId(), OperationRules.MESSAGES);
		webRequest.configureExecutionInput(
				(_, input) -> input.graphQLContext((context) -> OperationRules.allow(context, allowed)).build());
		ResumeStrings.ofEvent(request.headers().firstHeader("Last-Event-ID")).offerTo(webRequest);
		return webRequest;
	}

	private Mono<ServerResponse> answer(ServerRequest request, WebGraphQlResponse response, ResponseFormat format,
			Set<Operation> allowed, Question question, @Nullable String authorization) {
		ExecutionResult result = response.getExecutionResult();
		Operation kind = OperationFacts.of(response.getExecutionInput().getGraphQLContext()).kind();
		if (kind != null && !allowed.contains(kind)) {
			throw (kind == Operation.MUTATION)
					? new HttpRefusal(HttpStatus.METHOD_NOT_ALLOWED, "A mutation needs POST.", HttpMethod.POST)
					: new HttpRefusal(HttpStatus.NOT_ACCEPTABLE,
							"A subscription needs 'Accept: text/event-stream', or a WebSocket.");
		}
		if (format == ResponseFormat.EVENT_STREAM || kind == Operation.SUBSCRIPTION) {
			return this.eventStream.of(response, request.exchange().getRequest());
		}
		HttpHeaders headers = new HttpHeaders(response.getResponseHeaders());
		headers.setContentType(format.contentType());
		HttpRefusals.addRetryAfter(result.getErrors(), headers);
		Answer answer = new Answer(format.status(result), headers, this.writer.write(result.toSpecification()),
				(kind == Operation.QUERY && result.getErrors().isEmpty()) ? grounds(response) : null);
		this.answers.keep(question, authorization, answer);
		return Mono.just(answer);
	}

	private static Grounds.@Nullable Settled grounds(WebGraphQlResponse response) {
		Grounds grounds = response.getExecutionInput().getGraphQLContext().get(Grounds.CONTEXT_KEY);
		return (grounds != null) ? grounds.settle().orElse(null) : null;
	}

	private Mono<ServerResponse> refuse(Throwable exception, ResponseFormat format) {
		Throwable problem = (exception instanceof HttpRefusal refusal) ? refusal.problem() : exception;
		List<GraphQLError> errors = this.exceptionResolver.errors(problem);
		ServerResponse.BodyBuilder response = ServerResponse
			.status((exception instanceof HttpRefusal refusal) ? refusal.status() : HttpRefusals.code(errors).status());
		if (exception instanceof HttpRefusal refusal) {
			refusal.addHeaders(response);
		}
		ExecutionResult result = ExecutionResult.newExecutionResult().errors(errors).build();
		return response.contentType(format.contentType())
			.headers((headers) -> HttpRefusals.addRetryAfter(errors, headers))
			.bodyValue(this.writer.write(result.toSpecification()));
	}

}
