package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.e2e.harness.Checkout;
import io.mgeosync.verdict.kubernetes.KubernetesSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** deploy/kubernetes, strictly by the published models and by what the files say of each other. */
class KubernetesFilesTest {
  private static final Path FOLDER = Shipped.path("kubernetes");

  private final List<HasMetadata> objects = new ArrayList<>();
  private JsonNode kustomization;

  @BeforeEach
  void read() throws IOException {
    kustomization = Typed.trees(Files.readString(FOLDER.resolve("kustomization.yaml"))).getFirst();
    for (JsonNode file : kustomization.path("resources")) {
      objects.addAll(Typed.objects(FOLDER.resolve(file.asText())));
    }
  }

  private <T> T only(Class<T> type) {
    List<T> found = objects.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).as(type.getSimpleName()).hasSize(1);
    return found.getFirst();
  }

  private PodTemplateSpec agent() {
    return only(DaemonSet.class).getSpec().getTemplate();
  }

  private PodTemplateSpec mgeo() {
    return only(Deployment.class).getSpec().getTemplate();
  }

  private static Stream<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
  }

  @Test
  void everyFieldIsOneThatItsModelKnows() throws Exception {
    for (HasMetadata object : objects) {
      assertThat(Typed.unknownFields(object)).isEmpty();
    }
  }

  @Test
  void aMistypedFieldWouldBeFound() throws Exception {
    String text = Files.readString(FOLDER.resolve("mgeo.yaml"));
    for (String field : List.of("readinessGates", "periodSeconds", "maxSurge", "hostPort")) {
      var unknown = new ArrayList<String>();
      for (HasMetadata object : Typed.objects(text.replace(field + ":", field + "x:"))) {
        unknown.addAll(Typed.unknownFields(object));
      }
      assertThat(unknown).isNotEmpty().allMatch(path -> path.endsWith("." + field + "x"));
    }
  }

  @Test
  void everyFileOfTheFolderIsNamedOrSaysWhyNot() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .filteredOn(name -> !name.equals("kustomization.yaml"))
          .filteredOn(name -> !name.startsWith("prometheus-"))
          .containsExactlyInAnyOrderElementsOf(
              kustomization.path("resources").valueStream().map(JsonNode::asText).toList());
    }
    assertThat(objects)
        .filteredOn(object -> object.getMetadata().getNamespace() == null)
        .extracting(HasMetadata::getKind)
        .containsExactlyInAnyOrder("Namespace", "ClusterRole", "ClusterRoleBinding");
  }

  /** A secret needs its namespace. */
  @Test
  void theFileAndThePageInstallInOneOrder() throws IOException {
    String file = Files.readString(FOLDER.resolve("kustomization.yaml"));
    String page = Files.readString(Checkout.path("docs/kubernetes.md"));
    assertThat(commands("#   ", file))
        .isEqualTo(commands("    ", page))
        .containsExactly(
            "kubectl apply -f deploy/kubernetes/namespace.yaml",
            "kubectl -n mgeo create secret generic mgeo-sync-store --from-env-file=agent.env",
            "kubectl apply -k deploy/kubernetes");
  }

  private static List<String> commands(String indent, String text) {
    String before = indent + "kubectl ";
    return text.lines()
        .filter(line -> line.startsWith(before))
        .map(line -> line.substring(indent.length()))
        .toList();
  }

  @Test
  void selectorsFindThePodsThatTheyAreFor() {
    Map<String, String> labels = mgeo().getMetadata().getLabels();
    assertThat(only(Deployment.class).getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
    assertThat(only(Service.class).getSpec().getSelector()).isEqualTo(labels);
    assertThat(only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
        .isEqualTo(labels);
    assertThat(only(DaemonSet.class).getSpec().getSelector().getMatchLabels())
        .isEqualTo(agent().getMetadata().getLabels())
        .isNotEqualTo(labels);
    var target = only(HorizontalPodAutoscaler.class).getSpec().getScaleTargetRef();
    assertThat(target.getName()).isEqualTo(only(Deployment.class).getMetadata().getName());
  }

  @Test
  void namesThatReferToOthersFindThem() {
    assertThat(agent().getSpec().getServiceAccountName())
        .isEqualTo(only(ServiceAccount.class).getMetadata().getName());
    String configMap = only(ConfigMap.class).getMetadata().getName();
    for (PodSpec pod : List.of(agent().getSpec(), mgeo().getSpec())) {
      assertThat(pod.getVolumes())
          .filteredOn(volume -> volume.getConfigMap() != null)
          .allMatch(volume -> configMap.equals(volume.getConfigMap().getName()));
      List<String> volumes = pod.getVolumes().stream().map(Volume::getName).toList();
      assertThat(containers(pod).flatMap(c -> c.getVolumeMounts().stream()))
          .extracting(VolumeMount::getName)
          .isSubsetOf(volumes);
    }
    String port = only(Service.class).getSpec().getPorts().getFirst().getTargetPort().getStrVal();
    assertThat(mgeo().getSpec().getContainers().getFirst().getPorts())
        .anyMatch(one -> port.equals(one.getName()));
  }

  @Test
  void probesAskPathsThatExistAtPortsThatAreOpen() {
    for (PodSpec pod : List.of(agent().getSpec(), mgeo().getSpec())) {
      Container main = pod.getContainers().getFirst();
      String port = main.getPorts().getFirst().getName();
      for (Probe probe :
          List.of(main.getStartupProbe(), main.getReadinessProbe(), main.getLivenessProbe())) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo(port);
        assertThat(probe.getHttpGet().getPath()).isIn("/livez", "/version");
      }
    }
  }

  @Test
  void theAgentsFileIsOneThatTheAgentLoadsAndFitsThePods() {
    String text = Objects.requireNonNull(only(ConfigMap.class).getData().get("agent.yaml"));
    AgentConfig config = ConfigLoader.parse("agent.yaml", text);
    KubernetesSettings kubernetes = Objects.requireNonNull(config.kubernetes());
    assertThat(mgeo().getSpec().getReadinessGates())
        .extracting(gate -> gate.getConditionType())
        .containsExactly(kubernetes.readinessGate());
    assertThat(mgeo().getMetadata().getLabels().entrySet().toString())
        .isEqualTo("[" + kubernetes.selector() + "]");
    assertThat(only(Deployment.class).getMetadata().getNamespace())
        .isEqualTo(kubernetes.namespace());
    var service = Objects.requireNonNull(config.bundles().getFirst().service());
    assertThat(mgeo().getSpec().getContainers().getFirst().getPorts().getFirst().getHostPort())
        .isEqualTo(service.url().getPort());
    assertThat(agent().getSpec().getContainers().getFirst().getPorts().getFirst())
        .matches(port -> port.getContainerPort() == config.http().listen().port());
    assertThat(service.interval().compareTo(service.deadline())).isPositive();
  }

  @Test
  void theStateIsOneFolderThatOnlyTheAgentAndThePullWrite() {
    assertThat(
            containers(mgeo().getSpec())
                .flatMap(c -> c.getVolumeMounts().stream().filter(m -> m.getName().equals("state")))
                .map(mount -> mount.getMountPath() + Boolean.TRUE.equals(mount.getReadOnly())))
        .containsExactly("/var/lib/mgeo-syncfalse", "/var/lib/mgeo-synctrue");
    assertThat(hostPath(mgeo())).isEqualTo(hostPath(agent())).isEqualTo("/var/lib/mgeo-sync");
  }

  private static String hostPath(PodTemplateSpec template) {
    return template.getSpec().getVolumes().stream()
        .filter(volume -> volume.getHostPath() != null)
        .map(volume -> volume.getHostPath().getPath())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void noContainerKeepsMoreThanItNeeds() {
    for (PodSpec pod : List.of(agent().getSpec(), mgeo().getSpec())) {
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(containers(pod))
          .allSatisfy(
              container -> {
                var context = container.getSecurityContext();
                assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(context.getPrivileged()).isNull();
                assertThat(container.getResources().getRequests()).containsKey("memory");
                assertThat(container.getResources().getLimits()).containsKey("memory");
              });
    }
    assertThat(containers(agent().getSpec()))
        .as("it looks at the GPUs and claims none")
        .noneMatch(c -> c.getResources().getLimits().containsKey("nvidia.com/gpu"));
    assertThat(mgeo().getSpec().getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void thePodEndsOnlyAfterItsLastRequest() {
    var main = mgeo().getSpec().getContainers().getFirst();
    long sleep = main.getLifecycle().getPreStop().getSleep().getSeconds();
    assertThat(mgeo().getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(sleep + 1 + 15);
    assertThat(sleep).isGreaterThanOrEqualTo(5);
  }

  @Test
  void theMetricOfTheAutoscalerIsTheOneThatTheAdapterMakes() throws IOException {
    var spec = only(HorizontalPodAutoscaler.class).getSpec();
    assertThat(spec.getMinReplicas()).isEqualTo(2);
    assertThat(spec.getMaxReplicas()).isEqualTo(5);
    assertThat(spec.getMetrics()).extracting(metric -> metric.getType()).containsExactly("Pods");
    var pods = spec.getMetrics().getFirst().getPods();
    assertThat(pods.getTarget().getAverageValue().getNumericalAmount()).isEqualByComparingTo("70");
    String rules = Files.readString(FOLDER.resolve("prometheus-adapter-rules.yaml"));
    JsonNode rule = Typed.trees(rules).getFirst().path("rules").get(0);
    String metric = rule.at("/name/as").asText();
    assertThat(pods.getMetric().getName()).isEqualTo(metric);
    assertThat(rule.path("seriesQuery").asText()).startsWith(metric + "{");
    assertThat(metric).matches(rule.at("/name/matches").asText());
    assertThat(only(Deployment.class).getSpec().getReplicas())
        .as("else each apply would undo what the autoscaler has done")
        .isNull();
  }
}
