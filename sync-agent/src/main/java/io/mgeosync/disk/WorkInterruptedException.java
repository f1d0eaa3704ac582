package io.mgeosync.disk;

import io.mgeosync.manifest.Refusal;

/** This process was asked to stop; the work that was done is kept where it can be resumed. */
public final class WorkInterruptedException extends Refusal {
  public WorkInterruptedException(String work) {
    super(Kind.UNAVAILABLE, work + " was interrupted", "start it again: it resumes", null);
  }
}
