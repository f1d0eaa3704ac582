package io.mgeosync.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One YAML (or JSON) file that a person wrote, with the line of each of its keys. */
record YamlFile(ConfigSource source, YamlNode tree) {
  private static final long MAX_BYTES = 1 << 20;

  /**
   * Reads a text in memory.
   *
   * @param file for messages
   * @throws ConfigException at the line of the first mistake
   */
  static YamlFile parse(String file, String text) {
    YamlNode tree = YamlTree.parse(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
    var lines = new HashMap<String, Integer>();
    collect(tree, "", lines);
    return new YamlFile(new ConfigSource(file, lines), tree);
  }

  private static void collect(YamlNode node, String path, Map<String, Integer> lines) {
    lines.putIfAbsent(path, node.line());
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach((key, entry) -> collectEntry(Keys.child(path, key), entry, lines));
    } else if (node instanceof YamlNode.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        collect(sequence.items().get(i), Keys.item(path, i), lines);
      }
    }
  }

  private static void collectEntry(String path, YamlNode.Entry entry, Map<String, Integer> lines) {
    lines.put(path, entry.line());
    collect(entry.value(), path, lines);
  }

  /**
   * The whole file.
   *
   * @param ifMissing what to do when it is not there
   * @throws ConfigException when it cannot be read, or is larger than 1 MiB
   */
  static String text(Path file, String ifMissing) {
    try {
      if (Files.isDirectory(file)) {
        throw refuse(file, "this is a directory", "name the YAML file itself");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refuse(file, "larger than 1 MiB", "name a file of mgeo-sync");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw refuse(file, "there is no such file", ifMissing);
    } catch (AccessDeniedException e) {
      throw refuse(
          file, "this user may not read it", "run chmod a+r on it, or start as the user that may");
    } catch (CharacterCodingException e) {
      throw refuse(file, "not UTF-8 text", "save it as UTF-8");
    } catch (IOException e) {
      throw refuse(file, "cannot be read: " + e.getMessage(), "check the disk, then try again");
    }
  }

  private static ConfigException refuse(Path file, String problem, String remedy) {
    return new ConfigException(file.toString(), 0, "", problem, remedy);
  }
}
