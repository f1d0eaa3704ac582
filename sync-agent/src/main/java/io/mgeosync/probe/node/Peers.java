package io.mgeosync.probe.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.HttpOutcome;
import io.mgeosync.net.ServerDates;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The agents of the nodes that serve beside this one. */
public final class Peers {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a whole answer: a peer that hangs must not keep the others from being asked. */
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final Duration IMPATIENT = Duration.ofMillis(300);

  private static final int OK = 200;

  private final ServerDates dates;
  private final List<URI> addresses;

  /**
   * Asks no peer yet.
   *
   * @param dates hears what time it is where they answer
   */
  public Peers(ServerDates dates, List<URI> addresses) {
    this.dates = dates;
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

  /** Reads an answer, given also the peer that it came from. */
  private interface Reader<T> extends BiFunction<JsonNode, String, Optional<T>> {}

  private <T> List<T> askAll(String path, Duration deadline, Reader<T> reader)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<T>>> answers =
          addresses.stream()
              .map(address -> threads.submit(() -> askPeer(address, path, deadline, reader)))
              .toList();
      var heard = new ArrayList<T>();
      try {
        for (Future<Optional<T>> answer : answers) {
          answer.get().ifPresent(heard::add);
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a bug in mgeo-sync", e.getCause());
      } finally {
        threads.shutdownNow();
      }
      return heard;
    }
  }

  private <T> Optional<T> askPeer(URI address, String path, Duration deadline, Reader<T> reader)
      throws InterruptedException {
    String base = address.toString().replaceAll("/+$", "");
    HttpOutcome outcome = HttpCall.get(URI.create(base + path), deadline).send();
    if (outcome instanceof HttpAnswer answer) {
      dates.recordDate(address.getAuthority(), answer.header("date"));
    }
    return outcome instanceof HttpAnswer answer && answer.status() == OK
        ? read(answer.body(), address, reader)
        : Optional.empty();
  }

  private static <T> Optional<T> read(String body, URI address, Reader<T> reader) {
    try {
      return reader.apply(JSON.readTree(body), address.getAuthority());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
