package dev.plenum;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.platform.graphql.Refusal;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every refusal of the schema has a record, and a text in each language.
 */
class RefusalTests {

	private static final String MESSAGE = "A text to display, in the language of the Accept-Language header: Swedish, Finnish or English; otherwise English.";

	private static final GraphQLSchema SCHEMA = SchemaRules.schemaIn(Path.of("schema"));

	static List<String> refusals() {
		return SCHEMA.getImplementations((GraphQLInterfaceType) Objects.requireNonNull(SCHEMA.getType("Refusal")))
			.stream()
			.map(GraphQLNamedType::getName)
			.toList();
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void aRefusalHasARecord(String refusal) {
		assertThat(records(refusal)).isNotEmpty()
			.allSatisfy(
					(type) -> assertThat(type).matches(Class::isRecord, "is a record").isAssignableTo(Refusal.class));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void aRefusalIsDescribedLikeTheOthers(String refusal) {
		assertThat(SCHEMA.getObjectType(refusal).getFieldDefinition("message").getDescription()).isEqualTo(MESSAGE);
	}

	/**
	 * A refusal with several texts has one for each reason, such as
	 * {@code EventClosed.OVER}.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "en", "sv", "fi" })
	void aRefusalHasATextInEveryLanguage(String language) {
		Set<String> keys = texts(language).stringPropertyNames();
		assertThat(refusals()).allSatisfy((refusal) -> assertThat(keys)
			.anyMatch((key) -> key.equals(refusal) || key.startsWith(refusal + ".") && hasOwnKeys(refusal)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "sv", "fi" })
	void aTextBelongsToARefusalAndSaysSomething(String language) {
		Properties texts = texts(language);
		Set<String> keys = new TreeSet<>(texts.stringPropertyNames());
		assertThat(keys).isEqualTo(new TreeSet<>(texts("en").stringPropertyNames()));
		assertThat(keys).allSatisfy((key) -> assertThat(refusals()).contains(key.split("\\.")[0]));
		assertThat(texts.values()).allSatisfy((text) -> assertThat(text.toString()).isNotBlank().hasSizeLessThan(200))
			.doesNotHaveDuplicates();
	}

	private static boolean hasOwnKeys(String refusal) {
		return records(refusal).stream()
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.anyMatch((method) -> method.getName().equals("messageKey"));
	}

	private static Set<Class<?>> records(String refusal) {
		Path classes = Path.of(URI.create(Plenum.class.getProtectionDomain().getCodeSource().getLocation().toString()));
		try (Stream<Path> files = Files.walk(classes)) {
			return files.map((file) -> classes.relativize(file).toString().replace('/', '.'))
				.filter((name) -> name.endsWith("." + refusal + ".class") || name.endsWith("$" + refusal + ".class"))
				.map((name) -> type(name.substring(0, name.length() - ".class".length())))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName(name, false, RefusalTests.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Properties texts(String language) {
		try (Reader file = new InputStreamReader(
				Objects.requireNonNull(
						Refusal.class.getResourceAsStream("/dev/plenum/refusals_" + language + ".properties")),
				StandardCharsets.UTF_8)) {
			Properties texts = new Properties();
			texts.load(file);
			return texts;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
