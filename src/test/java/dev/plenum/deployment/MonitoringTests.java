package dev.plenum.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard and the alerts use existing metrics, and every alert is explained.
 */
class MonitoringTests {

	private static final Path MONITORING = Path.of("k8s", "monitoring");

	private static final Pattern NUMBER = Pattern.compile("plenum_[a-z_]+");

	@Test
	void everyAlertIsExplained() {
		String page = Manifest.text(Path.of("docs", "operations.md"));
		assertThat(alerts()).isNotEmpty().allSatisfy((alert) -> assertThat(page).contains("| " + alert + " |"));
	}

	@Test
	void theDashboardIsValid() {
		assertThat(JsonMapper.shared().readTree(Manifest.text(MONITORING.resolve("dashboard.json"))).get("panels"))
			.isNotEmpty()
			.allSatisfy((panel) -> assertThat(panel.at("/targets/0/expr").asString()).isNotBlank());
	}

	/**
	 * The numbers that somebody is shown or called for.
	 * @return their names
	 */
	static Set<String> numbers() {
		return List.of("dashboard.json", "alerts.yaml")
			.stream()
			.flatMap((file) -> NUMBER.matcher(Manifest.text(MONITORING.resolve(file))).results())
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<String> alerts() {
		Map<String, List<Map<String, List<Map<String, String>>>>> rules = new Yaml(
				new SafeConstructor(new LoaderOptions()))
			.load(Manifest.text(MONITORING.resolve("alerts.yaml")));
		return rules.get("groups")
			.stream()
			.flatMap((group) -> group.get("rules").stream())
			.map((rule) -> rule.get("alert"))
			.toList();
	}

}
