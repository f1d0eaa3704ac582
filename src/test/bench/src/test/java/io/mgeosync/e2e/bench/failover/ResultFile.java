package io.mgeosync.e2e.bench.failover;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Results, one JSON object a line, so that a long measurement can be made in parts. */
record ResultFile(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();

  void add(Result result) throws IOException {
    byte[] line = (JSON.writeValueAsString(result) + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  List<Result> read() throws IOException {
    List<Result> results = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      results.add(JSON.readValue(line, Result.class));
    }
    return results;
  }
}
