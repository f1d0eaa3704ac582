package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short way to one key may know less than the loader, and never something else. */
final class ListenKeyTest {
  private static final String REST =
      """
      store: {url: "file:///mnt/models"}
      bundles:
      - name: mgeo-base
        service:
          url: http://127.0.0.1:5000/
      """;

  @TempDir Path scratch;

  private Optional<HostPort> find(String text) throws IOException {
    return ListenKey.find(Files.writeString(scratch.resolve("agent.yaml"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http: {listen: 0.0.0.0:9641}\n",
        "http: {listen: \"127.0.0.1:9641\"}   # mine\n",
        "http:   # here\n  # and so on\n\n  listen: gpu-1.example:9641   # mine\n",
        "http:\n    listen: \"[::1]:9641\"\r\n",
        "# http: {listen: 0.0.0.0:1}\n"
      })
  void plainConfigurationsAreReadAsTheLoaderReadsThem(String http) throws IOException {
    for (String text : new String[] {http + REST, REST + http}) {
      assertThat(find(text)).contains(ConfigLoader.parse("agent.yaml", text).http().listen());
    }
  }

  @Test
  void soAreTheConfigurationsThatWeShip() throws IOException {
    for (String name : new String[] {"agent.yaml", "readiness.yaml", "sync-only.yaml"}) {
      Path file = Path.of("../deploy").resolve(name);
      assertThat(ListenKey.find(file)).as(name).contains(ConfigLoader.load(file).http().listen());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http: {listen: '0.0.0.0:9641'}\n",
        "http: {\"listen\": \"0.0.0.0:9641\"}\n",
        "http: {\n  listen: 0.0.0.0:9641}\n",
        "http:\n  listen:\n    0.0.0.0:9641\n",
        "http:\n  listen: >-\n    0.0.0.0:9641\n",
        "http: &a {listen: 0.0.0.0:9641}\n",
        "\"http\": {listen: 0.0.0.0:9641}\n",
        "http : {listen: 0.0.0.0:9641}\n",
        "? http\n: {listen: 0.0.0.0:9641}\n",
        "---\nhttp: {listen: 0.0.0.0:9641}\n",
        "\uFEFFhttp: {listen: 0.0.0.0:9641}\n",
        "http: {listen: 0.0.0.0:9641} \t# a tab before it\n"
      })
  void whatIsNotPlainIsLeftToTheLoader(String http) throws IOException {
    String text = http + REST;
    Optional<HostPort> found = find(text);
    assertThat(found.isEmpty() || found.get().port() == 9641).as("%s", found).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "{\"http\": {\"listen\": \"0.0.0.0:1\"}}",
        "http: {lisen: 0.0.0.0:9641}\n",
        "http: {listen: 9641}\n",
        "http:\n  listen: 0.0.0.0:1\n  listen: 0.0.0.0:2\n",
        "http: {listen: \"0.0.0.0:1\", listen: \"0.0.0.0:2\"}\n",
        "http: {listen: \"0.0.0.0:1\"}\nhttp: {listen: \"0.0.0.0:2\"}\n",
        "http: {}\nstate: /s\n",
        "- http: {listen: 0.0.0.0:1}\n"
      })
  void amongMistakesNothingIsFound(String text) throws IOException {
    assertThat(find(text)).isEmpty();
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsLeftToTheLoader() throws IOException {
    assertThat(ListenKey.find(scratch.resolve("none.yaml"))).isEmpty();
    assertThat(ListenKey.find(scratch)).isEmpty();
    Path bytes = Files.write(scratch.resolve("bytes"), new byte[] {(byte) 0xc3, 0x28});
    assertThat(ListenKey.find(bytes)).isEmpty();
  }
}
