package io.mgeosync.store;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;

/**
 * The bytes to be written could not be read here; the store is not to blame, nothing was written.
 */
public final class ContentUnreadableException extends StoreException {
  public ContentUnreadableException(IOException cause) {
    super(
        Refusal.Kind.MISSING,
        "the bytes to be published cannot be read: " + firstLine(cause),
        "look at the file; it must not change while it is published",
        cause);
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
