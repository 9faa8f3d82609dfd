package dev.plenum.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes operations of a schema, right ones and wrong ones, always the same for one seed.
 */
final class Inputs {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final List<String> STRINGS = List.of("", " ", "a", "Hej", "Åäö ☃ 😀", "\u0000\u0007", "\ud83d",
			"x".repeat(3000), "$where", "{\"$gt\":\"\"}", "=1+1", "../../etc/passwd", "<script>", "a.b.$c", "null",
			"\\", "%00", "title:*~ AND (", "2024-10-02");

	private static final List<Integer> NUMBERS = List.of(0, 1, 2, 5, 100, -1, 101, Integer.MAX_VALUE,
			Integer.MIN_VALUE);

	private static final List<String> MOMENTS = List.of("2024-10-02T10:00:00+02:00", "2024-10-02T10:00:00Z",
			"yesterday", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2024-13-45T99:00:00Z",
			"1969-12-31T23:59:59.999-18:00");

	private static final List<String> DAYS = List.of("2024-10-02", "2024-02-30", "9999-12-31", "0000-01-01", "soon");

	private static final List<String> LANGUAGES = List.of("sv", "fi", "en-GB", "x", "zz-ZZ-zz", "_", "sv_SE", "");

	private static final List<String> ADDRESSES = List.of("https://example.org/a", "javascript:alert(1)", "not a url",
			"http://", "file:///etc/passwd");

	private static final String NOISE = "{}()[]:!$@\"\\,#&|=.…\u0000\n\t 0aé😀";

	private final GraphQLSchema schema;

	private final List<String> ids;

	private final Random random;

	Inputs(GraphQLSchema schema, List<String> ids, long seed) {
		this.schema = schema;
		this.ids = ids;
		this.random = new Random(seed);
	}

	/**
	 * An operation with its variables.
	 *
	 * @param kind query, mutation or subscription
	 * @param document the document
	 * @param variables the variables
	 */
	record Input(String kind, String document, Map<String, Object> variables) {

		String body() {
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("query", this.document);
			body.put("variables", this.variables);
			return JSON.writeValueAsString(body);
		}

	}

	int upTo(int bound) {
		return this.random.nextInt(bound);
	}

	boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	Input next() {
		int dice = upTo(100);
		return (dice < 60) ? operation("query", this.schema.getQueryType())
				: (dice < 88) ? operation("mutation", this.schema.getMutationType())
						: operation("subscription", this.schema.getSubscriptionType());
	}

	/**
	 * Spoil a text in a few places.
	 */
	String broken(String text) {
		StringBuilder broken = new StringBuilder(text);
		for (int i = upTo(4); i >= 0 && !broken.isEmpty(); i--) {
			int at = upTo(broken.length());
			switch (upTo(6)) {
				case 0 -> broken.deleteCharAt(at);
				case 1 -> broken.insert(at, NOISE.charAt(upTo(NOISE.length())));
				case 2 -> broken.setLength(at);
				case 3 -> broken.insert(at, broken.substring(at, Math.min(broken.length(), at + 30)));
				case 4 -> broken.insert(at, String.valueOf(NOISE.charAt(upTo(NOISE.length()))).repeat(upTo(3000)));
				default -> broken.setCharAt(at, NOISE.charAt(upTo(NOISE.length())));
			}
		}
		return broken.toString();
	}

	private Input operation(String kind, GraphQLObjectType root) {
		Map<String, Object> variables = new LinkedHashMap<>();
		List<String> declared = new ArrayList<>();
		int fields = (kind.equals("subscription") || chance(80)) ? 1 : 1 + upTo(3);
		String selection = IntStream.range(0, fields)
			.mapToObj((n) -> "f" + n + ": " + field(entry(root), 0, declared, variables))
			.collect(Collectors.joining(" "));
		String header = declared.isEmpty() ? "" : "(" + String.join(", ", declared) + ")";
		return new Input(kind, kind + " Fuzz" + header + " { " + selection + " }", variables);
	}

	/**
	 * Any field, and often the one by which anything is found.
	 */
	private GraphQLFieldDefinition entry(GraphQLObjectType root) {
		GraphQLFieldDefinition node = root.getFieldDefinition("node");
		return (node != null && chance(30)) ? node : pick(root.getFieldDefinitions());
	}

	private String selections(GraphQLType type, int depth, List<String> declared, Map<String, Object> variables) {
		List<GraphQLFieldDefinition> fields = switch (type) {
			case GraphQLObjectType object -> object.getFieldDefinitions();
			case GraphQLInterfaceType other -> other.getFieldDefinitions();
			default -> List.of();
		};
		List<String> selected = new ArrayList<>(List.of("__typename"));
		List<? extends GraphQLNamedOutputType> kinds = switch (type) {
			case GraphQLUnionType union -> union.getTypes();
			case GraphQLInterfaceType other -> this.schema.getImplementations(other);
			default -> List.of();
		};
		kinds.forEach((one) -> selected.add("... on " + one.getName() + selections(one, depth, declared, variables)));
		for (int i = fields.isEmpty() ? 0 : 1 + upTo((depth == 1) ? 8 : 4); i > 0; i--) {
			GraphQLFieldDefinition field = pick(fields);
			if (depth < 4 || GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLEnumType
					|| GraphQLTypeUtil.isScalar(GraphQLTypeUtil.unwrapAll(field.getType()))) {
				selected.add((chance(70) ? "a" + upTo(1000) + ": " : "") + field(field, depth, declared, variables));
			}
		}
		return " { " + String.join(" ", selected) + " }";
	}

	private String field(GraphQLFieldDefinition field, int depth, List<String> declared,
			Map<String, Object> variables) {
		String arguments = field.getArguments()
			.stream()
			.filter((argument) -> GraphQLTypeUtil.isNonNull(argument.getType()) ? !chance(2) : chance(40))
			.map((argument) -> argument.getName() + ": " + argument(argument, declared, variables))
			.collect(Collectors.joining(", "));
		GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getType());
		boolean leaf = GraphQLTypeUtil.isLeaf(type);
		return field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")")
				+ (leaf ? "" : selections(type, depth + 1, declared, variables));
	}

	private String argument(GraphQLArgument argument, List<String> declared, Map<String, Object> variables) {
		Object value = value(argument.getType(), 0);
		if (chance(40)) {
			String name = "v" + declared.size();
			declared.add("$" + name + ": " + GraphQLTypeUtil.simplePrint(argument.getType()));
			variables.put(name, value);
			return "$" + name;
		}
		return literal(argument.getType(), value);
	}

	private @Nullable Object value(GraphQLInputType type, int depth) {
		if (GraphQLTypeUtil.isNonNull(type)) {
			return chance(2) ? null : value((GraphQLInputType) GraphQLTypeUtil.unwrapOne(type), depth);
		}
		if (chance(5)) {
			return null;
		}
		if (GraphQLTypeUtil.isList(type)) {
			GraphQLInputType of = (GraphQLInputType) GraphQLTypeUtil.unwrapOne(type);
			return IntStream.range(0, upTo(4))
				.mapToObj((n) -> value(of, depth + 1))
				.collect(Collectors.toCollection(ArrayList::new));
		}
		return switch (type) {
			case GraphQLEnumType values -> chance(3) ? "NONE_OF_THEM" : pick(values.getValues()).getName();
			case GraphQLInputObjectType input -> object(input, depth);
			default -> scalar(GraphQLTypeUtil.simplePrint(type));
		};
	}

	private Object object(GraphQLInputObjectType input, int depth) {
		Map<String, Object> object = new LinkedHashMap<>();
		List<GraphQLInputObjectField> fields = (input.isOneOf() && !chance(10)) ? List.of(pick(input.getFields()))
				: input.getFields();
		for (GraphQLInputObjectField field : fields) {
			if (input.isOneOf()
					|| (GraphQLTypeUtil.isNonNull(field.getType()) ? !chance(2) : chance((depth < 4) ? 40 : 5))) {
				object.put(field.getName(), value(field.getType(), depth + 1));
			}
		}
		return object;
	}

	private Object scalar(String type) {
		if (chance(4)) {
			return pick(List.<Object>of(1, "x", true, 1.5, List.of("x"), Map.of("x", 1)));
		}
		return switch (type) {
			case "ID" -> chance(80) ? pick(this.ids) : pick(STRINGS);
			case "Int" -> pick(NUMBERS);
			case "Float" -> pick(List.of(0.0, -1.5, 1e300));
			case "Boolean" -> this.random.nextBoolean();
			case "DateTime" -> pick(MOMENTS);
			case "Date" -> pick(DAYS);
			case "Locale" -> pick(LANGUAGES);
			case "URL" -> pick(ADDRESSES);
			default -> chance(20) ? pick(this.ids) : pick(STRINGS);
		};
	}

	private static String literal(@Nullable GraphQLType type, @Nullable Object value) {
		GraphQLType bare = (type != null) ? GraphQLTypeUtil.unwrapNonNull(type) : null;
		return switch (value) {
			case Map<?, ?> map -> map.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + ": "
						+ literal(
								(bare instanceof GraphQLInputObjectType input
										&& input.getField(String.valueOf(entry.getKey())) != null)
												? input.getField(String.valueOf(entry.getKey())).getType() : null,
								entry.getValue()))
				.collect(Collectors.joining(", ", "{", "}"));
			case List<?> items -> items.stream()
				.map((item) -> literal(
						(bare != null && GraphQLTypeUtil.isList(bare)) ? GraphQLTypeUtil.unwrapOne(bare) : null, item))
				.collect(Collectors.joining(", ", "[", "]"));
			case String text when bare instanceof GraphQLEnumType -> text;
			case null, default -> JSON.writeValueAsString(value);
		};
	}

	private <T> T pick(List<T> all) {
		return all.get(upTo(all.size()));
	}

}
