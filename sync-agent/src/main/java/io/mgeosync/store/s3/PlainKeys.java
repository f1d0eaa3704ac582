package io.mgeosync.store.s3;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import io.minio.credentials.Credentials;
import org.jspecify.annotations.Nullable;

/** Refuses keys that cannot stand in a header, before the client quotes them in its complaint. */
final class PlainKeys {
  private PlainKeys() {}

  /**
   * Keys as they were written somewhere.
   *
   * @param where for messages; the keys are never shown
   */
  static Credentials of(String id, String secret, @Nullable String token, String where) {
    if (!isPlain(id) || !isPlain(secret) || (token != null && !isPlain(token))) {
      throw new StoreException(
          Kind.CONFIGURATION,
          "a key or token of " + where + " is empty or has a space or a line break in it",
          "write it again, on one line and without blanks (write it with printf, not with echo)",
          null);
    }
    return new Credentials(id, secret, token, null);
  }

  /** Other text cannot stand in a header, and the client would quote it in its complaint. */
  private static boolean isPlain(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
