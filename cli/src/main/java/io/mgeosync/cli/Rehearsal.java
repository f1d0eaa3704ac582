package io.mgeosync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Several command lines in one process, one after the other, with any exit code. The build runs it
 * to learn which classes the verbs load and which methods are hot; it is no verb.
 */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs them.
   *
   * @param args a file with one command line on each line, its words separated by single spaces
   */
  public static void main(String[] args) throws IOException {
    Context context = Main.context(args);
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] words = line.split(" ", -1);
      if (QuickReady.run(context, words).isEmpty()) {
        CommandLines.of(context).execute(words);
      }
    }
  }
}
