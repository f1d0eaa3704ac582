package io.mgeosync.net;

import io.mgeosync.manifest.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A whole answer.
 *
 * @param headers by name in lower case
 * @param body read as UTF-8, inflated
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, String body)
    implements HttpOutcome {
  private static final int LONGEST_LOCATION = 200;

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** The first of a header's values. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** Whether the status is 2xx. */
  public boolean succeeded() {
    return status / 100 == 2;
  }

  /** Its status in words, to stand behind the server's name. */
  public String describeStatus() {
    Optional<String> location = header("location");
    return status / 100 == 3 && location.isPresent()
        ? "answers HTTP %d, a redirect to %s; write that address instead"
            .formatted(status, Printable.line(location.get(), LONGEST_LOCATION))
        : "answers HTTP " + status;
  }
}
