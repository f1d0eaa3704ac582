package io.mgeosync.probe.gpu;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.probe.ProbeResult;
import org.jspecify.annotations.Nullable;

/** Why a GPU, its driver or its library did not answer. */
public abstract sealed class GpuException extends Refusal
    permits LibraryMissingException, NvmlException, CudaException, WrongProductException {
  private final String word;

  /**
   * @param word one CamelCase word for machines
   */
  GpuException(Kind kind, String word, String reason, String remedy, @Nullable Throwable cause) {
    super(kind, reason, remedy, cause);
    this.word = word;
  }

  /** Wrong where this proves that the GPU cannot be used, late where nothing is known. */
  public ProbeResult result() {
    return kind() == Kind.MISMATCH
        ? new ProbeResult.Wrong(word, getMessage())
        : new ProbeResult.Late(word, getMessage());
  }

  final String word() {
    return word;
  }
}
