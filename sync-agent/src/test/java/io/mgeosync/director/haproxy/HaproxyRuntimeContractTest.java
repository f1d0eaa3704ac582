package io.mgeosync.director.haproxy;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.HaproxySettings;
import io.mgeosync.director.route.Actuator;
import io.mgeosync.director.route.ActuatorContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On a socket that answers as HAProxy 2.6 does; HaproxyIT asks HAProxy itself. */
final class HaproxyRuntimeContractTest extends ActuatorContract {
  private static final Pattern STATE = Pattern.compile("set server mgeo/(\\S+) state (\\w+)");

  @TempDir private Path scratch;
  private final Map<String, Boolean> shut = new TreeMap<>();
  private final List<String> map = new ArrayList<>();
  private FakeHaproxy haproxy;
  private HaproxyRuntime actuator;

  @BeforeEach
  void start() throws IOException {
    haproxy = new FakeHaproxy(scratch.resolve("admin.sock"));
    haproxy.teach("show map", "4 (/etc/haproxy/mgeo.map) x");
    haproxy.teach("prepare map #4", "New version created: 9\n");
    actuator = new HaproxyRuntime(new HaproxySettings(scratch.resolve("admin.sock"), "mgeo"));
    restart();
  }

  @AfterEach
  void stop() throws IOException {
    haproxy.close();
  }

  @Override
  protected Actuator actuator() {
    // What the last call said takes effect before the next one looks.
    obey();
    return actuator;
  }

  /** All servers are in, and the map is that of the file: empty. */
  @Override
  protected void restart() {
    haproxy.told();
    Stream.of(A, B).forEach(node -> shut.put(node.value(), false));
    map.clear();
    teach();
  }

  private boolean obey() {
    List<String> told = haproxy.told();
    for (String orders : told) {
      STATE
          .matcher(orders)
          .results()
          .forEach(order -> shut.put(order.group(1), order.group(2).equals("maint")));
      if (orders.contains("commit map")) {
        map.clear();
        map.addAll(haproxy.payload());
        haproxy.payload().clear();
      }
    }
    teach();
    return told.stream().anyMatch(order -> !order.startsWith("show "));
  }

  private void teach() {
    var servers = new StringBuilder("1\n");
    shut.forEach(
        (name, isShut) ->
            servers.append("3 mgeo 1 %s 127.0.0.1 2 %d 1\n".formatted(name, isShut ? 1 : 0)));
    haproxy.teach("show servers state mgeo", servers.toString());
    haproxy.teach("show map #4", String.join("\n", map.stream().map(one -> "0x5 " + one).toList()));
  }

  @Override
  protected List<NodeName> reached() {
    obey();
    return Stream.of(A, B).filter(node -> !Boolean.TRUE.equals(shut.get(node.value()))).toList();
  }

  @Override
  protected boolean changed() {
    return obey();
  }

  @Override
  protected void disobey() throws IOException {
    obey();
    haproxy.close();
  }
}
