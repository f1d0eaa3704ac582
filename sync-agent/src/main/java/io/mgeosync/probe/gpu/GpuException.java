package io.mgeosync.probe.gpu;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.probe.ProbeResult;
import org.jspecify.annotations.Nullable;

/** Why a GPU, its driver or its library did not answer. */
public abstract class GpuException extends Refusal {
  private final String word;

  /**
   * @param word one CamelCase word for machines
   */
  protected GpuException(
      Kind kind, String word, String reason, String remedy, @Nullable Throwable cause) {
    super(kind, reason, remedy, cause);
    this.word = word;
  }

  /** Wrong where this proves that the GPU cannot be used, late where nothing is known. */
  public ProbeResult result() {
    return kind() == Kind.MISMATCH
        ? new ProbeResult.Wrong(word, message())
        : new ProbeResult.Late(word, message());
  }

  /** What is wrong and what to do, in one line. */
  public final String message() {
    return reason() + "; " + remedy();
  }

  public final String word() {
    return word;
  }
}
