package io.mgeosync.store.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.net.Subprocess;
import io.mgeosync.store.StoreException;
import io.minio.Time;
import io.minio.credentials.Credentials;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that prints credentials, as {@code credential_process} of a profile names it. */
final class CredentialProcess {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int LONGEST = 64 << 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private CredentialProcess() {}

  /** What the program prints is never shown: it is the secret. */
  static Credentials run(String command, String profile) {
    try {
      Subprocess.Ending ending =
          Subprocess.of(List.of("/bin/sh", "-c", command), DEADLINE)
              .printing(new Subprocess.Output.Answer(LONGEST))
              .run();
      return switch (ending) {
        case Subprocess.Ending.Late late ->
            throw failed(profile, "did not end within " + DEADLINE.toSeconds() + " s", null);
        case Subprocess.Ending.Exited(int status, String printed) when status == 0 ->
            read(printed, profile);
        case Subprocess.Ending.Exited(int status, String printed) ->
            throw failed(profile, "ended with status " + status, null);
      };
    } catch (IOException e) {
      throw failed(profile, "cannot be started or read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(profile, "was interrupted", e);
    }
  }

  private static Credentials read(String printed, String profile) throws IOException {
    JsonNode answer = JSON.readTree(printed);
    if (answer == null || answer.path("Version").asInt() != 1) {
      throw failed(profile, "did not print \"Version\": 1", null);
    }
    @Nullable String token = answer.path("SessionToken").asText(null);
    Credentials plain =
        PlainKeys.of(
            answer.path("AccessKeyId").asText(""),
            answer.path("SecretAccessKey").asText(""),
            token,
            "the program of profile " + profile);
    Time.@Nullable S3Time expires = expiration(answer.path("Expiration").asText(""), profile);
    return new Credentials(plain.accessKey(), plain.secretKey(), plain.sessionToken(), expires);
  }

  private static Time.@Nullable S3Time expiration(String text, String profile) {
    try {
      return text.isEmpty()
          ? null
          : new Time.S3Time(OffsetDateTime.parse(text).atZoneSameInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw failed(profile, "printed an Expiration that is no time", e);
    }
  }

  private static StoreException failed(String profile, String how, @Nullable Throwable cause) {
    return new StoreException(
        Kind.DENIED,
        "no S3 credentials: the credential_process of profile %s %s".formatted(profile, how),
        "run that command as this user; it prints {\"Version\": 1, \"AccessKeyId\": …,"
            + " \"SecretAccessKey\": …}",
        cause);
  }
}
