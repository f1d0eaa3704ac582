package io.mgeosync.config;

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
    return parse(file.toString(), YamlFile.text(file, "copy deploy/agent.yaml there and adapt it"));
  }

  /**
   * The same from a text in memory.
   *
   * @param file for messages
   */
  public static AgentConfig parse(String file, String text) {
    YamlFile yaml = YamlFile.parse(file, text);
    return AgentConfigReader.read(yaml.source(), yaml.tree());
  }

  /**
   * Reads a director's file whole.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static DirectorConfig loadDirector(Path file) {
    return parseDirector(
        file.toString(), YamlFile.text(file, "copy deploy/director.yaml there and adapt it"));
  }

  /**
   * The same from a text in memory.
   *
   * @param file for messages
   */
  public static DirectorConfig parseDirector(String file, String text) {
    YamlFile yaml = YamlFile.parse(file, text);
    return DirectorConfigReader.read(yaml.source(), yaml.tree());
  }
}
