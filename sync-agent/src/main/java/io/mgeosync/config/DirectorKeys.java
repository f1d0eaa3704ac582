package io.mgeosync.config;

import java.util.List;
import java.util.Map;

/** Every key that a director's configuration may hold, section by section. */
final class DirectorKeys {
  /** From a section (the empty name is the top) to its keys, in the order to write them. */
  static final Map<String, List<String>> BY_SECTION =
      Map.of(
          "",
          List.of("listen", "state", "poll", "nodes", "require", "max-ejected", "nginx", "haproxy"),
          "poll",
          List.of("interval", "deadline", "fall", "rise"),
          "nodes",
          List.of("name", "agent", "service", "role", "weight"),
          "require",
          List.of("bundle", "smoke"),
          "nginx",
          List.of("socket", "group", "include", "test", "reload"),
          "haproxy",
          List.of("socket", "backend"));

  private DirectorKeys() {}
}
