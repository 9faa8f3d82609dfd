package dev.plenum.platform.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.plenum.platform.graphql.ErrorCode;
import dev.plenum.platform.graphql.ExceptionResolver;
import dev.plenum.platform.graphql.Problem;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.OperationDefinition.Operation;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
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
 * server-sent events for those who accept them.
 */
@Component
final class GraphQlHttpEndpoint {

	private final WebGraphQlHandler handler;

	private final EventStream eventStream;

	private final OpenStreams streams;

	private final ExceptionResolver exceptionResolver;

	private final JsonMapper json;

	private final GraphQlParameters parameters;

	private final int maxBodySize;

	GraphQlHttpEndpoint(WebGraphQlHandler handler, EventStream eventStream, OpenStreams streams,
			ExceptionResolver exceptionResolver, JsonMapper json, WebSettings settings) {
		this.handler = handler;
		this.eventStream = eventStream;
		this.streams = streams;
		this.exceptionResolver = exceptionResolver;
		this.json = json;
		this.parameters = new GraphQlParameters(json);
		this.maxBodySize = Math.toIntExact(settings.maxBodySize().toBytes());
	}

	/**
	 * Answer a request of any method.
	 * @param request the request
	 * @return the response; its body is that of a GraphQL response, also if the request
	 * was none
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
			throw Problem.of(ErrorCode.UNAVAILABLE, "The server is stopping; ask again, another one answers.");
		}
		Set<Operation> allowed = EnumSet.of(Operation.QUERY);
		if (streaming) {
			allowed.add(Operation.SUBSCRIPTION);
		}
		Mono<GraphQlRequest> body;
		if (request.method().equals(HttpMethod.POST)) {
			allowed.add(Operation.MUTATION);
			body = read(request);
		}
		else if (request.method().equals(HttpMethod.GET)) {
			body = Mono.just(this.parameters.ofQuery(request.uri()));
		}
		else {
			throw new HttpRefusal(HttpStatus.METHOD_NOT_ALLOWED, "Send GET or POST.", HttpMethod.GET, HttpMethod.POST);
		}
		return body.map((parameters) -> webRequest(request, parameters, allowed))
			.flatMap(this.handler::handleRequest)
			.flatMap((response) -> answer(response, format, allowed, request.exchange().getResponse().getHeaders()));
	}

	private Mono<GraphQlRequest> read(ServerRequest request) {
		requireJson(request.headers().asHttpHeaders());
		if (request.headers().contentLength().orElse(0) > this.maxBodySize) {
			throw tooLarge();
		}
		return DataBufferUtils.join(request.exchange().getRequest().getBody(), this.maxBodySize)
			.onErrorMap(DataBufferLimitException.class, (_) -> tooLarge())
			.map(this::parse)
			.switchIfEmpty(Mono.error(() -> Problem.badInput("The body is empty; send a JSON object with a 'query'.")));
	}

	private GraphQlRequest parse(DataBuffer body) {
		byte[] bytes = new byte[body.readableByteCount()];
		body.read(bytes);
		DataBufferUtils.release(body);
		return this.parameters.ofBody(bytes);
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
			// is answered as any other type that is not JSON
		}
		throw new HttpRefusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send 'Content-Type: application/json', in UTF-8.");
	}

	private HttpRefusal tooLarge() {
		return new HttpRefusal(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than " + this.maxBodySize + " bytes.");
	}

	private static WebGraphQlRequest webRequest(ServerRequest request, GraphQlRequest body, Set<Operation> allowed) {
		WebGraphQlRequest webRequest = new WebGraphQlRequest(request.uri(), request.headers().asHttpHeaders(),
				request.cookies(), request.remoteAddress().orElse(null), request.attributes(), body,
				request.exchange().getRequest().getId(), OperationRules.MESSAGES);
		webRequest.configureExecutionInput(
				(_, input) -> input.graphQLContext((context) -> OperationRules.allow(context, allowed)).build());
		return webRequest;
	}

	private Mono<ServerResponse> answer(WebGraphQlResponse response, ResponseFormat format, Set<Operation> allowed,
			HttpHeaders known) {
		ExecutionResult result = response.getExecutionResult();
		Operation kind = OperationRules.kind(response.getExecutionInput().getGraphQLContext());
		if (kind != null && !allowed.contains(kind)) {
			throw (kind == Operation.MUTATION)
					? new HttpRefusal(HttpStatus.METHOD_NOT_ALLOWED, "A mutation needs POST.", HttpMethod.POST)
					: new HttpRefusal(HttpStatus.NOT_ACCEPTABLE,
							"A subscription needs 'Accept: text/event-stream', or a WebSocket.");
		}
		if (format == ResponseFormat.EVENT_STREAM || kind == Operation.SUBSCRIPTION) {
			return this.eventStream.of(response);
		}
		return ServerResponse.status(HttpStatuses.of(result, format))
			.headers((headers) -> headers.putAll(response.getResponseHeaders()))
			.headers((headers) -> headers.addAll(HttpHeaders.VARY, known.getVary()))
			.contentType(format.contentType())
			.bodyValue(this.json.writeValueAsBytes(result.toSpecification()));
	}

	private Mono<ServerResponse> refuse(Throwable exception, ResponseFormat format) {
		Throwable told = (exception instanceof HttpRefusal refusal) ? refusal.problem() : exception;
		List<GraphQLError> errors = this.exceptionResolver.errors(told);
		ServerResponse.BodyBuilder response = ServerResponse
			.status((exception instanceof HttpRefusal refusal) ? refusal.status() : HttpStatuses.of(errors));
		if (exception instanceof HttpRefusal refusal) {
			refusal.addHeaders(response);
		}
		ExecutionResult result = ExecutionResult.newExecutionResult().errors(errors).build();
		return response.contentType(format.contentType())
			.bodyValue(this.json.writeValueAsBytes(result.toSpecification()));
	}

}
