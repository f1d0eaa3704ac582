package io.mgeosync.publish;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a bundle can step back to, from what was desired at each sequence that was in force. */
final class StepsBack {
  private final Channel now;
  private final BundleName bundle;
  private final List<Pin> desiredOldestFirst;

  /**
   * @param history newest first, without the present channel
   */
  StepsBack(Channel now, List<Channel> history, BundleName bundle) {
    this.now = now;
    this.bundle = bundle;
    this.desiredOldestFirst =
        history.reversed().stream()
            .filter(past -> past.sequence() < now.sequence())
            .flatMap(past -> past.desired(bundle).stream())
            .toList();
  }

  Pin to(Optional<BundleVersion> version) {
    return version
        .map(this::latestOf)
        .orElseGet(this::previous)
        .orElseThrow(() -> PublishRefusals.nothingBefore(now.name(), bundle, version, known()));
  }

  private Optional<Pin> previous() {
    Optional<Pin> present = now.desired(bundle);
    int first = present.map(desiredOldestFirst::indexOf).orElse(-1);
    int end = first < 0 ? desiredOldestFirst.size() : first;
    return end == 0 ? Optional.empty() : Optional.of(desiredOldestFirst.get(end - 1));
  }

  private Optional<Pin> latestOf(BundleVersion version) {
    return desiredOldestFirst.reversed().stream()
        .filter(pin -> pin.version().equals(version))
        .findFirst();
  }

  private List<BundleVersion> known() {
    List<BundleVersion> versions = new ArrayList<>();
    desiredOldestFirst.stream().map(Pin::version).distinct().forEach(versions::add);
    now.desired(bundle).ifPresent(pin -> versions.remove(pin.version()));
    return versions;
  }
}
