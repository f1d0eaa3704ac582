package io.mgeosync.config;

import java.util.List;
import java.util.Map;

/** A YAML document as it was written, each part with its line, counted from 1. */
sealed interface YamlNode {
  int line();

  /** What it is, for "expected …, found …". */
  String kind();

  /** Keys in the order of the file; each entry's line is that of its key. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
    @Override
    public String kind() {
      return "a section of keys";
    }
  }

  /** One key of a mapping. */
  record Entry(int line, YamlNode value) {}

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Anything that is not a section, a list or nothing; the text as it was written. */
  record Scalar(int line, String text) implements YamlNode {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** A key without a value. */
  record Nothing(int line) implements YamlNode {
    @Override
    public String kind() {
      return "nothing";
    }
  }
}
