package dev.plenum.deployment;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricSpec;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The manifests in {@code k8s}: each is valid for Kubernetes, and together they are what
 * the server needs.
 */
class ManifestTests {

	private static final Path K8S = Path.of("k8s");

	@ParameterizedTest(name = "{0}")
	@MethodSource("manifests")
	void everyManifestIsValidForKubernetes(Path file) {
		assertThat(Manifest.read(Manifest.text(file))).isNotEmpty();
	}

	static Stream<Path> manifests() throws IOException {
		try (Stream<Path> files = Files.walk(K8S)) {
			return files
				.filter((file) -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml")
						&& !file.startsWith(K8S.resolve("monitoring")))
				.toList()
				.stream();
		}
	}

	@Test
	void aMisspeltFieldIsFound() {
		String deployment = Manifest.text(K8S.resolve("base/deployment.yaml"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Manifest.read(deployment.replace("readinessProbe:", "readynessProbe:")))
			.withMessageContaining("readynessProbe");
		assertThatRuntimeException()
			.isThrownBy(() -> Manifest.read(deployment.replace("periodSeconds: 5", "periodSeconds: often")))
			.withMessageContaining("often");
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "production" })
	void eachOverlayBuildsToValidManifests(String overlay) {
		List<HasMetadata> objects = build(overlay);
		assertThat(objects).extracting(HasMetadata::getKind).contains("Deployment", "Service", "NetworkPolicy");
		assertThat(objects).filteredOn((object) -> !object.getKind().equals("Namespace"))
			.allSatisfy((object) -> assertThat(object.getMetadata().getNamespace()).isEqualTo("plenum"));
		String settings = container(objects).getEnvFrom().getFirst().getConfigMapRef().getName();
		assertThat(settings).as("a changed setting rolls the pods").matches("plenum-\\w+");
		assertThat(objects).filteredOn(ConfigMap.class::isInstance)
			.extracting((object) -> object.getMetadata().getName())
			.containsExactly(settings);
	}

	@ParameterizedTest
	@ValueSource(strings = { "overlays/local", "overlays/production", "overlays/traced" })
	void kustomizeBuildsTheSame(String overlay, @TempDir Path copy) throws Exception {
		Path directory = traced(copy).resolve(overlay);
		assertThat(nameless(Manifest.documents(kustomize(directory))))
			.containsExactlyInAnyOrderElementsOf(nameless(Kustomization.build(directory)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "production" })
	void everySelectorOfAnOverlayFindsItsPods(String overlay) {
		List<HasMetadata> objects = build(overlay);
		Map<String, String> labels = Policies.podLabels(objects);
		assertThat(labels)
			.containsAllEntriesOf(only(Deployment.class, objects).getSpec().getSelector().getMatchLabels())
			.containsAllEntriesOf(only(Service.class, objects).getSpec().getSelector());
		assertThat(only(Deployment.class, objects).getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
			.allSatisfy((spread) -> assertThat(Policies.selects(spread.getLabelSelector(), labels)).isTrue());
		assertThat(objects).filteredOn(PodDisruptionBudget.class::isInstance)
			.allSatisfy((object) -> assertThat(
					Policies.selects(((PodDisruptionBudget) object).getSpec().getSelector(), labels))
				.isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "production" })
	void podsResolveNamesInEveryOverlay(String overlay) {
		Policies policies = Policies.of(build(overlay));
		assertThat(policies.haveNoDefault("Egress")).isFalse();
		for (String protocol : List.of("UDP", "TCP")) {
			assertThat(policies.allowTo("kube-system", Map.of("k8s-app", "kube-dns"), 53, protocol)).isTrue();
			assertThat(policies.allowTo("kube-system", Map.of("k8s-app", "other"), 53, protocol)).isFalse();
		}
	}

	@Test
	void podsReachDatabaseAndIssuerAndAreReachedByClientsAndPrometheus() {
		Policies policies = Policies.of(build("production"));
		assertThat(policies.allowTo("database", Map.of(), 27017, "TCP")).isTrue();
		assertThat(policies.allowTo("login", Map.of(), 443, "TCP")).isTrue();
		assertThat(policies.allowTo("other", Map.of(), 80, "TCP")).isFalse();
		assertThat(policies.allowFrom("ingress-nginx", Map.of(), 8080)).isTrue();
		assertThat(policies.allowFrom("monitoring", Map.of(), 9090)).isTrue();
		assertThat(policies.allowFrom("other", Map.of(), 8080)).isFalse();
		assertThat(policies.allowFrom("ingress-nginx", Map.of(), 9090)).isFalse();
	}

	@Test
	void tracesReachTheCollectorOnceTheyAreConfigured(@TempDir Path copy) throws IOException {
		List<HasMetadata> objects = Manifest.objects(Kustomization.build(traced(copy).resolve("overlays/traced")));
		String endpoint = only(ConfigMap.class, objects).getData().get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
		assertThat(Policies.of(objects).allowTo("monitoring", Map.of(), URI.create(endpoint).getPort(), "TCP"))
			.isTrue();
		assertThat(Policies.of(objects).allowTo("monitoring", Map.of(), 4317, "TCP")).isTrue();
		assertThat(Policies.of(build("production")).allowTo("monitoring", Map.of(), 4318, "TCP")).isFalse();
	}

	@Test
	void theMemoryOfTheServerFitsThePod() {
		String options = Manifest.text(K8S.resolve("Dockerfile"));
		double limit = container(build("production")).getResources()
			.getLimits()
			.get("memory")
			.getNumericalAmount()
			.doubleValue() / (1 << 20);
		double heap = limit * option(options, "-XX:MaxRAMPercentage=(\\d+)") / 100;
		double direct = option(options, "-XX:MaxDirectMemorySize=(\\d+)m");
		double sockets = 15_000 * 4.0 / 1024;
		assertThat(limit - heap - direct - sockets).as("for classes, machine code and threads, in MiB")
			.isGreaterThan(250);
	}

	@Test
	void thePodFulfilsTheRestrictedSecurityStandard() {
		DeploymentSpec spec = deployment().getSpec();
		assertThat(spec.getTemplate().getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
		assertThat(spec.getTemplate().getSpec().getSecurityContext().getSeccompProfile().getType())
			.isEqualTo("RuntimeDefault");
		assertThat(spec.getTemplate().getSpec().getContainers()).allSatisfy((container) -> {
			assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
			assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
			assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
		});
	}

	@Test
	void theProbesUseThePortForClients() {
		Container container = deployment().getSpec().getTemplate().getSpec().getContainers().getFirst();
		assertThat(List.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe()))
			.extracting((Probe probe) -> probe.getHttpGet().getPort().getStrVal())
			.containsOnly("http");
		assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
		assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
	}

	@Test
	void aPodHasTimeToStopAndPodsAreSpread() {
		PodSpec pod = deployment().getSpec().getTemplate().getSpec();
		long pause = pod.getContainers().getFirst().getLifecycle().getPreStop().getSleep().getSeconds();
		assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds() - pause))
			.as("the goodbyes, and then the running requests; each phase has its time")
			.isGreaterThan(phase().multipliedBy(2));
		assertThat(pod.getTopologySpreadConstraints()).extracting(TopologySpreadConstraint::getTopologyKey)
			.containsExactlyInAnyOrder("topology.kubernetes.io/zone", "kubernetes.io/hostname");
	}

	@Test
	void allOtherTrafficIsDenied() {
		NetworkPolicySpec deny = only(NetworkPolicy.class, "base/networkpolicy.yaml").getSpec();
		assertThat(deny.getPodSelector().getMatchLabels()).isNullOrEmpty();
		assertThat(deny.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
		assertThat(deny.getIngress()).isNullOrEmpty();
		assertThat(deny.getEgress()).isNullOrEmpty();
	}

	@Test
	void theClusterScalesByProcessorAndSockets() {
		List<MetricSpec> metrics = only(HorizontalPodAutoscaler.class,
				"overlays/production/horizontalpodautoscaler.yaml")
			.getSpec()
			.getMetrics();
		assertThat(metrics).extracting(MetricSpec::getType).containsExactly("Resource", "Pods");
		assertThat(metrics.getFirst().getResource().getName()).isEqualTo("cpu");
		assertThat(metrics.getLast().getPods().getMetric().getName()).isEqualTo("plenum_sockets");
		assertThat(only(PodDisruptionBudget.class, "overlays/production/poddisruptionbudget.yaml").getSpec()
			.getMaxUnavailable()
			.getIntVal()).isEqualTo(1);
	}

	@Test
	void theIngressNamesItsClassAndKeepsIdleSocketsOpen() {
		Ingress ingress = only(Ingress.class, "overlays/production/ingress.yaml");
		assertThat(ingress.getSpec().getIngressClassName()).isNotBlank();
		assertThat(ingress.getMetadata().getAnnotations())
			.containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600")
			.containsEntry("nginx.ingress.kubernetes.io/proxy-send-timeout", "3600");
	}

	@Test
	void theDatabaseAddressIsASecretThatIsInNoFile() throws IOException {
		assertThat(only(Deployment.class, "overlays/production/deployment.yaml").getSpec()
			.getTemplate()
			.getSpec()
			.getContainers()
			.getFirst()
			.getEnv()).singleElement().satisfies((variable) -> {
				assertThat(variable.getName()).isEqualTo("PLENUM_MONGODB_URI");
				assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("plenum-mongodb");
			});
		try (Stream<Path> files = Files.walk(K8S)) {
			assertThat(files.filter((file) -> file.toString().matches(".*\\.(yaml|env)")).map(Manifest::text))
				.isNotEmpty()
				.noneMatch((text) -> text.contains("kind: Secret\n") || text.contains("mongodb://")
						|| text.contains("mongodb+srv://"));
		}
	}

	@Test
	void theImageIsLayeredAndTrainedAndRunsAsNobody() {
		assertThat(Manifest.text(K8S.resolve("Dockerfile"))).contains("extract --layers", "FROM eclipse-temurin:25-jre",
				"-XX:AOTCacheOutput=plenum.aot", "-XX:AOTCache=/app/plenum.aot", "\nUSER 10001:10001\n");
	}

	private static Deployment deployment() {
		return only(Deployment.class, "base/deployment.yaml");
	}

	/** The configured timeout of each phase of a stop. */
	private static Duration phase() {
		YamlPropertiesFactoryBean settings = new YamlPropertiesFactoryBean();
		settings.setResources(new ClassPathResource("application.yaml"));
		return DurationStyle
			.detectAndParse(settings.getObject().getProperty("spring.lifecycle.timeout-per-shutdown-phase"));
	}

	private static List<HasMetadata> build(String overlay) {
		return Manifest.objects(Kustomization.build(K8S.resolve("overlays").resolve(overlay)));
	}

	/** A copy of the manifests with a further overlay: production with traces. */
	private static Path traced(Path copy) throws IOException {
		FileSystemUtils.copyRecursively(K8S, copy);
		FileSystemUtils.copyRecursively(K8S.resolve("overlays/production"), copy.resolve("overlays/traced"));
		Path kustomization = copy.resolve("overlays/traced/kustomization.yaml");
		String text = Files.readString(kustomization);
		Files.writeString(kustomization, text.replace("#components:", "components:")
			.replace("#  - ../../components/tracing", "  - ../../components/tracing"));
		assertThat(Files.readString(kustomization)).isNotEqualTo(text);
		return copy;
	}

	/** The objects, with the hash in the names of config maps replaced. */
	private static List<Map<String, Object>> nameless(List<Map<String, Object>> objects) {
		return objects.stream()
			.map((object) -> new Yaml().dump(object).replaceAll("plenum-[a-z0-9]{10}\\b", "plenum-HASH"))
			.map((text) -> Manifest.documents(text).getFirst())
			.toList();
	}

	private static Container container(List<HasMetadata> objects) {
		return only(Deployment.class, objects).getSpec().getTemplate().getSpec().getContainers().getFirst();
	}

	private static <T extends HasMetadata> T only(Class<T> kind, List<HasMetadata> objects) {
		return objects.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
	}

	private static double option(String text, String pattern) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.mapToDouble((value) -> Double.parseDouble(value.group(1)))
			.findFirst()
			.orElseThrow();
	}

	private static <T extends HasMetadata> T only(Class<T> kind, String file) {
		return kind.cast(Manifest.read(Manifest.text(K8S.resolve(file))).getFirst());
	}

	private static String kustomize(Path overlay) throws IOException, InterruptedException {
		Process process;
		try {
			process = new ProcessBuilder("kubectl", "kustomize", overlay.toString()).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			assumeTrue(false, "Skipped: there is no kubectl on this machine");
			throw ex;
		}
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output;
	}

}
