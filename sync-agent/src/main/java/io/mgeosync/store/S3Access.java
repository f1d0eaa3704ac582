package io.mgeosync.store;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How an S3 server is reached. Credentials are never here: they come from the standard AWS
 * environment variables and profile files.
 *
 * @param endpoint of a server that is not Amazon's; null to let the environment say, else Amazon's
 *     own
 * @param region null to let the environment or the server say
 * @param caFile absolute; PEM certificates to trust beside the system's
 * @param profile of the AWS profile files; null for the environment's choice
 */
public record S3Access(
    @Nullable URI endpoint,
    @Nullable String region,
    PathStyle pathStyle,
    @Nullable Path caFile,
    @Nullable String profile) {

  /** As the environment says. */
  public static final S3Access DEFAULT = new S3Access(null, null, PathStyle.AUTO, null, null);
}
