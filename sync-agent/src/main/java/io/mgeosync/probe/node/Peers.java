package io.mgeosync.probe.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The agents of the nodes that serve beside this one. */
public final class Peers {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a whole answer: a peer that hangs must not keep the others from being asked. */
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int OK = 200;

  private final HttpClient client;
  private final List<URI> addresses;

  public Peers(HttpClient client, List<URI> addresses) {
    this.client = client;
    this.addresses = List.copyOf(addresses);
  }

  /**
   * Asks all of them at once. One that is away, or answers something else, says nothing.
   *
   * @return one sentence for each difference
   */
  public List<String> differences(PeerStatus here) throws InterruptedException {
    List<CompletableFuture<Optional<PeerStatus>>> answers =
        addresses.stream().map(this::ask).toList();
    var all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    try {
      all.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      answers.forEach(answer -> answer.complete(Optional.empty()));
    }
    return answers.stream()
        .map(CompletableFuture::join)
        .flatMap(Optional::stream)
        .flatMap(peer -> Parity.differences(here, peer).stream())
        .toList();
  }

  private CompletableFuture<Optional<PeerStatus>> ask(URI address) {
    String base = address.toString().replaceAll("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/status")).timeout(DEADLINE).build();
    return client
        .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES))
        .thenApply(response -> read(response, address))
        .exceptionally(failure -> Optional.empty());
  }

  private static Optional<PeerStatus> read(HttpResponse<String> response, URI address) {
    try {
      return response.statusCode() == OK
          ? Optional.of(PeerStatus.read(JSON.readTree(response.body()), address.getAuthority()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
