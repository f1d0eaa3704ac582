package io.mgeosync.store.s3;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import io.minio.credentials.AssumeRoleProvider;
import io.minio.credentials.Credentials;
import io.minio.credentials.Provider;
import io.minio.errors.MinioException;
import java.security.ProviderException;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one profile: keys that stand in a profile file, a program that prints them, or
 * a role that another profile's keys may take. Read again whenever a file changes and before they
 * expire, so that rotated keys need no restart.
 */
final class ProfileCredentials implements Provider {
  private final AwsEnvironment environment;
  private final String profile;
  private final Supplier<OkHttpClient> sts;
  private @Nullable Credentials known;
  private long readAt = Long.MIN_VALUE;

  /**
   * @param sts for what a role needs to be asked of the token service
   */
  ProfileCredentials(AwsEnvironment environment, String profile, Supplier<OkHttpClient> sts) {
    this.environment = environment;
    this.profile = profile;
    this.sts = sts;
  }

  @Override
  public synchronized Credentials fetch() {
    long modified = environment.profilesModified();
    Credentials credentials = known;
    if (credentials == null || modified != readAt || credentials.isExpired()) {
      credentials = of(profile, true);
      known = credentials;
      readAt = modified;
    }
    return credentials;
  }

  private Credentials of(String name, boolean roles) {
    Optional<String> role = environment.profileValue(name, "role_arn").filter(arn -> roles);
    Optional<String> program = environment.profileValue(name, "credential_process");
    if (role.isPresent()) {
      return assumed(name, role.get());
    }
    if (environment.profileValue(name, "aws_access_key_id").isEmpty() && program.isPresent()) {
      return CredentialProcess.run(program.get(), name);
    }
    String id = required(name, "aws_access_key_id");
    String secret = required(name, "aws_secret_access_key");
    @Nullable String token = environment.profileValue(name, "aws_session_token").orElse(null);
    return PlainKeys.of(id, secret, token, "profile " + name);
  }

  /** A profile may name itself as the source: then its own keys take the role. */
  private Credentials assumed(String name, String role) {
    String source = required(name, "source_profile");
    Credentials base = of(source, !source.equals(name));
    if (base.sessionToken() != null) {
      throw missing(
          "profile %s takes its role with temporary keys, which is not supported".formatted(name));
    }
    String region = environment.profileValue(name, "region").orElse("us-east-1");
    try {
      return new AssumeRoleProvider(
              environment.tokenService(region),
              base.accessKey(),
              base.secretKey(),
              null,
              null,
              region,
              role,
              environment.profileValue(name, "role_session_name").orElse("mgeo-sync"),
              environment.profileValue(name, "external_id").orElse(null),
              sts.get())
          .fetch();
    } catch (MinioException | ProviderException e) {
      throw new StoreException(
          Kind.DENIED,
          "the role of profile %s could not be taken at %s"
              .formatted(name, environment.tokenService(region)),
          "try `aws sts get-caller-identity --profile %s`; AWS_ENDPOINT_URL_STS names another token service"
              .formatted(name),
          e);
    }
  }

  private String required(String name, String key) {
    return environment
        .profileValue(name, key)
        .orElseThrow(
            () ->
                missing(
                    "profile %s has no %s in %s".formatted(name, key, environment.profileFiles())));
  }

  private static StoreException missing(String what) {
    return new StoreException(
        Kind.DENIED,
        "no S3 credentials: " + what,
        "write it, or correct AWS_PROFILE; of a profile with SSO or MFA make one with"
            + " credential_process = aws configure export-credentials --profile NAME",
        null);
  }
}
