package io.mgeosync.store.s3;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.Urls;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StoreException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the AWS environment variables and profile files say, read as the AWS tools read them: the
 * store's own settings come first, then variables, then files.
 *
 * @param variables the process environment
 */
record AwsEnvironment(Map<String, String> variables, Path home) {

  static AwsEnvironment ofProcess() {
    return new AwsEnvironment(System.getenv(), Path.of(System.getProperty("user.home", "/")));
  }

  String profile(S3Access access) {
    return first(access.profile(), "AWS_PROFILE", "AWS_DEFAULT_PROFILE").orElse("default");
  }

  Optional<String> region(S3Access access) {
    return first(access.region(), "AWS_REGION", "AWS_DEFAULT_REGION")
        .or(() -> fromConfig(access, "region"));
  }

  Optional<URI> endpoint(S3Access access) {
    URI own = access.endpoint();
    return first(own == null ? null : own.toString(), "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .or(() -> fromConfig(access, "endpoint_url"))
        .map(AwsEnvironment::address);
  }

  /** The store's own was checked where it was read. */
  private static URI address(String text) {
    try {
      return Urls.http(text);
    } catch (InvalidValueException e) {
      throw unusable("the S3 endpoint (AWS_ENDPOINT_URL, endpoint_url)", e.reason(), e.remedy());
    }
  }

  private static StoreException unusable(String what, String problem, String remedy) {
    return new StoreException(Kind.CONFIGURATION, what + ": " + problem, remedy, null);
  }

  Optional<Path> caBundle(S3Access access) {
    Path own = access.caFile();
    return first(own == null ? null : own.toString(), "AWS_CA_BUNDLE").map(Path::of);
  }

  private Path credentialsFile() {
    return file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
  }

  /** For messages. */
  String profileFiles() {
    return credentialsFile() + " or " + configFile();
  }

  /** Changes whenever one of the profile files does. */
  long profilesModified() {
    return 31 * credentialsFile().toFile().lastModified() + configFile().toFile().lastModified();
  }

  boolean hasProfile(String profile) {
    return ProfileFile.read(credentialsFile()).sections().containsKey(profile)
        || ProfileFile.read(configFile())
            .keys(section(profile))
            .anyMatch(
                key ->
                    key.startsWith("aws_")
                        || key.equals("role_arn")
                        || key.equals("credential_process"));
  }

  /** Of the credentials file, else of the configuration file; a key without a value is none. */
  Optional<String> profileValue(String profile, String key) {
    return ProfileFile.read(credentialsFile())
        .value(profile, key)
        .or(() -> ProfileFile.read(configFile()).value(section(profile), key))
        .filter(value -> !value.isBlank());
  }

  /** Where a role is asked for. */
  String tokenService(String region) {
    String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return variable("AWS_ENDPOINT_URL_STS").orElse("https://sts." + region + suffix);
  }

  private static String section(String profile) {
    return profile.equals("default") ? profile : "profile " + profile;
  }

  private Path configFile() {
    return file("AWS_CONFIG_FILE", "config");
  }

  /**
   * Empty variables count as unset, as for the AWS tools.
   *
   * @throws StoreException when it has a line break in it, as a secret has that was read from a
   *     file; the value is never quoted
   */
  Optional<String> variable(String name) {
    Optional<String> found =
        Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    if (found.filter(value -> value.chars().anyMatch(Character::isISOControl)).isPresent()) {
      throw unusable(
          name, "the value has a line break or a control character", "set it without, on one line");
    }
    return found;
  }

  private Path file(String variable, String name) {
    return variable(variable).map(Path::of).orElse(home.resolve(".aws").resolve(name));
  }

  private Optional<String> fromConfig(S3Access access, String key) {
    return ProfileFile.read(configFile()).value(section(profile(access)), key);
  }

  private Optional<String> first(@Nullable String own, String... names) {
    Optional<String> found = Optional.ofNullable(own);
    for (String name : names) {
      found = found.or(() -> variable(name));
    }
    return found;
  }
}
