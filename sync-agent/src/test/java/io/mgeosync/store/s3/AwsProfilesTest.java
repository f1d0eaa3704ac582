package io.mgeosync.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StoreException;
import io.minio.credentials.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials as the profile files of the AWS tools hold them. */
final class AwsProfilesTest {
  private static final S3Access NOWHERE =
      S3Server.bucket(URI.create("http://127.0.0.1:1"), "s3://models", null).access();

  @TempDir private Path home;

  private Credentials fetch(Map<String, String> variables) {
    return AwsCredentials.choose(NOWHERE, new AwsEnvironment(variables, home)).fetch();
  }

  private void config(String text) throws IOException {
    Files.writeString(Files.createDirectories(home.resolve(".aws")).resolve("config"), text);
  }

  @Test
  void keysMayStandInTheConfigurationFile() throws IOException {
    config("[profile ci]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n");
    assertThat(fetch(Map.of("AWS_PROFILE", "ci")).accessKey()).isEqualTo("AKIA");
  }

  @Test
  void anEmptyTokenIsNone() throws IOException {
    config("[default]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token =\n");
    assertThat(fetch(Map.of()).sessionToken()).isNull();
  }

  @Test
  void aProgramPrintsThem() throws IOException {
    Path program = home.resolve("print.json");
    Files.writeString(
        program,
        """
        {"Version": 1, "AccessKeyId": "ASIA", "SecretAccessKey": "s", "SessionToken": "t",
         "Expiration": "2999-01-01T00:00:00+08:00"}
        """);
    config("[default]\ncredential_process = cat '" + program + "'\n");
    Credentials printed = fetch(Map.of());
    assertThat(printed.accessKey()).isEqualTo("ASIA");
    assertThat(printed.sessionToken()).isEqualTo("t");
    assertThat(printed.isExpired()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo hunter2", "echo hunter2; exit 3", "/nonexistent/hunter3"})
  void whatAProgramPrintsIsNeverShown(String command) throws IOException {
    config("[default]\ncredential_process = " + command + "\n");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> fetch(Map.of()))
        .withMessageContaining("credential_process of profile default")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter"));
  }

  @Test
  void aRoleIsTakenWithTheKeysOfAnotherProfile() throws IOException {
    String answer =
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>
        </AssumeRoleResult></AssumeRoleResponse>
        """;
    config(
        """
        [profile publisher]
        role_arn = arn:aws:iam::1:role/publisher
        source_profile = base
        [profile base]
        aws_access_key_id = BASE
        aws_secret_access_key = secret
        """);
    try (RawServer sts =
        new RawServer(
            exchange ->
                RawServer.answer(
                    exchange,
                    200,
                    Map.of("Content-Type", "text/xml"),
                    answer.getBytes(StandardCharsets.UTF_8)))) {
      Credentials taken =
          fetch(Map.of("AWS_PROFILE", "publisher", "AWS_ENDPOINT_URL_STS", sts.address()));
      assertThat(taken.accessKey()).isEqualTo("ROLE");
      assertThat(sts.requests()).containsExactly("POST /");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"line\nbreak", "a blank", "模型"})
  void aKeyThatIsNoneIsRefusedAndNotShown(String secret) {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_ACCESS_KEY_ID", "AKIA");
    variables.put("AWS_SECRET_ACCESS_KEY", secret);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> fetch(variables))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
  }

  @Test
  void aProfileThatIsNotThereIsNamedWithTheFiles() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> fetch(Map.of("AWS_PROFILE", "nobody")))
        .withMessageContaining("profile nobody has no aws_access_key_id in " + home);
  }
}
