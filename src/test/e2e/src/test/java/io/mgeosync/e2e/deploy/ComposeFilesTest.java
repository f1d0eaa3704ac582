package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.config.DirectorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/compose: what its files say of each other. */
class ComposeFilesTest {
  private static final Path FOLDER = Shipped.path("compose");
  private static final String DEVICE = "/deploy/resources/reservations/devices/0";

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void eachAgentAsksTheServiceBesideItAndSharesItsStateAndGpu(String which) throws IOException {
    JsonNode file = Typed.trees(Files.readString(FOLDER.resolve("compose.yaml"))).getFirst();
    JsonNode agent = file.at("/services/agent-" + which);
    JsonNode mgeo = file.at("/services/mgeo-" + which);
    AgentConfig config = ConfigLoader.load(FOLDER.resolve("agent-" + which + ".yaml"));
    assertThat(agent.path("hostname").asText()).isEqualTo(config.node());
    var service = Objects.requireNonNull(config.bundles().getFirst().service());
    assertThat(service.url()).hasHost("mgeo-" + which).hasPort(5000);
    String state = "state-" + which + ":" + config.state();
    assertThat(agent.path("volumes").valueStream().map(JsonNode::asText).toList())
        .isEqualTo(List.of(state, "./agent-" + which + ".yaml:/etc/mgeo-sync/agent.yaml:ro"));
    assertThat(mgeo.at("/volumes/0").asText()).isEqualTo(state + ":ro");
    assertThat(gpu(agent)).isEqualTo(gpu(mgeo)).isNotEmpty();
    assertThat(agent.at(DEVICE + "/capabilities").valueStream().map(JsonNode::asText).toList())
        .as("the driver's libraries: NVML is a utility, CUDA is compute")
        .contains("gpu", "utility", "compute");
  }

  @Test
  void theDirectorAsksTheAgentsByTheirNamesAndNginxThroughASharedSocket() throws IOException {
    JsonNode file = Typed.trees(Files.readString(FOLDER.resolve("compose.yaml"))).getFirst();
    DirectorConfig config = ConfigLoader.loadDirector(FOLDER.resolve("director.yaml"));
    assertThat(config.nodes())
        .allSatisfy(
            node -> {
              String agent = node.agent().getHost();
              assertThat(file.at("/services/" + agent + "/hostname").asText())
                  .isEqualTo(node.name().value());
            });
    Path socket = Objects.requireNonNull(Objects.requireNonNull(config.nginx()).socket());
    String shared = "route:" + socket.getParent();
    for (String service : List.of("director", "nginx")) {
      assertThat(file.at("/services/" + service + "/volumes/0").asText()).isEqualTo(shared);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void eachServiceHasTheAddressThatTheFrontNames(String which) throws IOException {
    JsonNode file = Typed.trees(Files.readString(FOLDER.resolve("compose.yaml"))).getFirst();
    String address = file.at("/services/mgeo-" + which + "/networks/mgeo/ipv4_address").asText();
    assertThat(Files.readString(FOLDER.resolve("../nginx/front.conf")))
        .contains(
            "upstream gpu-"
                + which
                + " {\n    zone gpu-"
                + which
                + " 64k;\n    server "
                + address
                + ":5000 ");
  }

  private static String gpu(JsonNode service) {
    return service.at(DEVICE + "/device_ids/0").asText();
  }
}
