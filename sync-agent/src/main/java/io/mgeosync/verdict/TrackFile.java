package io.mgeosync.verdict;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file that keepalived tracks: replaced as a whole at each change, and once in a while
 * without one, for it may have been deleted. An agent that has ended leaves no good word behind.
 */
public final class TrackFile implements VerdictFollower {
  private static final Logger log = LoggerFactory.getLogger(TrackFile.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Path file;
  private final Clock clock;
  private String last = "";
  private Instant writtenAt = Instant.EPOCH;
  private boolean failing;

  /**
   * A file, not written yet.
   *
   * @param clock never jumps
   */
  public TrackFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public void followVerdict(Optional<NodeVerdict> verdict) {
    Instant now = clock.instant();
    String content = verdict.map(TrackFileContent::of).orElseGet(TrackFileContent::unknown);
    if (!content.equals(last) || !now.isBefore(writtenAt.plus(HEARTBEAT))) {
      if (writeTrack(content)) {
        last = content;
        writtenAt = now;
      }
    }
  }

  /** What cannot be written is tried again at the next look, and told once. */
  private boolean writeTrack(String content) {
    try {
      DurableFiles.writeAtomically(file, content.getBytes(US_ASCII));
      failing = false;
      return true;
    } catch (Refusal refusal) {
      if (!failing) {
        log.error("keepalived is not told of this node: {}", refusal.getMessage());
      }
      failing = true;
      return false;
    }
  }

  @Override
  public void close() {
    var _ = writeTrack(TrackFileContent.unknown());
  }
}
