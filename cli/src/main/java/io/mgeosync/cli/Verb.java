package io.mgeosync.cli;

import java.util.Set;
import java.util.concurrent.Callable;

/** One verb of the command line. A refusal is thrown; what is returned was not refused. */
interface Verb extends Callable<Integer> {

  ExitCode run();

  /** What this verb can end with beside 0, 1 and 2; its help lists them. */
  Set<ExitCode> endings();

  @Override
  default Integer call() {
    return run().code();
  }
}
