package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Program;
import io.mgeosync.e2e.harness.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * deploy/kubernetes/prometheus-scrape.yaml and the agent's DaemonSet. The real promtool relabels
 * the pods; it is told of them, as Debian builds it without the discovery in Kubernetes.
 */
@Needs("promtool")
class KubernetesScrapeIT {
  private static final String POD = "__meta_kubernetes_pod_";

  private final Program promtool = Program.find("promtool");

  @TempDir Path scratch;
  private ObjectNode configuration;
  private ObjectNode job;
  private DaemonSet agent;

  @BeforeEach
  void read() throws IOException {
    String text = Shipped.read("kubernetes/prometheus-scrape.yaml").text();
    configuration = (ObjectNode) Typed.trees(text).getFirst();
    job = (ObjectNode) configuration.at("/scrape_configs/0");
    agent =
        Typed.objects(Shipped.path("kubernetes/agent.yaml")).stream()
            .filter(DaemonSet.class::isInstance)
            .map(DaemonSet.class::cast)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void theJobIsTheOneOfTheRulesAndLooksWhereTheAgentsAre() throws IOException {
    assertThat(Files.readString(Monitoring.RULES))
        .contains("up{job=\"" + job.path("job_name").asText() + "\"}");
    JsonNode discovery = job.path("kubernetes_sd_configs").get(0);
    assertThat(discovery.path("role").asText()).isEqualTo("pod");
    assertThat(discovery.at("/namespaces/names").valueStream().map(JsonNode::asText).toList())
        .isEqualTo(List.of(agent.getMetadata().getNamespace()));
  }

  @Test
  void eachAgentIsATargetByItsNodesNameAndNothingElseIs() throws IOException {
    String app = agent.getMetadata().getName();
    Container main = agent.getSpec().getTemplate().getSpec().getContainers().getFirst();
    var port = main.getPorts().getFirst();
    job.remove("kubernetes_sd_configs");
    ArrayNode pods = job.putArray("static_configs");
    for (String node : List.of("a", "b")) {
      tell(pods, node + ":" + port.getContainerPort(), app, port.getName(), "gpu-" + node);
      tell(pods, node + ":80", app, "", "gpu-" + node);
      tell(pods, node + ":5000", "mgeo", "http", "gpu-" + node);
    }
    assertThat(targets()).containsExactlyInAnyOrder("a:9640 gpu-a", "b:9640 gpu-b");
  }

  private static void tell(ArrayNode pods, String at, String app, String port, String node) {
    ObjectNode pod = pods.addObject();
    pod.putArray("targets").add(at);
    pod.putObject("labels")
        .put(POD + "label_app_kubernetes_io_name", app)
        .put(POD + "container_port_name", port)
        .put(POD + "node_name", node);
  }

  /** Address and label {@code node} of what Prometheus would ask. */
  private List<String> targets() throws IOException {
    Path file = Files.writeString(scratch.resolve("scrape.yml"), configuration.toString());
    String name = job.path("job_name").asText();
    Outcome valid = promtool.run("check", "config", file.toString());
    assertThat(valid.exitCode()).as(valid.output()).isZero();
    Outcome found =
        promtool.run("check", "service-discovery", "--timeout=2s", file.toString(), name);
    assertThat(found.exitCode()).as(found.output()).isZero();
    return new ObjectMapper()
        .readTree(found.output())
        .valueStream()
        .map(target -> target.path("labels"))
        .filter(labels -> !labels.isEmpty())
        .map(labels -> labels.path("instance").asText() + " " + labels.path("node").asText())
        .toList();
  }
}
