package io.mgeosync.verdict.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The three things that the agent may do in a cluster: patch the status of nodes and of pods, and
 * list pods. Each call ends within {@value #DEADLINE_MILLIS} ms and is tried once.
 */
final class ApiServer implements AutoCloseable {
  private static final int DEADLINE_MILLIS = 3_000;

  /** Lists out of the API server's memory: etcd is not asked. */
  private static final String ANY_VERSION = "0";

  /** Conditions are merged by their type, so that those of others are not touched. */
  private static final PatchContext MERGE = PatchContext.of(PatchType.STRATEGIC_MERGE);

  private final KubernetesClient client;
  private final KubernetesSettings settings;

  ApiServer(Config where, KubernetesSettings settings) {
    Config bounded =
        new ConfigBuilder(where)
            .withRequestTimeout(DEADLINE_MILLIS)
            .withConnectionTimeout(DEADLINE_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    this.client = new KubernetesClientBuilder().withConfig(bounded).build();
    this.settings = settings;
  }

  /** Found as every client finds it: the pod's service account, else {@code KUBECONFIG}. */
  static ApiServer ofCluster(KubernetesSettings settings) {
    return new ApiServer(Config.autoConfigure(null), settings);
  }

  /**
   * The condition as it stands. An empty patch changes nothing and answers with the node, so the
   * agent needs no right to read nodes.
   */
  Optional<NodeCondition> nodeCondition() {
    Node node = patchNode("read the node's condition", "{}");
    return node.getStatus() == null
        ? Optional.empty()
        : node.getStatus().getConditions().stream()
            .filter(one -> one.getType().equals(settings.condition()))
            .findFirst();
  }

  void write(NodeCondition condition) {
    Node change = new NodeBuilder().withNewStatus().withConditions(condition).endStatus().build();
    patchNode("patch the node's condition", client.getKubernetesSerialization().asJson(change));
  }

  private Node patchNode(String what, String patch) {
    Node named =
        new NodeBuilder().withNewMetadata().withName(settings.nodeName()).endMetadata().build();
    return asked(
        what, () -> client.nodes().resource(named).subresource("status").patch(MERGE, patch));
  }

  /** The model pods of this node; none when no readiness gate is configured. */
  List<Pod> pods() {
    String namespace = settings.namespace();
    return namespace == null
        ? List.of()
        : asked(
            "list the node's pods",
            () ->
                client
                    .pods()
                    .inNamespace(namespace)
                    .withLabelSelector(settings.selector())
                    .withField("spec.nodeName", settings.nodeName())
                    .list(new ListOptionsBuilder().withResourceVersion(ANY_VERSION).build())
                    .getItems());
  }

  void write(Pod pod, PodCondition condition) {
    // With its uid the patch is refused once another pod has taken the name.
    Pod change =
        new PodBuilder()
            .withNewMetadata()
            .withUid(pod.getMetadata().getUid())
            .endMetadata()
            .withNewStatus()
            .withConditions(condition)
            .endStatus()
            .build();
    String patch = client.getKubernetesSerialization().asJson(change);
    Pod named =
        new PodBuilder()
            .withNewMetadata()
            .withName(pod.getMetadata().getName())
            .withNamespace(pod.getMetadata().getNamespace())
            .endMetadata()
            .build();
    asked(
        "patch the condition of pod " + pod.getMetadata().getName(),
        () -> client.pods().resource(named).subresource("status").patch(MERGE, patch));
  }

  private static <T> T asked(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw ApiServerException.of(what, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
