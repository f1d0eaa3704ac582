package io.mgeosync.reconcile;

import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.manifest.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What a cycle would do at the moment when it was asked.
 *
 * @param desired for the version that the channel wants
 * @param prefetched for those that it names for later and that are not here yet
 * @param problems why something cannot be fetched ahead; a cycle is not disturbed by that
 * @param removed the releases that would not be needed any more, sorted by name
 * @param alarm of the channel, one line; empty while its expiry is far away
 */
public record CyclePlan(
    FetchPlan desired,
    List<FetchPlan> prefetched,
    List<Refusal> problems,
    List<Removal> removed,
    Optional<String> alarm) {
  public CyclePlan {
    prefetched = List.copyOf(prefetched);
    problems = List.copyOf(problems);
    removed = List.copyOf(removed);
  }

  /** Of a channel about which there is nothing to say. */
  public CyclePlan(
      FetchPlan desired,
      List<FetchPlan> prefetched,
      List<Refusal> problems,
      List<Removal> removed) {
    this(desired, prefetched, problems, removed, Optional.empty());
  }

  CyclePlan with(Optional<String> told) {
    return new CyclePlan(desired, prefetched, problems, removed, told);
  }

  /** A release that would be deleted, and the sizes of its files added up. */
  public record Removal(ReleaseName release, long bytes) {}

  public long removedBytes() {
    return removed.stream().mapToLong(Removal::bytes).sum();
  }
}
