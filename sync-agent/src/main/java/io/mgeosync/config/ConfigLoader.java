package io.mgeosync.config;

import io.mgeosync.settings.ConfigException;
import io.mgeosync.settings.SettingsFile;
import java.nio.file.Path;

/** Reads a program's one YAML file: all of it is valid, or nothing starts. */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Reads the file whole.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static AgentConfig load(Path file) {
    return SettingsFile.load(file, "copy deploy/agent.yaml there and adapt it")
        .read(AgentConfig.class);
  }

  /**
   * The same from a text in memory.
   *
   * @param file for messages
   */
  public static AgentConfig parse(String file, String text) {
    return SettingsFile.parse(file, text).read(AgentConfig.class);
  }

  /**
   * Reads a director's file whole.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static DirectorConfig loadDirector(Path file) {
    return SettingsFile.load(file, "copy deploy/director.yaml there and adapt it")
        .read(DirectorConfig.class);
  }

  /**
   * The same from a text in memory.
   *
   * @param file for messages
   */
  public static DirectorConfig parseDirector(String file, String text) {
    return SettingsFile.parse(file, text).read(DirectorConfig.class);
  }
}
