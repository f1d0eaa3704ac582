package io.mgeosync.reconcile;

import io.mgeosync.activate.Activator;
import io.mgeosync.activate.Housekeeper;
import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.FileStamp;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.CyclePlan.Removal;
import io.mgeosync.verify.StatFingerprint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a cycle would do, and changes nothing; the lock is not needed. */
final class Plans {
  private final NodeLayout layout;
  private final Fetcher fetcher;
  private final ReleaseProvider releases;
  private final Activator activator;
  private final Housekeeper housekeeper;

  Plans(
      NodeLayout layout,
      Fetcher fetcher,
      ReleaseProvider releases,
      Activator activator,
      Housekeeper housekeeper) {
    this.layout = layout;
    this.fetcher = fetcher;
    this.releases = releases;
    this.activator = activator;
    this.housekeeper = housekeeper;
  }

  /** A cycle that finds {@code desired} active and intact fetches ahead and removes nothing. */
  CyclePlan of(Channel channel, Pin desired) {
    Optional<ReleaseName> intact = releases.intact(desired);
    FetchPlan plan = fetcher.plan(desired);
    List<FetchPlan> prefetched = new ArrayList<>();
    List<Refusal> problems = new ArrayList<>();
    for (Pin pin : channel.prefetch(layout.bundle())) {
      prefetch(pin, prefetched, problems);
    }
    boolean unchanged = intact.isPresent() && intact.equals(activator.currentName());
    return new CyclePlan(
        intact.isPresent() ? plan.inPlace() : plan,
        prefetched,
        problems,
        unchanged ? List.of() : removed(channel, desired, intact));
  }

  private void prefetch(Pin pin, List<FetchPlan> plans, List<Refusal> problems) {
    try {
      if (activator.releasesOf(pin).isEmpty()) {
        plans.add(fetcher.plan(pin));
      }
    } catch (Refusal refusal) {
      problems.add(refusal);
    }
  }

  private List<Removal> removed(Channel channel, Pin desired, Optional<ReleaseName> intact) {
    ReleaseName next = intact.orElseGet(() -> freshCopy(desired));
    return housekeeper.wouldRemove(releases.needed(channel), next).stream()
        .map(name -> new Removal(name, bytes(name)))
        .toList();
  }

  private ReleaseName freshCopy(Pin pin) {
    return activator.releasesOf(pin).stream()
        .findFirst()
        .map(ReleaseName::nextCopy)
        .orElseGet(() -> ReleaseName.of(pin.version(), pin.digest()));
  }

  private long bytes(ReleaseName name) {
    try {
      return StatFingerprint.of(layout.release(name)).files().values().stream()
          .mapToLong(FileStamp::size)
          .sum();
    } catch (IOException e) {
      throw DiskFailures.explain(layout.release(name), e);
    }
  }
}
