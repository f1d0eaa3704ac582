package io.mgeosync.director.haproxy;

import io.mgeosync.manifest.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The map that says which part of the new requests is whose. It is replaced as a whole. */
final class RouteMap {
  private static final Pattern VERSION = Pattern.compile("New version created: (\\d+)");

  private final RuntimeSocket socket;
  private final String id;

  private RouteMap(RuntimeSocket socket, String id) {
    this.socket = socket;
    this.id = id;
  }

  /**
   * The map whose file is called like the backend.
   *
   * @throws Refusal when HAProxy has loaded none
   */
  static RouteMap find(String backend, RuntimeSocket socket) {
    String file = backend + ".map";
    Pattern line = Pattern.compile("(?m)^(\\d+) \\((?:[^)]*/)?" + Pattern.quote(file) + "\\)");
    return line.matcher(socket.sendCommand("show map"))
        .results()
        .findFirst()
        .map(match -> new RouteMap(socket, "#" + match.group(1)))
        .orElseThrow(
            () ->
                HaproxyRefusals.lacks(
                    "map " + file,
                    "take the two lines with mgeo.map from deploy/haproxy/director.cfg"));
  }

  /**
   * Prepares a new version of the map, which no request sees yet.
   *
   * @return the command that has requests follow it; none when the map is so already
   */
  Optional<String> become(Map<String, String> entries) {
    if (entries().equals(entries)) {
      return Optional.empty();
    }
    String version = prepare();
    if (!entries.isEmpty()) {
      socket.sendOrder("add map @%s %s <<\n%s\n".formatted(version, id, payload(entries)));
    }
    return Optional.of("commit map @%s %s".formatted(version, id));
  }

  private Map<String, String> entries() {
    Map<String, String> entries = new TreeMap<>();
    socket
        .sendCommand("show map " + id)
        .lines()
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length == 3) // Its address in memory, the key, the value.
        .forEach(fields -> entries.put(fields[1], fields[2]));
    return entries;
  }

  private String prepare() {
    String command = "prepare map " + id;
    String answer = socket.sendCommand(command);
    return VERSION
        .matcher(answer)
        .results()
        .findFirst()
        .map((MatchResult match) -> match.group(1))
        .orElseThrow(() -> HaproxyRefusals.refused(command, answer));
  }

  private static String payload(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
