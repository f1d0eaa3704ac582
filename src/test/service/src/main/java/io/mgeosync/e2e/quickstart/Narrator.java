package io.mgeosync.e2e.quickstart;

import java.io.PrintStream;

/** Says each step in one plain line with the time that it took. */
final class Narrator {
  private final PrintStream out;
  private long began = System.nanoTime();

  Narrator(PrintStream out) {
    this.out = out;
  }

  /** A step that showed what it should. */
  void ok(String sentence) {
    long now = System.nanoTime();
    out.printf("ok  %5.1f s  %s%n", (now - began) / 1e9, sentence);
    began = now;
  }

  /** Something to look at that is no step. */
  void note(String sentence) {
    out.println("             " + sentence);
  }

  void failed(String sentence) {
    out.println("FAILED       " + sentence);
  }
}
