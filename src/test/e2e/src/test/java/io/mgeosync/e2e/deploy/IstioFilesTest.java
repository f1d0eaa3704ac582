package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** deploy/istio, strictly by Istio's models, and with what was measured about bad input. */
class IstioFilesTest {
  private static final Path FILE = Shipped.path("istio/mgeo.yaml");

  private static JsonNode spec(String kind) throws IOException {
    return Typed.trees(Files.readString(FILE)).stream()
        .filter(tree -> tree.path("kind").asText().equals(kind))
        .map(tree -> tree.path("spec"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyFieldIsOneThatItsModelKnows() throws Exception {
    List<HasMetadata> objects = Typed.objects(FILE);
    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .containsExactly("DestinationRule", "VirtualService");
    for (HasMetadata object : objects) {
      assertThat(Typed.unknownFields(object)).isEmpty();
    }
  }

  @Test
  void aMistypedFieldWouldBeFound() throws Exception {
    String text = Files.readString(FILE);
    for (String field : List.of("consecutiveGatewayErrors", "perTryTimeout", "failoverPriority")) {
      var unknown = new ArrayList<String>();
      for (HasMetadata object : Typed.objects(text.replace(field + ":", field + "x:"))) {
        unknown.addAll(Typed.unknownFields(object));
      }
      assertThat(unknown).hasSize(1).allMatch(path -> path.endsWith("." + field + "x"));
    }
  }

  @Test
  void aBadInputEjectsNobody() throws IOException {
    JsonNode outlier = spec("DestinationRule").at("/trafficPolicy/outlierDetection");
    assertThat(outlier.path("consecutive5xxErrors").asInt(-1)).as("0 is off, absent is 5").isZero();
    assertThat(outlier.path("splitExternalLocalOriginErrors").asBoolean()).isTrue();
    assertThat(outlier.path("consecutiveGatewayErrors").asInt()).isPositive();
    assertThat(outlier.path("consecutiveLocalOriginFailures").asInt()).isPositive();
    assertThat(outlier.path("maxEjectionPercent").asInt()).isLessThanOrEqualTo(50);
    String retryOn = spec("VirtualService").at("/http/0/retries/retryOn").asText();
    assertThat(retryOn.split(",")).doesNotContain("5xx", "retriable-status-codes");
  }

  @Test
  void everyTryFitsIntoTheWholeTime() throws IOException {
    JsonNode http = spec("VirtualService").at("/http/0");
    long tries = 1 + http.at("/retries/attempts").asLong();
    long each = millis(http.at("/retries/perTryTimeout").asText());
    assertThat(each).isEqualTo(900);
    assertThat(tries * each).isLessThan(millis(http.path("timeout").asText()));
  }

  private static long millis(String text) {
    assertThat(text).endsWith("ms");
    return Long.parseLong(text.substring(0, text.length() - 2));
  }

  @Test
  void bothMeanTheServiceThatIsThere() throws IOException {
    Service service =
        Typed.objects(Shipped.path("kubernetes/mgeo.yaml")).stream()
            .filter(Service.class::isInstance)
            .map(Service.class::cast)
            .findFirst()
            .orElseThrow();
    String host =
        "%s.%s.svc.cluster.local"
            .formatted(service.getMetadata().getName(), service.getMetadata().getNamespace());
    assertThat(spec("DestinationRule").path("host").asText()).isEqualTo(host);
    JsonNode virtual = spec("VirtualService");
    assertThat(virtual.at("/hosts/0").asText()).isEqualTo(host);
    JsonNode destination = virtual.at("/http/0/route/0/destination");
    assertThat(destination.path("host").asText()).isEqualTo(host);
    assertThat(destination.at("/port/number").asInt())
        .isEqualTo(service.getSpec().getPorts().getFirst().getPort());
  }
}
