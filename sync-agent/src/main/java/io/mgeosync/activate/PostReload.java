package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import java.net.URI;
import java.time.Duration;

/**
 * Sends an empty HTTP POST with the pin in {@code X-Mgeo-Sync-Bundle}, {@code -Version} and {@code
 * -Digest}; any 2xx is success, once its answer is there to the end.
 */
public final class PostReload implements ReloadHook {
  private final URI url;
  private final Duration deadline;

  public PostReload(URI url, Duration deadline) {
    this.url = url;
    this.deadline = deadline;
  }

  @Override
  public void run(Pin activated) {
    try {
      switch (call(activated).send()) {
        case HttpAnswer answer when answer.succeeded() -> {}
        case HttpAnswer answer ->
            throw new ReloadFailedException(name(), answer.describeStatus(), null);
        case NoAnswer none ->
            throw new ReloadFailedException(name(), "failed: " + none.sentence(), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReloadFailedException(name(), "was interrupted: the agent is stopping", e);
    }
  }

  private HttpCall call(Pin activated) {
    return HttpCall.post(url, deadline)
        .with("X-Mgeo-Sync-Bundle", activated.bundle().value())
        .with("X-Mgeo-Sync-Version", activated.version().value())
        .with("X-Mgeo-Sync-Digest", activated.digest().toString());
  }

  private String name() {
    return "POST " + url.getAuthority() + url.getPath();
  }
}
