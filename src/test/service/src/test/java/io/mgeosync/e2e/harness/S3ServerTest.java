package io.mgeosync.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ServerTest {
  @TempDir Path scratch;

  @Test
  void asksForCredentialsAndComesBackAfterAKill() throws IOException {
    try (var server = S3Server.start(scratch)) {
      String bucket = "http://127.0.0.1:" + server.port() + "/" + S3Server.BUCKET;
      assertThat(Http.get(bucket).status()).isEqualTo(403);

      server.kill();
      assertThatThrownBy(() -> Http.get(bucket)).isInstanceOf(IOException.class);

      server.restart();
      assertThat(Http.get(bucket).status()).isEqualTo(403);
    }
  }

  @Test
  void theLineCountsWhatPassesAndCanBeCutAndMended() throws IOException {
    try (var server = S3Server.start(scratch);
        var line = new ThrottlingProxy(server.port())) {
      String bucket = "http://127.0.0.1:" + line.port() + "/" + S3Server.BUCKET;
      assertThat(Http.get(bucket).status()).isEqualTo(403);
      assertThat(line.sent()).isPositive();

      line.cut();
      assertThatThrownBy(() -> Http.get(bucket)).isInstanceOf(IOException.class);

      line.mend();
      assertThat(Http.get(bucket).status()).isEqualTo(403);
    }
  }
}
