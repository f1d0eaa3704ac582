package io.mgeosync.director.haproxy;

import io.mgeosync.manifest.Refusal;

/** HAProxy's configuration lacks something that the route needs. */
public final class UnlikeHaproxyException extends Refusal {
  private final String missing;

  UnlikeHaproxyException(String missing, String remedy) {
    super(Kind.CONFIGURATION, "HAProxy has no " + missing, remedy, null);
    this.missing = missing;
  }

  public String missing() {
    return missing;
  }
}
