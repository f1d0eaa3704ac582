package io.mgeosync.store.s3;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StoreException;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.time.Duration;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Picks where credentials come from, once: a profile that was asked for by name, the variables, the
 * credentials file, a web identity or container role, at last the machine's own role.
 */
final class AwsCredentials {
  /** The machine's role is asked of a link-local address, which is there at once or never. */
  private static final Duration ROLE_TIMEOUT = Duration.ofSeconds(2);

  private AwsCredentials() {}

  static Provider choose(S3Access access, AwsEnvironment environment) {
    String profile = environment.profile(access);
    if (access.profile() != null) {
      return fromProfile(environment, profile);
    }
    return fromVariables(environment)
        .or(() -> fromFile(environment, profile))
        .orElseGet(() -> fromRole(environment));
  }

  private static Optional<Provider> fromVariables(AwsEnvironment environment) {
    Optional<String> id = environment.variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = environment.variable("AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() != secret.isPresent()) {
      throw new StoreException(
          Kind.CONFIGURATION,
          "only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set",
          "set both, or neither to use a profile file",
          null);
    }
    @Nullable String token = environment.variable("AWS_SESSION_TOKEN").orElse(null);
    return id.map(key -> PlainKeys.of(key, secret.orElseThrow(), token, "the environment"))
        .<Provider>map(given -> new StaticProvider(given.accessKey(), given.secretKey(), token));
  }

  private static Optional<Provider> fromFile(AwsEnvironment environment, String profile) {
    boolean asked = environment.variable("AWS_PROFILE").isPresent();
    return asked || environment.hasProfile(profile)
        ? Optional.of(fromProfile(environment, profile))
        : Optional.empty();
  }

  private static Provider fromProfile(AwsEnvironment environment, String profile) {
    return new ProfileCredentials(environment, profile, () -> client(10));
  }

  /** It reads every trusted certificate of the system, so that it is made only when needed. */
  private static OkHttpClient client(int patience) {
    return new OkHttpClient.Builder()
        .connectTimeout(ROLE_TIMEOUT)
        .callTimeout(ROLE_TIMEOUT.multipliedBy(patience))
        .build();
  }

  private static Provider fromRole(AwsEnvironment environment) {
    boolean named =
        environment.variable("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()
            || environment.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").isPresent()
            || environment.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent();
    if (!named && environment.variable("AWS_EC2_METADATA_DISABLED").isPresent()) {
      throw none(null);
    }
    IamAwsProvider role = new IamAwsProvider(null, client(named ? 5 : 1));
    return () -> {
      try {
        return role.fetch();
      } catch (NullPointerException | IllegalArgumentException e) {
        // An answer without keys, or with an empty token: not the S3 server's doing.
        throw none(e);
      }
    };
  }

  /** Nothing that the provider says is shown: it may quote an answer that holds a secret. */
  static StoreException none(@Nullable Throwable cause) {
    return new StoreException(
        Kind.DENIED,
        "no S3 credentials were found",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE with a credentials file",
        cause);
  }
}
