package io.mgeosync.e2e.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Http;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelServiceTest {
  private static final String TEXT = "{\"text\": \"测试\"}";
  private static final String ADDRESS = "浙江省杭州市西湖区文三路478号华星时代广场";
  private static final String SAME_ADDRESS = "杭州西湖文三路478号华星时代广场";
  private static final String OTHER_ADDRESS = "浙江省杭州市滨江区江南大道3688号通策广场";

  @TempDir static Path original;
  @TempDir Path scratch;
  private Path current;
  private ModelService service;

  @BeforeAll
  static void extract() throws IOException {
    Bundles.V1.writeTo(original);
  }

  @BeforeEach
  void serve() throws IOException {
    current = scratch.resolve("current");
    Files.createSymbolicLink(current, release("v1"));
    service = new ModelService(current, 0);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void twoSpellingsOfOneAddressScoreHigherThanTwoAddresses() throws IOException {
    double same = exactMatch(ADDRESS, SAME_ADDRESS);
    double other = exactMatch(ADDRESS, OTHER_ADDRESS);

    assertThat(same).isGreaterThan(2 * other);
  }

  @Test
  void labelsNameTheScoresInTheirOrder() throws IOException {
    JsonNode reply = pair(ADDRESS, ADDRESS);

    assertThat(reply.get("labels"))
        .map(JsonNode::asText)
        .containsExactly("exact_match", "partial_match", "not_match");
    assertThat(reply.get("scores").get(0).asDouble())
        .isGreaterThan(reply.get("scores").get(1).asDouble())
        .isGreaterThan(reply.get("scores").get(2).asDouble());
  }

  @Test
  void theSameQuestionHasTheSameAnswer() throws IOException {
    assertThat(embedding()).isEqualTo(embedding()).hasSize(512);
  }

  @Test
  void versionIsTheDigestOfTheManifestThatWasLoaded() throws IOException {
    JsonNode version = version();

    assertThat(version.get("bundle").asText()).isEqualTo("mgeo-base");
    assertThat(version.get("version").asText()).isEqualTo("v1");
    assertThat(version.get("digest").asText()).matches("sha256:[0-9a-f]{64}");
  }

  @Test
  void aSwitchOnDiskIsServedOnlyAfterReload() throws IOException {
    point(release("v2"));
    assertThat(version().get("version").asText()).isEqualTo("v1");

    assertThat(post("/reload", "").status()).isEqualTo(200);

    assertThat(version().get("version").asText()).isEqualTo("v2");
  }

  @Test
  void anotherReleaseIsServedUntilTheNextReload() throws IOException {
    String from = "{\"from\": \"" + release("v2") + "\", \"mapped\": true}";

    assertThat(post("/reload", from).status()).isEqualTo(200);
    assertThat(version().get("version").asText()).isEqualTo("v2");
    assertThat(weightsMapped("v2")).isTrue();

    assertThat(post("/reload", "").status()).isEqualTo(200);
    assertThat(version().get("version").asText()).isEqualTo("v1");
    assertThat(weightsMapped("v2")).isFalse();
  }

  private boolean weightsMapped(String version) throws IOException {
    String weights = scratch.resolve(version).resolve("model.onnx").toString();
    return Files.readString(Path.of("/proc/self/maps")).contains(weights);
  }

  @Test
  void corruptWeightsChangeTheAnswers() throws IOException {
    double[] before = embedding();
    damage(current.toRealPath().resolve("model.onnx"));

    assertThat(post("/reload", "").status()).isEqualTo(200);

    assertThat(embedding()).isNotEqualTo(before);
  }

  @Test
  void aModelThatDoesNotLoadLeavesTheOldOneServing() throws IOException {
    double[] before = embedding();
    Path broken = release("v2");
    Files.writeString(broken.resolve("model.onnx"), "no model");
    point(broken);

    Http.Reply reload = post("/reload", "");

    assertThat(reload.status()).isEqualTo(500);
    assertThat(reload.body().strip()).contains("model.onnx does not load").doesNotContain("\n");
    assertThat(version().get("version").asText()).isEqualTo("v1");
    assertThat(embedding()).isEqualTo(before);
  }

  @Test
  void doesNotStartWithoutAModel() {
    assertThatThrownBy(() -> new ModelService(scratch.resolve("nothing"), 0))
        .isInstanceOf(IOException.class);
  }

  @Test
  void badRequestsAreRefusedInOneLine() throws IOException {
    assertThat(post("/", "{}").status()).isEqualTo(400);
    assertThat(post("/", "{\"text\"").status()).isEqualTo(400);
    assertThat(post("/version", "").status()).isEqualTo(405);
    assertThat(post("/nothing", "").status()).isEqualTo(404);
    assertThat(post("/fault", "{\"mode\": \"none such\"}").status()).isEqualTo(400);
  }

  @Test
  void faultsAreServedUntilTheyAreTakenBack() throws IOException {
    double[] right = embedding();
    setFault("503");
    assertThat(post("/", TEXT).status()).isEqualTo(503);
    setFault("500");
    assertThat(post("/", TEXT).status()).isEqualTo(500);
    setFault("wrong");
    assertThat(embedding()).isNotEqualTo(right);
    setFault("none");
    assertThat(embedding()).isEqualTo(right);
  }

  @Test
  void theLieReportsWhatTheDiskHoldsInsteadOfWhatIsLoaded() throws IOException {
    setFault("lie-version");
    point(release("v2"));

    assertThat(version().get("version").asText()).isEqualTo("v2");
  }

  private Path release(String version) throws IOException {
    Path release = Files.createDirectory(scratch.resolve(version));
    for (String name : new String[] {"model.onnx", "tokenizer.json"}) {
      Files.copy(original.resolve(name), release.resolve(name));
    }
    Files.writeString(
        release.resolve("manifest.json"),
        "{\"bundle\": \"mgeo-base\", \"version\": \"" + version + "\"}");
    return release;
  }

  private void point(Path release) throws IOException {
    Files.delete(current);
    Files.createSymbolicLink(current, release);
  }

  private static void damage(Path weights) throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    int middle = bytes.length / 2;
    Arrays.fill(bytes, middle, middle + 65_536, (byte) 0x5a);
    Files.write(weights, bytes);
  }

  private double exactMatch(String text1, String text2) throws IOException {
    return pair(text1, text2).get("scores").get(0).asDouble();
  }

  private JsonNode pair(String text1, String text2) throws IOException {
    return parse(post("/", "{\"text1\": \"%s\", \"text2\": \"%s\"}".formatted(text1, text2)));
  }

  private double[] embedding() throws IOException {
    return new ObjectMapper().convertValue(parse(post("/", TEXT)).get("embedding"), double[].class);
  }

  private JsonNode version() throws IOException {
    return parse(Http.get(url("/version")));
  }

  private void setFault(String mode) throws IOException {
    assertThat(post("/fault", "{\"mode\": \"" + mode + "\"}").status()).isEqualTo(200);
  }

  private Http.Reply post(String path, String body) throws IOException {
    return Http.post(url(path), body);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + service.port() + path;
  }

  private static JsonNode parse(Http.Reply reply) throws IOException {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return new ObjectMapper().readTree(reply.body());
  }
}
