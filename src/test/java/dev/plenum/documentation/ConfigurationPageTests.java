package dev.plenum.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about settings names every setting of the code, and no other, with the default
 * of the code.
 */
class ConfigurationPageTests {

	private static final Pattern NAMED_IN_CODE = Pattern.compile("(?:\\$\\{|name = \")(plenum\\.[a-z.-]+)");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+):([^}]*)}");

	private static final Pattern VARIABLE = Pattern.compile("PLENUM_[A-Z][A-Z_]*");

	private static final Map<String, List<String>> ROWS = Markdown.read(Path.of("docs/configuration.md")).rows();

	private static final Map<String, Setting> SETTINGS = settings();

	@Test
	void everySettingHasARowAndEveryRowHasASetting() {
		Set<String> known = new TreeSet<>(SETTINGS.keySet());
		known.addAll(found(NAMED_IN_CODE, Path.of("src/main/java")));
		assertThat(ROWS.keySet().stream().filter((name) -> name.startsWith("plenum."))).containsAll(known)
			.allMatch(known::contains);
	}

	@Test
	void everyRowHasTheDefaultAndTheUnitOfTheSetting() {
		SETTINGS.forEach((name, setting) -> {
			List<String> cells = ROWS.getOrDefault(name, List.of("", "", "", ""));
			if (setting.standard().isEmpty()) {
				assertThat(cells.get(1)).as(name).isNotBlank().doesNotContain("`");
			}
			else {
				assertThat(cells.get(1)).as(name).isEqualTo("`%s`".formatted(setting.standard()));
			}
			assertThat(cells.get(2)).as("unit of " + name).startsWith(unit(setting.type()));
			assertThat(cells.get(3)).as("meaning of " + name).endsWith(".");
		});
	}

	@Test
	void everyPlaceholderForTheEnvironmentHasARowWithItsDefault() {
		PLACEHOLDER.matcher(text(Path.of("src/main/resources/application.yaml"))).results().forEach((placeholder) -> {
			String standard = placeholder.group(2).isEmpty() ? "none" : "`%s`".formatted(placeholder.group(2));
			assertThat(ROWS).as(placeholder.group()).containsKey(placeholder.group(1));
			assertThat(ROWS.get(placeholder.group(1))).as(placeholder.group()).element(1).isEqualTo(standard);
		});
	}

	@Test
	void everyVariableThatIsNamedAnywhereIsOnThePage() {
		Set<String> names = Stream.of("src/main", "k8s", "docs", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
			.flatMap((path) -> found(VARIABLE, Path.of(path)).stream())
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> ofSettings = ROWS.keySet()
			.stream()
			.map(ConfigurationPageTests::variable)
			.collect(Collectors.toSet());
		assertThat(names).contains("PLENUM_MONGODB_URI")
			.allMatch((name) -> ROWS.containsKey(name) || ofSettings.contains(name));
	}

	/** The variable that Spring Boot reads for a setting. */
	private static String variable(String setting) {
		return setting.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	private static String unit(Class<?> type) {
		if (type == Duration.class) {
			return "duration";
		}
		if (type == DataSize.class) {
			return "size";
		}
		return (ClassUtils.resolvePrimitiveIfNecessary(type) == Boolean.class) ? "`true` or `false`" : "";
	}

	private static Map<String, Setting> settings() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		Map<String, Setting> settings = new TreeMap<>();
		scanner.findCandidateComponents("dev.plenum").forEach((found) -> {
			Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
			String prefix = AnnotationUtils.findAnnotation(type, ConfigurationProperties.class).value();
			if (prefix.startsWith("plenum")) {
				collect(prefix, type, settings);
			}
		});
		assertThat(settings).isNotEmpty();
		return settings;
	}

	private static void collect(String prefix, Class<?> type, Map<String, Setting> settings) {
		for (Parameter parameter : BeanUtils.getResolvableConstructor(type).getParameters()) {
			String name = prefix + "." + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			if (parameter.getType().isRecord() && parameter.getType().getEnclosingClass() == type) {
				collect(name, parameter.getType(), settings);
			}
			else {
				DefaultValue standard = parameter.getAnnotation(DefaultValue.class);
				settings.put(name,
						new Setting(parameter.getType(), (standard != null) ? String.join(",", standard.value()) : ""));
			}
		}
	}

	private static Set<String> found(Pattern pattern, Path root) {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter(Files::isRegularFile)
				.filter((file) -> Arrays.asList("java", "yaml", "env", "md", "json", "Dockerfile")
					.contains(file.getFileName().toString().replaceFirst(".*\\.", "")))
				.flatMap((file) -> pattern.matcher(text(file)).results())
				.map((match) -> match.group(match.groupCount()))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A setting of the code.
	 *
	 * @param type its type
	 * @param standard its default; empty if it has none
	 */
	private record Setting(Class<?> type, String standard) {
	}

}
