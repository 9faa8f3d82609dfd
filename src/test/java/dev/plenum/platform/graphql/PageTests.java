package dev.plenum.platform.graphql;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.plenum.platform.graphql.Connection.PageInfo;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pages as the Relay specification of connections defines them.
 */
class PageTests {

	private static final GraphQLSchema SCHEMA = UnExecutableSchemaGenerator
		.makeUnExecutableSchema(new SchemaParser().parse("""
				directive @listSize(assumedSize: Int, slicingArguments: [String!]) on FIELD_DEFINITION
				type Query {
				  letters(first: Int, after: String, last: Int, before: String): Int @listSize(assumedSize: 4)
				  digits(first: Int, after: String, last: Int, before: String): Int
				}
				"""));

	private static final List<String> LETTERS = List.of("a", "b", "c", "d", "e", "f");

	@ParameterizedTest(name = "first {0} after {1} last {2} before {3}")
	@CsvSource(nullValues = "-", textBlock = """
			-, -, -, -, abcd,   false, true
			2, -, -, -, ab,     false, true
			2, b, -, -, cd,     true,  true
			2, d, -, -, ef,     true,  false
			9, -, -, -, abcdef, false, false
			2, f, -, -, -,      true,  false
			0, -, -, -, -,      false, true
			-, -, 2, -, ef,     true,  false
			-, -, 2, e, cd,     true,  true
			-, -, 2, c, ab,     false, true
			-, -, 9, -, abcdef, false, false
			-, -, 2, a, -,      false, true
			-, b, 2, f, de,     true,  true
			2, b, -, f, cd,     true,  true
			9, b, -, d, c,      true,  true
			-, d, -, b, -,      true,  true
			""")
	void aPageIsCutOutOfAList(@Nullable Integer first, @Nullable String after, @Nullable Integer last,
			@Nullable String before, @Nullable String found, boolean hasPrevious, boolean hasNext) {
		Connection<String> page = page("letters", first, cursor(after), last, cursor(before)).of("", LETTERS,
				(letter) -> letter);
		assertThat(String.join("", page.nodes())).isEqualTo(Objects.requireNonNullElse(found, ""));
		PageInfo info = page.pageInfo();
		assertThat(info.hasPreviousPage()).isEqualTo(hasPrevious);
		assertThat(info.hasNextPage()).isEqualTo(hasNext);
		assertThat(info.startCursor()).isEqualTo((found != null) ? cursor(found.substring(0, 1)) : null);
		assertThat(info.endCursor()).isEqualTo((found != null) ? cursor(found.substring(found.length() - 1)) : null);
		assertThat(page.totalCount()).isEqualTo(6);
	}

	@Test
	void aCursorFindsItsPositionAfterTheListChanged() {
		String c = cursor("c");
		List<String> longer = List.of("x", "y", "a", "b", "c", "d");
		assertThat(page("letters", 9, c, null, null).of("", longer, (letter) -> letter).nodes()).containsExactly("d");
		assertThat(page("letters", null, null, 2, c).of("", longer, (letter) -> letter).nodes()).containsExactly("a",
				"b");
		List<String> without = List.of("a", "b", "d", "e");
		assertThat(page("letters", 1, c, null, null).of("", without, (letter) -> letter).nodes()).containsExactly("d");
		assertThat(page("letters", null, null, 1, c).of("", without, (letter) -> letter).nodes()).containsExactly("b");
	}

	@Test
	void firstAndLastTogetherAreRefused() {
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> page("letters", 1, null, 1, null))
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo(ErrorCode.BAD_INPUT))
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("last"));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 101 })
	void aSizeOutOfRangeIsRefused(int size) {
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> page("letters", size, null, null, null))
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("first"));
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> page("letters", null, null, size, null))
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("last"));
	}

	@Test
	void aCursorOfAnotherListIsRefused() {
		String cursor = cursor("b");
		assertThatExceptionOfType(Problem.class)
			.isThrownBy(() -> page("digits", null, cursor, null, null).of("", LETTERS, (letter) -> letter))
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("after"));
		assertThatExceptionOfType(Problem.class)
			.isThrownBy(() -> page("letters", null, null, 1, cursor).of("other", LETTERS, (letter) -> letter))
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("before"));
		assertThatExceptionOfType(Problem.class)
			.isThrownBy(() -> page("letters", 1, "x", null, null).numbered(List.of(1), (number) -> number))
			.satisfies((problem) -> assertThat(problem.path()).containsExactly("after"));
	}

	@ParameterizedTest(name = "first {0} after {1} last {2} before {3}")
	@CsvSource(nullValues = "-", textBlock = """
			2, 30, -, -, 40 50, true,  true
			2, 45, -, -, 50 60, true,  false
			2, 70, -, -, -,     true,  false
			-, -,  2, 40, 20 30, true, true
			-, 25, -, 45, 30 40, true, true
			""")
	void theCursorsOfANumberedListAreItsNumbers(@Nullable Integer first, @Nullable String after, @Nullable Integer last,
			@Nullable String before, @Nullable String found, boolean hasPrevious, boolean hasNext) {
		Connection<Integer> page = page("digits", first, after, last, before).numbered(List.of(10, 20, 30, 40, 50, 60),
				(number) -> number);
		assertThat(page.nodes().stream().map(String::valueOf).toList())
			.isEqualTo((found != null) ? List.of(found.split(" ")) : List.of());
		assertThat(page.edges()).allSatisfy((edge) -> assertThat(edge.cursor()).isEqualTo(edge.node().toString()));
		assertThat(page.pageInfo().hasPreviousPage()).isEqualTo(hasPrevious);
		assertThat(page.pageInfo().hasNextPage()).isEqualTo(hasNext);
	}

	@ParameterizedTest(name = "first {0} after {1} last {2} before {3}")
	@CsvSource(nullValues = "-", textBlock = """
			2, -, -, -, ab,  false, true
			2, d, -, -, ef,  true,  false
			-, -, 2, -, ef,  true,  false
			-, -, 2, c, ab,  false, true
			-, -, 2, f, de,  true,  true
			-, a, 4, f, bcde, true, true
			""")
	void aPageIsReadFromTheDatabase(@Nullable Integer first, @Nullable String after, @Nullable Integer last,
			@Nullable String before, String found, boolean hasPrevious, boolean hasNext) {
		Page page = page("letters", first, databaseCursor(after), last, databaseCursor(before));
		List<String> between = LETTERS.stream()
			.filter((letter) -> page.after("").map((place) -> letter.compareTo(place) > 0).orElse(true))
			.filter((letter) -> page.before("").map((place) -> letter.compareTo(place) < 0).orElse(true))
			.toList();
		List<String> read = (page.isBackward() ? between.reversed() : between).stream()
			.limit(page.size() + 1L)
			.toList();
		Connection<String> answer = page.read("", read, 6, (letter) -> letter);
		assertThat(String.join("", answer.nodes())).isEqualTo(found);
		assertThat(answer.pageInfo().hasPreviousPage()).isEqualTo(hasPrevious);
		assertThat(answer.pageInfo().hasNextPage()).isEqualTo(hasNext);
	}

	private static @Nullable String cursor(@Nullable String letter) {
		return (letter != null) ? page("letters", 100, null, null, null).of("", LETTERS, (item) -> item)
			.edges()
			.get(LETTERS.indexOf(letter))
			.cursor() : null;
	}

	private static @Nullable String databaseCursor(@Nullable String letter) {
		return (letter != null) ? page("letters", 1, null, null, null).read("", List.of(letter), 6, (item) -> item)
			.edges()
			.getFirst()
			.cursor() : null;
	}

	private static Page page(String field, @Nullable Integer first, @Nullable String after, @Nullable Integer last,
			@Nullable String before) {
		GraphQLObjectType query = SCHEMA.getQueryType();
		Map<String, @Nullable Object> arguments = new HashMap<>();
		arguments.put("first", first);
		arguments.put("after", after);
		arguments.put("last", last);
		arguments.put("before", before);
		return Page.of(DataFetchingEnvironmentImpl.newDataFetchingEnvironment()
			.parentType(query)
			.fieldDefinition(query.getFieldDefinition(field))
			.arguments(arguments)
			.build());
	}

}
