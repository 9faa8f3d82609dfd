package dev.plenum.platform.security;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.plenum.platform.Ids;
import graphql.GraphQLContext;
import graphql.Scalars;
import graphql.execution.ResultPath;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DelegatingDataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

/**
 * Decides for each field of an operation in which event a caller is, who is bound to one.
 * Every id contains its event. A field of an object with an id concerns the event of the
 * object. A root field concerns the events of the ids and of the slug in its arguments;
 * without any, it concerns no event. A field of an object without an id concerns what the
 * field above it does. Plain properties do not ask for the caller. A screen carries out
 * no mutation.
 */
@Component
final class BoundCallers extends SimplePerformantInstrumentation {

	/** The part of the ids of devices that belong to no event. */
	private static final String NO_EVENT = "evt_";

	private static final Object DECIDED = new Object();

	private static final ClassValue<Optional<Method>> IDS = new ClassValue<>() {

		@Override
		protected Optional<Method> computeValue(Class<?> type) {
			return Optional.ofNullable(ReflectionUtils.findMethod(type, "id"))
				.filter((method) -> method.getReturnType() == String.class)
				.map((method) -> {
					ReflectionUtils.makeAccessible(method);
					return method;
				});
		}

	};

	@Override
	public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters,
			InstrumentationState state) {
		GraphQLContext context = parameters.getExecutionContext().getGraphQLContext();
		Caller caller = context.getOrDefault(Caller.CONTEXT_KEY, Caller.ANONYMOUS);
		if (caller.boundTo() == null) {
			return fetcher;
		}
		DataFetchingEnvironment environment = parameters.getEnvironment();
		if (caller.isScreen() && environment.getParentType() == environment.getGraphQLSchema().getMutationType()) {
			return (_) -> {
				throw Caller.readsOnly();
			};
		}
		boolean property = parameters.isTrivialDataFetcher();
		if (property && GraphQLTypeUtil.isLeaf(environment.getFieldType())) {
			return fetcher;
		}
		Caller decided = decide(caller, environment, context);
		return property ? fetcher : (given) -> fetcher.get(new Narrowed(given, decided));
	}

	private static Caller decide(Caller caller, DataFetchingEnvironment environment, GraphQLContext context) {
		Map<ResultPath, Caller> decisions = context.computeIfAbsent(DECIDED, (_) -> new ConcurrentHashMap<>());
		ResultPath path = environment.getExecutionStepInfo().getPath();
		Object source = environment.getSource();
		String id = (source != null) ? idOf(source) : null;
		Caller decided;
		if (id != null) {
			decided = caller.in(Ids.eventOf(id).orElse(""));
		}
		else {
			Caller above = above(path, decisions);
			decided = (above != null) ? above : ofRoot(caller, environment);
		}
		decisions.put(path, decided);
		return decided;
	}

	private static @Nullable Caller above(ResultPath path, Map<ResultPath, Caller> decisions) {
		ResultPath parent = path.getParent();
		while (parent != null && parent.isListSegment()) {
			parent = parent.getParent();
		}
		return (parent != null) ? decisions.get(parent) : null;
	}

	private static Caller ofRoot(Caller caller, DataFetchingEnvironment environment) {
		if (environment.getExecutionStepInfo().getPath().getLevel() > 1) {
			return caller.elsewhere();
		}
		Map<String, Object> arguments = environment.getArguments();
		Stream<String> ids = environment.getFieldDefinition()
			.getArguments()
			.stream()
			.flatMap((argument) -> events(argument, arguments.get(argument.getName())));
		List<String> events = ids.distinct().toList();
		return switch (events.size()) {
			case 0 -> caller.inOwnEvent();
			case 1 -> caller.in(events.getFirst());
			default -> caller.elsewhere();
		};
	}

	private static Stream<String> events(GraphQLArgument argument, @Nullable Object value) {
		return (argument.getName().equals("slug") && value instanceof String slug) ? Stream.of(Ids.event(slug))
				: events(argument.getType(), value);
	}

	private static Stream<String> events(GraphQLType type, @Nullable Object value) {
		GraphQLType bare = GraphQLTypeUtil.unwrapAll(type);
		return switch (value) {
			case null -> Stream.empty();
			case Collection<?> many -> many.stream().flatMap((one) -> events(bare, one));
			case String id when bare == Scalars.GraphQLID ->
				Stream.of(Ids.eventOf(id).orElse("")).filter((event) -> !event.equals(NO_EVENT));
			case Map<?, ?> fields when bare instanceof GraphQLInputObjectType input ->
				input.getFields().stream().flatMap((field) -> events(field.getType(), fields.get(field.getName())));
			default -> Stream.empty();
		};
	}

	private static @Nullable String idOf(Object source) {
		return IDS.get(source.getClass())
			.map((method) -> (String) ReflectionUtils.invokeMethod(method, source))
			.orElse(null);
	}

	/**
	 * The environment of a field, with the caller of this field.
	 */
	private static final class Narrowed extends DelegatingDataFetchingEnvironment {

		private final GraphQLContext context;

		Narrowed(DataFetchingEnvironment field, Caller caller) {
			super(field);
			this.context = GraphQLContext.newContext()
				.of(field.getGraphQlContext())
				.of(Caller.CONTEXT_KEY, caller)
				.build();
		}

		@Override
		public GraphQLContext getGraphQlContext() {
			return this.context;
		}

	}

}
