package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.activate.Poisoned;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.CyclePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the verbs ask of the agent's own code on this node. */
interface Node {

  /** Reads and checks the configuration. */
  AgentConfig configuration(Path file);

  /**
   * One cycle of one bundle, under the lock of its directory.
   *
   * @throws Refusal when the lock is held by another process
   */
  Cycle sync(AgentConfig config, BundleSettings bundle, FetchListener listener);

  /**
   * Verifies the active release of one bundle byte by byte and replaces it if it is damaged, under
   * the lock of its directory.
   *
   * @throws io.mgeosync.disk.DirectoryBusyException when the lock is held by another process
   * @throws Refusal when nothing is active, or it cannot be verified now
   */
  Cycle repair(AgentConfig config, BundleSettings bundle, FetchListener listener);

  /**
   * What a cycle of one bundle would do; changes nothing.
   *
   * @throws Refusal when that cannot be said
   */
  CyclePlan plan(AgentConfig config, BundleSettings bundle);

  /**
   * Checks a directory against the manifest in it, and that against the pin when there is one.
   *
   * @throws Refusal when there is no manifest, or it cannot be read
   */
  Checked check(Path directory, Optional<Digest> pin);

  /**
   * Every check of every bundle once, for a node whose agent does not run.
   *
   * @return as the agent's own status
   * @throws Refusal when the lock is held by another process
   */
  JsonNode probe(AgentConfig config);

  /** What failed on this node and is not tried again. */
  List<Poisoned> poisoned(AgentConfig config, BundleSettings bundle);

  /**
   * Lets it be tried again.
   *
   * @throws Refusal when the lock is held by another process
   */
  void unpoison(AgentConfig config, BundleSettings bundle);

  /** Runs the agent until this process is told to end. */
  void runAgent(AgentConfig config);

  /**
   * What a cycle came to.
   *
   * @param outcome one word, as in the agent's status
   * @param problem empty when the node is where it should be
   * @param warnings what should be done about the channel, one line each
   */
  record Cycle(String outcome, String sentence, Optional<Refusal> problem, List<String> warnings) {

    Cycle(String outcome, String sentence, Optional<Refusal> problem) {
      this(outcome, sentence, problem, List.of());
    }
  }
}
