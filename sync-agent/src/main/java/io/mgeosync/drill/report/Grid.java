package io.mgeosync.drill.report;

import java.util.List;

/**
 * A table, for every form of the report.
 *
 * @param rows as long as the header
 */
record Grid(String title, List<String> header, List<List<String>> rows) {
  Grid {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    int width = header.size();
    if (rows.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException("a row is as long as its header");
    }
  }
}
