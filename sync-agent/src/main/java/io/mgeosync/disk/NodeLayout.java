package io.mgeosync.disk;

import io.mgeosync.manifest.BundleName;
import java.nio.file.Path;
import java.util.List;

/** The one class that knows the names on a node's disk, all below {@code <state>/<bundle>/}. */
public record NodeLayout(Path state, BundleName bundle) {
  /** Whether and until when this node, with all its bundles, is drained. */
  public static Path drain(Path state) {
    return state.resolve("drain.json");
  }

  public Path root() {
    return state.resolve(bundle.value());
  }

  public Path releases() {
    return root().resolve("releases");
  }

  public Path release(ReleaseName name) {
    return releases().resolve(name.toString());
  }

  /** The symlink that names the active release; its target is relative: {@code releases/<name>}. */
  public Path current() {
    return root().resolve("current");
  }

  public Path staging() {
    return root().resolve("staging");
  }

  public Path staging(ReleaseName name) {
    return staging().resolve(name.toString());
  }

  /** Locked while a process works here; holds that process's pid. */
  public Path lock() {
    return root().resolve("lock");
  }

  /**
   * The last channel that was believed, as it was read: the memory for static stability and
   * rollback protection.
   */
  public Path lastChannel() {
    return root().resolve("last-channel.yaml");
  }

  /** The bare clone of the repository that holds the channel. */
  public Path channelClone() {
    return root().resolve("channel.git");
  }

  /** One JSON line per activation, oldest first. */
  public Path journal() {
    return root().resolve("journal.jsonl");
  }

  /** One JSON line for each bundle that failed on this node and is not tried again. */
  public Path poison() {
    return root().resolve("poison.jsonl");
  }

  /** When the last cycle succeeded, and its sentence. */
  public Path lastCycle() {
    return root().resolve("last-cycle.json");
  }

  /** Where records of complete verifications lie, one file for each release. */
  public Path proofs() {
    return root().resolve("proofs");
  }

  /** That this release was verified completely, and how it looked then. */
  public Path proof(ReleaseName name) {
    return proofs().resolve(name + ".json");
  }

  /** The last decision of the gate, for {@code status} and {@code ready} without the agent. */
  public Path lastDecision() {
    return root().resolve("last-decision.json");
  }

  /** What lies directly in {@link #root} and is written there, but for {@code current}. */
  List<Path> written() {
    return List.of(
        lock(),
        journal(),
        poison(),
        lastChannel(),
        lastCycle(),
        lastDecision(),
        proofs(),
        channelClone(),
        staging(),
        releases());
  }

  /** The folders whose content is believed as it lies there; all that is elsewhere is verified. */
  List<Path> believed() {
    return List.of(proofs(), channelClone());
  }
}
