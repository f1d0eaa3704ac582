package io.mgeosync.manifest;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.digest.Digest.Algorithm;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a node must be before it may activate the bundle; at least one of these.
 *
 * @param gpuMemory bytes of memory that one GPU must have in all, from 1 to 2^53-1
 * @param computeCapability the least
 * @param driver the oldest
 * @param pythonLock SHA-256 of the lock file that the service's Python packages come from
 * @param configuration SHA-256 of the service's configuration file
 */
public record Requirements(
    Optional<Long> gpuMemory,
    Optional<ComputeCapability> computeCapability,
    Optional<DriverVersion> driver,
    Optional<Digest> pythonLock,
    Optional<Digest> configuration) {
  private static final long MOST = (1L << 53) - 1;

  public Requirements {
    if (Stream.of(gpuMemory, computeCapability, driver, pythonLock, configuration)
        .allMatch(Optional::isEmpty)) {
      throw new IllegalArgumentException("requirements that require nothing are left out");
    }
    gpuMemory.ifPresent(
        bytes -> {
          if (bytes < 1 || bytes > MOST) {
            throw new IllegalArgumentException("a GPU's memory is from 1 to 2^53-1 bytes");
          }
        });
    Stream.of(pythonLock, configuration).flatMap(Optional::stream).forEach(Requirements::sha256);
  }

  private static void sha256(Digest digest) {
    if (digest.algorithm() != Algorithm.SHA256) {
      throw new IllegalArgumentException("only SHA-256 is believed");
    }
  }
}
