package io.mgeosync.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The tables of docs/status.md, to be held against what a program answers. */
public final class StatusPage {
  private static final Path PAGE = Path.of("../docs/status.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusPage() {}

  /**
   * The keys in the table below a heading, in the order of the page; {@code heading} with its
   * marks.
   */
  public static List<String> rows(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(heading + "\n");
    int end = page.indexOf("\n## ", begin + 1);
    return ROW.matcher(page.substring(begin, end < 0 ? page.length() : end))
        .results()
        .map(row -> row.group(1))
        .toList();
  }

  /** Every key of an answer with the way to it, as the page spells it: {@code nodes[].name}. */
  public static Set<String> keys(String json) throws IOException {
    var keys = new TreeSet<String>();
    collect(JSON.readTree(json), "", keys);
    return keys;
  }

  private static void collect(JsonNode node, String way, Set<String> keys) {
    if (node.isArray()) {
      node.forEach(item -> collect(item, way + "[]", keys));
    }
    node.properties()
        .forEach(
            entry -> {
              String key = way.isEmpty() ? entry.getKey() : way + "." + entry.getKey();
              keys.add(key);
              collect(entry.getValue(), key, keys);
            });
  }
}
