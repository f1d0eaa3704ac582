package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.probe.ProbeResult;

/** A case cannot be captured: the service did not answer, or its answer is good for no case. */
public final class NotRecordedException extends Refusal {
  private final String name;

  private NotRecordedException(Kind kind, String name, String problem, String remedy) {
    super(kind, name + ": " + problem, remedy, null);
    this.name = name;
  }

  static NotRecordedException unanswered(String name, ProbeResult result) {
    return new NotRecordedException(
        result instanceof ProbeResult.Wrong ? Kind.MISMATCH : Kind.UNAVAILABLE,
        name,
        result.message(),
        "record from a service that is well");
  }

  static NotRecordedException nothingToExpect(String name, String adapter) {
    return new NotRecordedException(
        Kind.MISMATCH,
        name,
        "the answer holds nothing that the adapter %s reads".formatted(adapter),
        "choose the adapter that fits, or http-json");
  }

  static NotRecordedException unsteady(String name) {
    return new NotRecordedException(
        Kind.MISMATCH,
        name,
        "the service answers otherwise every time",
        "switch off sampling in the service, or widen the tolerance");
  }

  /** Of the case. */
  public String name() {
    return name;
  }
}
