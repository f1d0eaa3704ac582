package io.mgeosync.manifest.smoke;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What is asked of the service, and how long it may take.
 *
 * @param name of the case, for messages
 * @param body what is sent: JSON, byte for byte as it stands here
 * @param latency whole milliseconds; a later answer counts as none
 */
public record SmokeRequest(String name, SmokeAdapter adapter, String body, Duration latency) {
  /** The longest body, in characters. */
  public static final int MAX_BODY = 8192;

  public static final Duration MAX_LATENCY = Duration.ofMinutes(1);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

  public SmokeRequest {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a case's name is 1-63 of a-z 0-9 . _ -, beginning and ending with a letter or digit");
    }
    Texts.require("a request", body, MAX_BODY);
    if (body.isBlank()) {
      throw new IllegalArgumentException("the request is blank");
    }
    if (latency.compareTo(Duration.ofMillis(1)) < 0 || latency.compareTo(MAX_LATENCY) > 0) {
      throw new IllegalArgumentException("a latency is from 1 ms to 60 s");
    }
    if (!latency.truncatedTo(ChronoUnit.MILLIS).equals(latency)) {
      throw new IllegalArgumentException("a latency is of whole milliseconds");
    }
  }
}
