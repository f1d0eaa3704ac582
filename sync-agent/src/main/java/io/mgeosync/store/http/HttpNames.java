package io.mgeosync.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mgeosync.store.ObjectKey;
import java.net.URI;

/**
 * Between keys and URLs.
 *
 * @param base without a slash at its end
 */
record HttpNames(URI base) {
  private static final String UNRESERVED = "-._~/";
  private static final String HEX = "0123456789ABCDEF";

  URI urlOf(ObjectKey key) {
    return URI.create(base + "/" + encode(key.value()));
  }

  String location() {
    return base.toString();
  }

  /** For messages about the server rather than what it serves. */
  String server() {
    return base.getAuthority();
  }

  private static String encode(String key) {
    StringBuilder encoded = new StringBuilder(key.length() + 16);
    for (byte b : key.getBytes(UTF_8)) {
      append(encoded, b);
    }
    return encoded.toString();
  }

  private static void append(StringBuilder encoded, byte b) {
    char c = (char) (b & 0xff);
    if (c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
      encoded.append(c);
    } else {
      encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }
}
