package io.mgeosync.director.nginx;

import io.mgeosync.manifest.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nginx does not take the configuration, or could not be asked to. */
public final class NginxRefusedException extends Refusal {
  private final String message;

  NginxRefusedException(List<String> command, String message, @Nullable Throwable cause) {
    super(
        Kind.CONFIGURATION,
        "%s: %s".formatted(String.join(" ", command), message),
        "run it by hand, and compare with deploy/nginx/front-include.conf",
        cause);
    this.message = message;
  }

  /** Its own words. */
  public String message() {
    return message;
  }
}
