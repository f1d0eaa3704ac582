package io.mgeosync.channel;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The last channel that this node believed for one bundle, durably on its disk. It serves while the
 * source is away, and it is what makes an older channel recognisable.
 *
 * <p>The file is the channel's YAML behind one comment line with the digest of the rest, so that
 * damage is told from a changed channel.
 */
public final class ChannelMemory {
  private static final String MARK = "# ";
  private static final int MARK_LENGTH = MARK.length() + "sha256:".length() + 64 + 1;

  private final Path file;
  private final LongFunction<String> correction;

  /** What is believed and not on the disk yet. */
  private @Nullable Channel unkept;

  /**
   * @param correction what to do at the source about a channel that is not believed, for a node
   *     that has seen this sequence
   */
  public ChannelMemory(NodeLayout layout, LongFunction<String> correction) {
    this.file = layout.lastChannel();
    this.correction = correction;
  }

  /**
   * Empty on a node that has believed no channel yet. Expiry is not asked here: see {@link
   * Channel#expired}.
   *
   * @throws Refusal when there is a file but it is not what was written
   */
  public synchronized Optional<Channel> remembered() {
    if (unkept != null) {
      return Optional.of(unkept);
    }
    try {
      return Optional.of(decode(readBounded()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw ChannelRefusals.damagedMemory(file, "it cannot be read", e);
    }
  }

  /**
   * Believes a channel from now on, as long as this process lives; {@link #writeChannel} makes that
   * last. What was read is obeyed though the disk takes no note of it: a version that is no longer
   * allowed must not go on serving because a disk is full. A channel of another name starts afresh:
   * the operator has moved this node, and the sequences of two channels say nothing about each
   * other.
   *
   * @return the candidate
   * @throws Refusal when it is older than the remembered one, has the same sequence with other
   *     content or one that is further on than {@link ChannelLimits#STEP_AT_MOST}, and as {@link
   *     #remembered} says; nothing is remembered
   */
  public synchronized Channel accept(Channel candidate) {
    if (!checkCandidate(candidate).equals(Optional.of(candidate))) {
      unkept = candidate;
    }
    return candidate;
  }

  /**
   * Writes down what is believed, durably once this returns; nothing to do when it is.
   *
   * @throws Refusal when the disk does not take it; it is believed all the same, and the next call
   *     tries again
   */
  public synchronized void writeChannel() {
    if (unkept != null) {
      DurableFiles.writeAtomically(file, encode(unkept));
      unkept = null;
    }
  }

  /**
   * Refuses what {@link #accept} refuses, and remembers nothing.
   *
   * @return what is remembered of the same channel
   */
  public Optional<Channel> checkCandidate(Channel candidate) {
    Optional<Channel> seen = remembered().filter(last -> last.name().equals(candidate.name()));
    seen.ifPresent(last -> refuseStepBack(candidate, last));
    return seen;
  }

  private void refuseStepBack(Channel candidate, Channel last) {
    boolean older = candidate.sequence() < last.sequence();
    boolean forked = candidate.sequence() == last.sequence() && !candidate.equals(last);
    if (older || forked) {
      throw ChannelRefusals.rolledBack(candidate, last, correction.apply(last.sequence()));
    }
    if (!ChannelLimits.isOneStep(last.sequence(), candidate.sequence())) {
      throw ChannelRefusals.leapt(candidate, last.sequence(), correction.apply(last.sequence()));
    }
  }

  private byte[] readBounded() throws IOException {
    long size = Files.size(file);
    if (size > MARK_LENGTH + ChannelYaml.MAX_BYTES) {
      throw ChannelRefusals.damagedMemory(file, "it is larger than any channel", null);
    }
    return Files.readAllBytes(file);
  }

  private static byte[] encode(Channel channel) {
    String yaml = ChannelYaml.format(channel);
    return (mark(yaml.getBytes(StandardCharsets.UTF_8)) + yaml).getBytes(StandardCharsets.UTF_8);
  }

  private Channel decode(byte[] bytes) {
    int split = Math.min(MARK_LENGTH, bytes.length);
    byte[] yaml = Arrays.copyOfRange(bytes, split, bytes.length);
    if (!new String(bytes, 0, split, StandardCharsets.UTF_8).equals(mark(yaml))) {
      throw ChannelRefusals.damagedMemory(
          file, "its first line is not the digest of the rest", null);
    }
    try {
      return ChannelYaml.parse(yaml, file.toString());
    } catch (InvalidChannelException e) {
      throw ChannelRefusals.damagedMemory(file, e.reason(), e);
    }
  }

  private static String mark(byte[] yaml) {
    return MARK + Digest.sha256Of(yaml) + "\n";
  }
}
