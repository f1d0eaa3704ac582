package io.mgeosync.channel;

import io.mgeosync.base.InvalidValueException;

/** What becomes of a release that is active and proven when its channel expires. */
public enum OnExpiry {
  /** It goes on being served; nothing new is accepted. */
  SERVE,
  /** The gate closes, though nothing is proven against the node. */
  REFUSE;

  /** As it is written. */
  public static OnExpiry parse(String text) {
    return switch (text) {
      case "serve" -> SERVE;
      case "refuse" -> REFUSE;
      default ->
          throw new InvalidValueException(
              "\"" + text + "\" is neither serve nor refuse", "write serve or refuse");
    };
  }
}
