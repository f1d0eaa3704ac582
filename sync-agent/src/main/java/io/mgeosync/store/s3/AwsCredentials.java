package io.mgeosync.store.s3;

import io.mgeosync.config.StoreSettings;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import io.minio.credentials.Credentials;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.nio.file.Files;
import java.nio.file.Path;
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

  static Provider choose(StoreSettings settings, AwsEnvironment environment) {
    String profile = environment.profile(settings);
    if (settings.profile() != null) {
      return new FromFile(environment.credentialsFile(), profile);
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
    return id.map(key -> new StaticProvider(key, secret.orElseThrow(), token));
  }

  private static Optional<Provider> fromFile(AwsEnvironment environment, String profile) {
    Path file = environment.credentialsFile();
    boolean asked = environment.variable("AWS_PROFILE").isPresent();
    boolean there = ProfileFile.read(file).sections().containsKey(profile);
    return asked || there ? Optional.of(new FromFile(file, profile)) : Optional.empty();
  }

  private static Provider fromRole(AwsEnvironment environment) {
    boolean named =
        environment.variable("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent()
            || environment.variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").isPresent()
            || environment.variable("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent();
    if (!named && environment.variable("AWS_EC2_METADATA_DISABLED").isPresent()) {
      throw none(null);
    }
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectTimeout(ROLE_TIMEOUT)
            .callTimeout(ROLE_TIMEOUT.multipliedBy(named ? 5 : 1))
            .build();
    return new IamAwsProvider(null, client);
  }

  /** Nothing that the provider says is shown: it may quote an answer that holds a secret. */
  static StoreException none(@Nullable Throwable cause) {
    return new StoreException(
        Kind.DENIED,
        "no S3 credentials were found",
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE with a credentials file",
        cause);
  }

  /** Read again whenever the file changes, so that rotated keys need no restart. */
  private static final class FromFile implements Provider {
    private final Path file;
    private final String profile;
    private @Nullable Credentials known;
    private long readAt = Long.MIN_VALUE;

    FromFile(Path file, String profile) {
      this.file = file;
      this.profile = profile;
    }

    @Override
    public synchronized Credentials fetch() {
      long modified = file.toFile().lastModified();
      Credentials credentials = known;
      if (credentials == null || modified != readAt) {
        credentials = read();
        known = credentials;
        readAt = modified;
      }
      return credentials;
    }

    private Credentials read() {
      if (!Files.exists(file)) {
        throw missing("there is no file " + file);
      }
      ProfileFile profiles = ProfileFile.read(file);
      String id = value(profiles, "aws_access_key_id");
      String secret = value(profiles, "aws_secret_access_key");
      @Nullable String token = profiles.value(profile, "aws_session_token").orElse(null);
      return new Credentials(id, secret, token, null);
    }

    private String value(ProfileFile profiles, String key) {
      return profiles
          .value(profile, key)
          .orElseThrow(() -> missing("profile " + profile + " in " + file + " has no " + key));
    }

    private static StoreException missing(String what) {
      return new StoreException(
          Kind.DENIED, "no S3 credentials: " + what, "write it, or correct AWS_PROFILE", null);
    }
  }
}
