package dev.plenum.deployment;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;

/**
 * The connections that the network policies of a build allow its pods. As in Kubernetes,
 * a connection is allowed by one rule of one policy that selects the pod.
 *
 * @param policies the policies that select the pods
 */
record Policies(List<NetworkPolicySpec> policies) {

	static Policies of(List<HasMetadata> objects) {
		Map<String, String> labels = podLabels(objects);
		return new Policies(objects.stream()
			.filter(NetworkPolicy.class::isInstance)
			.map((object) -> ((NetworkPolicy) object).getSpec())
			.filter((policy) -> selects(policy.getPodSelector(), labels))
			.toList());
	}

	static Map<String, String> podLabels(List<HasMetadata> objects) {
		return objects.stream()
			.filter(Deployment.class::isInstance)
			.map((object) -> ((Deployment) object).getSpec().getTemplate().getMetadata().getLabels())
			.findFirst()
			.orElseThrow();
	}

	boolean haveNoDefault(String direction) {
		return this.policies.stream().noneMatch((policy) -> policy.getPolicyTypes().contains(direction));
	}

	/**
	 * Whether the pods may connect to another pod.
	 * @param namespace the name of the other's namespace
	 * @param labels the other's labels
	 * @param port its port
	 * @param protocol TCP or UDP
	 * @return true if they may
	 */
	boolean allowTo(String namespace, Map<String, String> labels, int port, String protocol) {
		return haveNoDefault("Egress") || this.policies.stream()
			.flatMap((policy) -> stream(policy.getEgress()))
			.anyMatch((rule) -> ports(rule.getPorts(), port, protocol) && peers(rule.getTo(), namespace, labels));
	}

	/**
	 * Whether another pod may connect to the pods.
	 * @param namespace the name of the other's namespace
	 * @param labels the other's labels
	 * @param port the port of the pods
	 * @return true if it may
	 */
	boolean allowFrom(String namespace, Map<String, String> labels, int port) {
		return haveNoDefault("Ingress") || this.policies.stream()
			.flatMap((policy) -> stream(policy.getIngress()))
			.anyMatch((rule) -> ports(rule.getPorts(), port, "TCP") && peers(rule.getFrom(), namespace, labels));
	}

	private static boolean ports(List<NetworkPolicyPort> ports, int port, String protocol) {
		return stream(ports).findAny().isEmpty() || stream(ports)
			.anyMatch((allowed) -> allowed.getPort().getIntVal() == port && allowed.getProtocol().equals(protocol));
	}

	private static boolean peers(List<NetworkPolicyPeer> peers, String namespace, Map<String, String> labels) {
		return stream(peers).findAny().isEmpty() || stream(peers).anyMatch((peer) -> peer.getIpBlock() == null
				&& selects(peer.getNamespaceSelector(), Map.of("kubernetes.io/metadata.name", namespace))
				&& (peer.getPodSelector() == null || selects(peer.getPodSelector(), labels)));
	}

	static boolean selects(LabelSelector selector, Map<String, String> labels) {
		return selector != null && (selector.getMatchLabels() == null
				|| labels.entrySet().containsAll(selector.getMatchLabels().entrySet()));
	}

	private static <T> Stream<T> stream(List<T> items) {
		return (items != null) ? items.stream() : Stream.empty();
	}

}
