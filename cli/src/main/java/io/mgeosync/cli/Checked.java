package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;

/**
 * What a check of one directory found.
 *
 * @param sentence the whole result in one line
 * @param files how many files the manifest lists
 * @param bad every file that is not proven as its manifest says, the manifest itself included
 * @param wrong whether one of them is proven wrong; without that they could not be checked
 */
record Checked(Path directory, String sentence, int files, List<Bad> bad, boolean wrong) {

  /** One file, and a sentence that names it and says what is wrong with it. */
  record Bad(String path, String problem) {}

  Checked {
    bad = List.copyOf(bad);
  }

  boolean good() {
    return bad.isEmpty();
  }

  ObjectNode asJson() {
    ObjectNode node =
        JsonLine.object()
            .put("directory", directory.toString())
            .put("ok", good())
            .put("files", files)
            .put("sentence", sentence);
    ArrayNode list = node.putArray("bad");
    bad.forEach(one -> list.addObject().put("path", one.path()).put("problem", one.problem()));
    return node;
  }
}
