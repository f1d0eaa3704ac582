package io.mgeosync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Several command lines in one process, one after the other, whatever each ends with. The build
 * runs it to learn which classes the verbs load and which methods are hot; it is no verb.
 */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs them.
   *
   * @param args a file with one command line on each line, its words separated by single spaces
   */
  public static void main(String[] args) throws IOException {
    Logs.prepare(args);
    Terminal terminal = Terminal.system();
    Clock clock = Clock.systemUTC();
    Context context = new Context(terminal, clock, System.getenv(), new LocalNode(clock));
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      CommandLines.of(context).execute(line.split(" ", -1));
    }
  }
}
