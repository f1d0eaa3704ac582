package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.manifest.digest.Digest;
import java.nio.file.Path;
import java.util.Optional;

/** The agent's own code, inside this process. */
final class LocalNode implements Node {

  @Override
  public AgentConfig configuration(Path file) {
    return ConfigLoader.load(file);
  }

  @Override
  public Cycle sync(AgentConfig config, BundleSettings bundle) {
    throw new NotInThisBuildException("sync");
  }

  @Override
  public Checked check(Path directory, Optional<Digest> pin) {
    throw new NotInThisBuildException("verify");
  }

  @Override
  public void runAgent(AgentConfig config) {
    throw new NotInThisBuildException("agent");
  }
}
