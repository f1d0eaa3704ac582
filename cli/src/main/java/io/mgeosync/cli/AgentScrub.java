package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has the running agent verify a bundle, and repair it if need be: it holds the lock. */
final class AgentScrub {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int ACCEPTED = 202;

  private final AgentEndpoint agent;
  private final BundleName bundle;
  private final Duration wait;
  private final Clock clock;

  AgentScrub(AgentEndpoint agent, BundleName bundle, Duration wait, Clock clock) {
    this.agent = agent;
    this.bundle = bundle;
    this.wait = wait;
    this.clock = clock;
  }

  /** What the agent says of the bundle; empty when it has none of this name, or does not answer. */
  Optional<JsonNode> status() {
    try {
      return JsonLine.read(agent.get("status").body())
          .path("bundles")
          .valueStream()
          .filter(one -> one.path("bundle").asText().equals(bundle.value()))
          .findFirst();
    } catch (AgentUnreachableException e) {
      return Optional.empty();
    }
  }

  /**
   * Asks, and waits until every byte is proven. An agent that fails to answer in between is asked
   * again.
   *
   * @param before what {@link #status} said
   * @throws AgentUnreachableException when the agent does not take the request
   * @throws Refusal when there is no proof in time
   */
  Node.Cycle run(JsonNode before) {
    Instant until = clock.instant().plus(wait);
    agent.postCommand("scrub", ACCEPTED);
    JsonNode last = before;
    while (!isProvenSince(before, last)) {
      if (!clock.instant().isBefore(until)) {
        throw notProven(verified(last));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      last = status().orElse(last);
    }
    return cycle(before, last);
  }

  /** A damage that is known is not the same as a verification that has not ended. */
  private Refusal notProven(JsonNode verified) {
    boolean damaged = verified.path("reason").asText().equals("Corrupt");
    return Refusal.of(
        damaged ? Refusal.Kind.MISMATCH : Refusal.Kind.UNAVAILABLE,
        damaged
            ? "still damaged: " + verified.path("message").asText()
            : "the agent has not verified it within %d s".formatted(wait.toSeconds()),
        "see `mgeo-sync status` and the agent's log, or give it longer with --wait");
  }

  /** Another release counts once its cycle, with the reload, has ended. */
  private static boolean isProvenSince(JsonNode before, JsonNode now) {
    return !now.path("verifiedAt").equals(before.path("verifiedAt"))
        && verified(now).path("holds").asBoolean()
        && (release(now).equals(release(before)) || isNewCycle(before, now));
  }

  private static Node.Cycle cycle(JsonNode before, JsonNode now) {
    return isNewCycle(before, now)
        ? new Node.Cycle(
            now.path("lastCycle").path("outcome").asText(),
            now.path("lastCycle").path("sentence").asText(),
            Optional.empty())
        : new Node.Cycle(
            "unchanged",
            "the agent verified every byte of %s: it is intact".formatted(release(now).asText()),
            Optional.empty());
  }

  private static boolean isNewCycle(JsonNode before, JsonNode now) {
    return !now.path("lastCycle").equals(before.path("lastCycle"));
  }

  private static JsonNode release(JsonNode status) {
    return status.path("active").path("release");
  }

  private static JsonNode verified(JsonNode status) {
    return status
        .path("conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals("Verified"))
        .findFirst()
        .orElseGet(JsonLine::object);
  }
}
