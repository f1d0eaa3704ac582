package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;

/** This build was made before the part was joined to the command line. */
final class NotInThisBuildException extends Refusal {
  NotInThisBuildException(String verb) {
    super(Kind.CONFIGURATION, verb + " is not in this build", "use a later one", null);
  }
}
