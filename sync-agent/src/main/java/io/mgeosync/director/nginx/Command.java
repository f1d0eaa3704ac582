package io.mgeosync.director.nginx;

import io.mgeosync.manifest.Printable;
import io.mgeosync.net.Subprocess;
import io.mgeosync.net.Subprocess.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One command, without a shell, that has ten seconds.
 *
 * @param words the program and its arguments
 */
record Command(List<String> words) {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  Command {
    words = List.copyOf(words);
  }

  /**
   * Runs it to its end.
   *
   * @throws NginxRefusedException with what it printed, unless it exits with 0
   */
  void run() {
    try {
      switch (Subprocess.of(words, DEADLINE).run()) {
        case Ending.Exited exited when exited.status() == 0 -> {}
        case Ending.Exited exited ->
            throw new NginxRefusedException(words, gist(exited.printed()), null);
        case Ending.Late _ ->
            throw new NginxRefusedException(
                words, "did not end within %d s".formatted(DEADLINE.toSeconds()), null);
      }
    } catch (IOException e) {
      throw new NginxRefusedException(words, "could not be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NginxRefusedException(words, "was interrupted: the director is stopping", e);
    }
  }

  /** The line that says why, or the last one: {@code nginx -t} ends with the less telling one. */
  private static String gist(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return Printable.line(
        lines.stream()
            .filter(line -> line.contains("[emerg]"))
            .findFirst()
            .orElse(lines.isEmpty() ? "failed without a word" : lines.getLast()));
  }
}
