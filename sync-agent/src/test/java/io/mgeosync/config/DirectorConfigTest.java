package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.base.NodeRole;
import io.mgeosync.settings.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DirectorConfigTest {
  private static final String NODE = "nodes: [{name: a, agent: 'http://h:1', %s}]\n";

  private static DirectorConfig parse(String text) {
    return ConfigLoader.parseDirector("director.yaml", text);
  }

  @Test
  void theExampleLoadsAsItIs() {
    DirectorConfig config = ConfigLoader.loadDirector(Path.of("../deploy/director.yaml"));
    assertThat(config.nodes())
        .extracting(RoutedNode::role)
        .containsExactly(NodeRole.PRIMARY, NodeRole.BACKUP);
    assertThat(config.poll())
        .isEqualTo(new PollSettings(Duration.ofMillis(200), Duration.ofMillis(200), 2, 3));
    assertThat(config.poll().detection()).hasMillis(600);
  }

  @Test
  void oneNodeIsEnough() {
    DirectorConfig config = parse(NODE.formatted("role: primary"));
    assertThat(config.listen()).hasToString("127.0.0.1:9641");
    assertThat(config.nginx()).isNull();
    assertThat(config.nodes().getFirst().weight()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: backup                                       | no node is a primary",
        "role: standby                                      | nodes[0].role: \"standby\"",
        "weight: 0                                          | nodes[0].weight",
        "weight: 257                                        | nodes[0].weight",
        "service: '10.0.0.1'                                | nodes[0].service",
        "service: '10.0.0.1:0'                              | nodes[0].service",
        "wieght: 1                                          | write \"weight\"",
      })
  void aNodeThatCannotBeRoutedToIsRefusedWhereItStands(String key, String problem) {
    assertThatThrownBy(() -> parse(NODE.formatted(key)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("director.yaml:1: ")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "poll: {interval: 100ms}                   | the deadline is longer than the interval",
        "poll: {fall: 0}                           | poll.fall",
        "max-ejected: 101                          | max-ejected",
        "nginx: {group: www-data}                  | neither socket nor include",
        "nginx: {include: /etc/nginx/u.conf}       | nginx.include needs the address",
        "nginx: {socket: director.sock}            | relative path",
        "haproxy: {socket: /run/h.sock}            | haproxy.backend",
        "haproxy: {socket: /run/h.sock, backend: 'mgeo; shutdown'} | not the name of a backend",
        "require: {smoke: maybe}                   | require.smoke",
        "peers: []                                 | unknown key",
      })
  void whatCannotBeUsedIsRefusedWhereItStands(String key, String problem) {
    assertThatThrownBy(() -> parse(NODE.formatted("role: primary") + key))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("director.yaml:")
        .hasMessageContaining(problem);
  }

  @Test
  void aNameStandsOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    nodes:
                      - {name: a, agent: "http://h:1"}
                      - {name: a, agent: "http://h:2"}
                    """))
        .hasMessageContaining("a stands here twice");
  }
}
