package io.mgeosync.net;

import java.util.List;
import java.util.Map;

/**
 * The environment as the operator made it, for the programs that mgeo-sync starts. The launcher
 * sets a locale and more for the JVM alone and leaves a note of it, which is followed back here.
 */
final class OperatorEnvironment {
  /** The names of what the launcher set, each after a space. */
  private static final String OURS = "MGEO_SYNC_OURS";

  /** Before the name of a variable that the launcher took away. */
  private static final String KEPT = "MGEO_SYNC_KEPT_";

  private OperatorEnvironment() {}

  /**
   * Undoes what the launcher did; without its note nothing changes.
   *
   * @param environment of a program that is about to start, as {@link ProcessBuilder#environment}
   *     gives it
   */
  static void restore(Map<String, String> environment) {
    String ours = environment.remove(OURS);
    if (ours == null) {
      return;
    }
    for (String name : ours.split(" ", -1)) {
      if (!name.isEmpty()) {
        environment.remove(name);
      }
    }
    List<String> kept =
        environment.keySet().stream().filter(name -> name.startsWith(KEPT)).toList();
    kept.forEach(name -> environment.put(name.substring(KEPT.length()), environment.remove(name)));
  }
}
