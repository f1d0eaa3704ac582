package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;
import java.util.List;

/** This channel was never written, or its name is misspelt. */
public final class NoSuchChannelException extends Refusal {
  private static final int NAMES_AT_MOST = 5;

  private final String channel;

  /**
   * @param location the store that was asked, without anything secret
   * @param others the channels that are there; empty when there is none, or none may be listed
   */
  public NoSuchChannelException(String channel, String location, List<String> others) {
    super(
        Kind.MISSING,
        "there is no channel \"" + channel + "\" in " + location,
        hint(channel, others)
            + "make it with `mgeo-sync promote --channel %s --bundle … --version … --create`"
                .formatted(channel),
        null);
    this.channel = channel;
  }

  public String channel() {
    return channel;
  }

  private static String hint(String channel, List<String> others) {
    List<String> near = NearNames.of(channel, others);
    if (!near.isEmpty()) {
      return "did you mean %s? If not, ".formatted(String.join(" or ", near));
    }
    if (others.isEmpty()) {
      return "";
    }
    String more = others.size() > NAMES_AT_MOST ? " and more" : "";
    return "there is %s%s: correct the name, or "
        .formatted(String.join(", ", others.stream().limit(NAMES_AT_MOST).toList()), more);
  }
}
