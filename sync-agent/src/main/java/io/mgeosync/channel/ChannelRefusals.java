package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.ObjectKey;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a channel is not read, not believed or not written. */
final class ChannelRefusals {
  private static final int NAMES_AT_MOST = 5;

  private ChannelRefusals() {}

  /** Others kept changing the channel first; nothing was written. */
  static Refusal busy(String channel, int attempts, Throwable cause) {
    return Refusal.of(
        Kind.BUSY,
        "channel \"%s\" was changed by another writer during each of %d attempts"
            .formatted(channel, attempts),
        "look at who else promotes to it, then try again",
        cause);
  }

  /**
   * The store cannot keep two writers of a channel apart, and that risk was not taken.
   *
   * @param written whether the channel was changed before the store showed what it lacks
   */
  static Refusal unprotected(String channel, String location, boolean written) {
    return Refusal.of(
        Kind.CONFIGURATION,
        "%s has no atomic conditional writes: of two changes to channel \"%s\" at the same moment one would be lost%s"
            .formatted(location, channel, written ? ". This one is written all the same" : ""),
        written
            ? "look at it with `mgeo-sync plan`; where nothing else changes it, add --force-unsafe"
                + " from now on"
            : "see that nothing else changes it now, and run this again with --force-unsafe");
  }

  /**
   * The file that remembers the last believed channel cannot be believed itself. Without it a node
   * could be led back to an old channel, so nothing is accepted until an operator has looked.
   */
  static Refusal damagedMemory(Path file, String problem, @Nullable Throwable cause) {
    return Refusal.of(
        Kind.MISMATCH,
        "the memory of the last channel in " + file + " is damaged: " + problem,
        "check that the channel at its source is the newest, then delete this file and sync again",
        cause);
  }

  /** A sequence that no node follows to, and a way out that is written where the channel is. */
  static Refusal leapt(Channel offered, long seen, String correction) {
    return Refusal.of(
        Kind.MISMATCH,
        "channel \"%s\" has leapt from sequence %d to %d, more than %d at once"
            .formatted(offered.name(), seen, offered.sequence(), ChannelLimits.STEP_AT_MOST),
        correction);
  }

  /** Its pins and history are gone, or it is no channel and never was one. */
  static Refusal nothingToRestore(String channel, String location, ObjectKey key) {
    return Refusal.of(
        Kind.MISSING,
        "the history of channel \"%s\" in %s holds nothing to restore".formatted(channel, location),
        "delete %s there, then make it with `mgeo-sync promote --channel %s --bundle … --version … --create`"
            .formatted(key, channel));
  }

  /** Some nodes are where the others cannot follow. */
  static Refusal aboveTooMuch(String channel, long above, long newest) {
    return Refusal.of(
        Kind.CONFIGURATION,
        "channel \"%s\" was at %d, and nodes do not follow it from there to above %d"
            .formatted(channel, newest, above),
        "restore it without --above, and on each node that has seen %d delete last-channel.yaml in the bundle's state directory"
            .formatted(above));
  }

  /** The source offers an older channel than this node has already believed, or a forked one. */
  static Refusal rolledBack(Channel offered, Channel seen, String correction) {
    return Refusal.of(
        Kind.MISMATCH,
        offered.sequence() == seen.sequence()
            ? "channel \"%s\" has sequence %d as this node saw it before, but other content"
                .formatted(seen.name(), seen.sequence())
            : "channel \"%s\" has gone back to sequence %d, and this node has already seen %d"
                .formatted(seen.name(), offered.sequence(), seen.sequence()),
        correction);
  }

  /**
   * This channel was never written, or its name is misspelt.
   *
   * @param location the store that was asked, without anything secret
   * @param others the channels that are there; empty when there is none, or none may be listed
   */
  static Refusal noSuchChannel(String channel, String location, List<String> others) {
    return Refusal.of(
        Kind.MISSING,
        "there is no channel \"" + channel + "\" in " + location,
        hint(channel, others)
            + "make it with `mgeo-sync promote --channel %s --bundle … --version … --create`"
                .formatted(channel));
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
