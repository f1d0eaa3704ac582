package io.mgeosync.drill;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.net.Subprocess;
import io.mgeosync.net.Subprocess.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Two commands of the operator's, run without a shell: one stops the service, one starts it. */
public final class CommandOutage implements Outage {
  /** A container that does not end by itself is killed after ten seconds. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final List<DirectorClient> directors;
  private final NodeName node;
  private final List<String> stop;
  private final List<String> start;
  private final Consumer<String> steps;

  /**
   * Nothing is stopped yet.
   *
   * @param directors that are told to forgive the fall, which was no fault of the node
   * @param stop program and arguments
   * @param start program and arguments
   * @param steps is told, in one line, of a director that does not forgive
   */
  public CommandOutage(
      List<DirectorClient> directors,
      NodeName node,
      List<String> stop,
      List<String> start,
      Consumer<String> steps) {
    this.directors = List.copyOf(directors);
    this.node = node;
    this.stop = List.copyOf(stop);
    this.start = List.copyOf(start);
    this.steps = steps;
  }

  @Override
  public void takeOut() {
    run(stop);
  }

  @Override
  public void bringBack() {
    run(start);
    directors.forEach(this::forgiveFall);
  }

  /** The node is started already, and in ten minutes every director has forgotten the fall. */
  private void forgiveFall(DirectorClient director) {
    try {
      director.releaseNode(node);
    } catch (Refusal refusal) {
      steps.accept(
          "warning: %s counts as fallen for ten minutes: ".formatted(node) + refusal.reason());
    }
  }

  private static void run(List<String> command) {
    try {
      switch (Subprocess.of(command, DEADLINE).run()) {
        case Ending.Exited exited when exited.status() == 0 -> {}
        case Ending.Exited exited ->
            throw DrillRefusals.commandFailed(
                command, "exited with %d%s".formatted(exited.status(), lastLine(exited.printed())));
        case Ending.Late _ ->
            throw DrillRefusals.commandFailed(
                command, "did not end within %d s".formatted(DEADLINE.toSeconds()));
      }
    } catch (IOException e) {
      throw DrillRefusals.commandFailed(command, "could not be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DrillRefusals.commandFailed(command, "was interrupted");
    }
  }

  private static String lastLine(String printed) {
    List<String> lines = printed.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : ": " + lines.getLast().strip();
  }

  @Override
  public String plan() {
    return "stop the service of %s: %s".formatted(node, String.join(" ", stop));
  }

  @Override
  public String byHand() {
    return "%s (without that %s stays stopped)".formatted(String.join(" ", start), node);
  }
}
