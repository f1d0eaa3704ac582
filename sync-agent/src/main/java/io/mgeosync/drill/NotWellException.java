package io.mgeosync.drill;

import io.mgeosync.director.client.NotReadyException;

/** The site is in trouble already: that is no time for an exercise. Nothing was changed. */
public final class NotWellException extends NotReadyException {
  NotWellException(String reason, String remedy) {
    super(reason, remedy);
  }
}
