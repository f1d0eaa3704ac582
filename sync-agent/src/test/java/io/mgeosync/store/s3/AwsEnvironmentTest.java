package io.mgeosync.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StoreException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsEnvironmentTest {
  private static final String SECRET = "AKIA-never-shown";

  private static AwsEnvironment with(Map<String, String> variables) {
    return new AwsEnvironment(variables, Path.of("/nonexistent"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})
  void aLineBreakInACredentialIsRefusedByTheNameOfTheVariable(String name) {
    Map<String, String> variables =
        new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));
    variables.put(name, SECRET + "\n");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> AwsCredentials.choose(S3Access.DEFAULT, with(variables)))
        .withMessageStartingWith(name + ": the value has a line break")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minio:9000", "/minio", "http://", "http://h:99999", "http://a b", "%"})
  void anEndpointThatIsNoAddressIsRefusedAsOne(String address) {
    AwsEnvironment environment = with(Map.of("AWS_ENDPOINT_URL", address));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> environment.endpoint(S3Access.DEFAULT))
        .withMessageStartingWith("the S3 endpoint (AWS_ENDPOINT_URL, endpoint_url): ")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
  }
}
