package io.mgeosync.agent.http;

import io.mgeosync.probe.node.Turn;
import io.mgeosync.verdict.NodeVerdict;
import io.mgeosync.verdict.Verdicts;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A node that is as a test wants it. */
final class FakeStatus implements NodeStatus {
  private final AtomicReference<Supplier<NodeVerdict>> verdict =
      new AtomicReference<>(Verdicts::ready);
  private volatile Optional<String> stuck = Optional.empty();

  void is(NodeVerdict now) {
    verdict.set(() -> now);
  }

  void cannotBeRead() {
    verdict.set(
        () -> {
          throw new IllegalStateException("secret detail");
        });
  }

  void isStuck(String why) {
    stuck = Optional.of(why);
  }

  @Override
  public Optional<String> stuck() {
    return stuck;
  }

  @Override
  public NodeVerdict verdict() {
    return verdict.get().get();
  }

  @Override
  public Turn turn() {
    return new Turn(verdict().node(), verdict().ready(), Turn.Stage.IDLE);
  }

  @Override
  public String json() {
    return "{\"node\":\"%s\"}".formatted(verdict().node());
  }
}
