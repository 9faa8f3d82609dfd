package dev.plenum.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import graphql.ParseAndValidate;
import graphql.parser.Parser;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules for the sources of the web applications.
 */
class SourcesOfAppsTests {

	private static final Path SOURCES = Path.of("src/main/web");

	private static final List<String> LANGUAGES = List.of("en", "sv", "fi");

	private static final int MOST_LINES = 200;

	private static final Pattern KEY = Pattern.compile("\\btext\\(\\s*'([^']+)'");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

	@Test
	void everyOperationIsValid() {
		GraphQLSchema schema = schema();
		for (String app : apps()) {
			Path folder = SOURCES.resolve(app).resolve("operations");
			if (Files.isDirectory(folder)) {
				Map<String, String> files = new TreeMap<>();
				list(folder, ".graphql").forEach((file) -> files.put(file.getFileName().toString(), read(file)));
				Operations.of(files)
					.byName()
					.forEach((name,
							operation) -> assertThat(ParseAndValidate.validate(schema, Parser.parse(operation.text())))
								.as("%s in %s", name, app)
								.isEmpty());
				files.keySet()
					.stream()
					.filter((file) -> !file.equals("fragments.graphql"))
					.forEach((file) -> assertThat(Operations.of(files).byName())
						.containsKey(file.replace(".graphql", "")));
			}
		}
	}

	@Test
	void eachAnswerOfADoorHasWordsASignAndASoundOfItsOwn() {
		Path door = SOURCES.resolve("door");
		Pattern entry = Pattern.compile("(\\w+): ('[^']+'|\\[[\\d, ]+])");
		Map<String, String> signs = entries(entry, door.resolve("pl-answer.js"), "const SIGNS");
		Map<String, String> sounds = entries(entry, door.resolve("sound.js"), "const TONES");
		assertThat(signs.values()).doesNotHaveDuplicates();
		assertThat(sounds.values()).doesNotHaveDuplicates();
		assertThat(sounds.keySet()).contains("yes", "again", "free", "no", "later").isSubsetOf(signs.keySet());
		for (String language : LANGUAGES) {
			JsonNode messages = JsonMapper.shared().readTree(read(door.resolve("messages/" + language + ".json")));
			assertThat(signs.keySet().stream().map((answer) -> messages.path("answer." + answer).asString("")))
				.as(language)
				.doesNotContain("")
				.doesNotHaveDuplicates();
		}
	}

	@Test
	void everyNeedOfTheSchemaCanBeStatedAndHasAName() {
		List<String> needs = Stream.of("DietaryNeed", "AccessNeed")
			.map((name) -> (GraphQLEnumType) schema().getType(name))
			.flatMap((type) -> type.getValues().stream())
			.map(GraphQLEnumValueDefinition::getName)
			.toList();
		assertThat(matches(Pattern.compile("'(\\w+)'"), read(SOURCES.resolve("shared/needs.js")), 1))
			.containsExactlyElementsOf(needs);
		assertThat(messages("shared", "en").keySet())
			.containsAll(needs.stream().map((need) -> "need." + need).toList());
	}

	private static Map<String, String> entries(Pattern entry, Path file, String start) {
		return read(file).lines()
			.filter((line) -> line.startsWith(start))
			.flatMap((line) -> entry.matcher(line).results())
			.collect(Collectors.toMap((found) -> found.group(1), (found) -> found.group(2)));
	}

	@Test
	void everyOperationThatAModuleUsesExists() {
		Pattern use = Pattern.compile("\\boperations\\.(\\w+)\\b(?!\\.js)");
		for (String app : apps()) {
			Set<String> names = list(SOURCES.resolve(app), ".graphql")
				.map((file) -> file.getFileName().toString().replace(".graphql", ""))
				.collect(Collectors.toSet());
			list(SOURCES.resolve(app), ".js")
				.forEach((file) -> assertThat(matches(use, read(file), 1).filter((name) -> !name.equals("js")))
					.as("%s", file)
					.isSubsetOf(names));
		}
	}

	@Test
	void everyMessageExistsInEveryLanguage() {
		for (String app : apps()) {
			Map<String, Map<String, JsonNode>> messages = new HashMap<>();
			LANGUAGES.forEach((lang) -> messages.put(lang, messages(app, lang)));
			Map<String, JsonNode> english = messages.get("en");
			messages.forEach((lang, translated) -> {
				assertThat(translated.keySet()).as("%s in %s", app, lang).isEqualTo(english.keySet());
				translated.forEach((key, text) -> assertThat(placeholders(text)).as("%s in %s", key, lang)
					.isEqualTo(placeholders(english.get(key))));
			});
		}
	}

	@Test
	void everyMessageThatAModuleUsesExists() {
		Set<String> shared = messages("shared", "en").keySet();
		for (String app : apps()) {
			Set<String> known = new HashSet<>(shared);
			known.addAll(messages(app, "en").keySet());
			list(SOURCES.resolve(app), ".js").forEach(
					(file) -> assertThat(matches(KEY, read(file), 1)).as("messages in %s", file).isSubsetOf(known));
		}
	}

	@Test
	void whatOrganisersWriteHasTheLanguageOfTheEvent() {
		Pattern content = Pattern.compile(">\\$\\{(?!question)[\\w.?]+\\.(title|subtitle|abstract|description|bio)\\b");
		Map<String, String> found = new TreeMap<>();
		list(SOURCES, ".js").forEach((file) -> {
			String source = read(file);
			content.matcher(source)
				.results()
				.forEach((use) -> found.put(file + ": " + use.group(),
						source.substring(Math.max(0, use.start() - 200), use.start())));
		});
		assertThat(found).hasSizeGreaterThan(15).allSatisfy((_, before) -> assertThat(before).contains("lang="));
	}

	@Test
	void modulesAreShortAndImportOnlyLitAndThemselves() {
		Pattern imported = Pattern
			.compile("(?m)^(?:import|export)\\s*(?:[\\w*\\s{},$]+?\\s*from\\s*)?['\"]([^'\"\\n]+)['\"]");
		List<String> problems = new ArrayList<>();
		list(SOURCES, ".js").forEach((file) -> {
			if (read(file).lines().count() > MOST_LINES) {
				problems.add(file + " has more than " + MOST_LINES + " lines");
			}
			matches(imported, read(file), 1).filter((name) -> !name.matches("lit(/.*)?|shared/.*|\\.{1,2}/.*"))
				.forEach((name) -> problems.add(file + " imports " + name));
		});
		assertThat(problems).isEmpty();
	}

	private static Set<String> placeholders(JsonNode text) {
		return matches(PLACEHOLDER, text.toString(), 0).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Map<String, JsonNode> messages(String app, String lang) {
		Map<String, JsonNode> messages = new TreeMap<>();
		Path file = SOURCES.resolve(app).resolve("messages").resolve(lang + ".json");
		JsonMapper.shared()
			.readTree(read(file))
			.properties()
			.forEach((one) -> messages.put(one.getKey(), one.getValue()));
		return messages;
	}

	private static GraphQLSchema schema() {
		TypeDefinitionRegistry types = new TypeDefinitionRegistry();
		try (Stream<Path> files = Files.list(Path.of("schema"))) {
			files.filter((file) -> file.toString().endsWith(".graphqls") && !file.endsWith("released.graphqls"))
				.forEach((file) -> types.merge(new SchemaParser().parse(read(file))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return UnExecutableSchemaGenerator.makeUnExecutableSchema(types);
	}

	private static List<String> apps() {
		try (Stream<Path> folders = Files.list(SOURCES)) {
			return folders.filter((folder) -> Files.isDirectory(folder.resolve("messages")))
				.map((folder) -> folder.getFileName().toString())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<String> matches(Pattern pattern, String text, int group) {
		return pattern.matcher(text).results().map((MatchResult match) -> match.group(group));
	}

	private static Stream<Path> list(Path folder, String ending) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(ending)).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
