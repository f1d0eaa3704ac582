package io.mgeosync.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnixUrlTest {
  @Test
  void isWrittenAsOtherClientsWriteIt() {
    assertThat(UnixUrl.of("/run/model.sock", "/predict"))
        .isEqualTo("http+unix://%2Frun%2Fmodel.sock/predict");
    assertThat(UnixUrl.socket(URI.create("http+unix://%2Frun%2Fmodel.sock/predict")))
        .contains(Path.of("/run/model.sock"));
  }

  @Test
  void anyPathComesBack() {
    String odd = "/tmp/a b+c%41@:x.sock";
    assertThat(UnixUrl.socket(URI.create(UnixUrl.of(odd, "/")))).contains(Path.of(odd));
  }

  @Test
  void anotherPathOfTheSameSocketIsResolved() {
    URI url = URI.create("http+unix://%2Frun%2Fmodel.sock/predict").resolve("/version");
    assertThat(url).hasToString("http+unix://%2Frun%2Fmodel.sock/version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http+unix:///run/model.sock",
        "http+unix://run/predict",
        "http://127.0.0.1/",
        "http+unix://%2Frun%00/"
      })
  void othersNameNoSocket(String url) {
    assertThat(UnixUrl.socket(URI.create(url))).isEmpty();
  }
}
