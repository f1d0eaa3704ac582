package io.mgeosync.probe.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The agents of the nodes that serve beside this one. */
public final class Peers {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a whole answer: a peer that hangs must not keep the others from being asked. */
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final Duration IMPATIENT = Duration.ofMillis(300);

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
    return askAll(
            "/status",
            DEADLINE,
            (status, authority) -> Optional.of(PeerStatus.read(status, authority)))
        .stream()
        .flatMap(peer -> Parity.differences(here, peer).stream())
        .toList();
  }

  /**
   * Who of them is ready at this moment: asked for a decision, so nothing is remembered, and an
   * agent that needs long is none to rely on.
   *
   * @return their names
   */
  public List<String> ready() throws InterruptedException {
    return askAll("/readyz", IMPATIENT, Peers::readyName);
  }

  /** How each of them stands with its turn to switch, those that do not answer included. */
  public List<Turn> turns() throws InterruptedException {
    List<String> authorities = addresses.stream().map(URI::getAuthority).toList();
    Map<String, Turn> answers =
        askAll(
                "/turn",
                DEADLINE,
                (answer, at) -> Turn.read(answer, at).map(turn -> Map.entry(at, turn)))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    return authorities.stream().map(at -> answers.getOrDefault(at, Turn.silent(at))).toList();
  }

  private static Optional<String> readyName(JsonNode readyz, String authority) {
    return readyz.path("ready").asBoolean()
        ? NodeFacts.text(readyz, "node").or(() -> Optional.of(authority))
        : Optional.empty();
  }

  /** Makes something of an answer, given also whom it came from. */
  private interface Reader<T> extends BiFunction<JsonNode, String, Optional<T>> {}

  private <T> List<T> askAll(String path, Duration deadline, Reader<T> reader)
      throws InterruptedException {
    List<CompletableFuture<Optional<T>>> answers =
        addresses.stream().map(address -> ask(address, path, deadline, reader)).toList();
    var all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    try {
      all.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      answers.forEach(answer -> answer.complete(Optional.empty()));
    }
    return answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
  }

  private <T> CompletableFuture<Optional<T>> ask(
      URI address, String path, Duration deadline, Reader<T> reader) {
    String base = address.toString().replaceAll("/+$", "");
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).timeout(deadline).build();
    return client
        .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES))
        .thenApply(response -> read(response, address, reader))
        .exceptionally(failure -> Optional.empty());
  }

  private static <T> Optional<T> read(
      HttpResponse<String> response, URI address, Reader<T> reader) {
    try {
      return response.statusCode() == OK
          ? reader.apply(JSON.readTree(response.body()), address.getAuthority())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
