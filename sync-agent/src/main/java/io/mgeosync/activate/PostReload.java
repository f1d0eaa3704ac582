package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Sends an empty HTTP POST with the pin in {@code X-Mgeo-Sync-Bundle}, {@code -Version} and {@code
 * -Digest}; any 2xx is success.
 */
public final class PostReload implements ReloadHook {
  private final HttpClient client;
  private final URI url;
  private final Duration deadline;

  public PostReload(HttpClient client, URI url, Duration deadline) {
    this.client = client;
    this.url = url;
    this.deadline = deadline;
  }

  @Override
  public void run(Pin activated) {
    try {
      int status = client.send(request(activated), BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new ReloadFailedException(name(), "answered HTTP " + status, null);
      }
    } catch (IOException e) {
      throw new ReloadFailedException(name(), "failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReloadFailedException(name(), "was interrupted: the agent is stopping", e);
    }
  }

  private HttpRequest request(Pin activated) {
    return HttpRequest.newBuilder(url)
        .timeout(deadline)
        .header("X-Mgeo-Sync-Bundle", activated.bundle().value())
        .header("X-Mgeo-Sync-Version", activated.version().value())
        .header("X-Mgeo-Sync-Digest", activated.digest().toString())
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
  }

  private String name() {
    return "POST " + url.getAuthority() + url.getPath();
  }
}
