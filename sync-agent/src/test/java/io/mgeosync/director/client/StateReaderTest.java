package io.mgeosync.director.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.base.NodeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateReaderTest {
  private static final String STATUS =
      """
      {"route":{"sequence":7,"active":[{"node":"gpu-a","weight":100}],"spares":["gpu-b"],
        "why":"two\\nlines","since":"2026-11-24T10:00:00Z","later":1},"primary":"gpu-a",
       "nodes":[{"name":"gpu-a","role":"primary","state":"ready","why":"its gate is open"},
        {"name":"gpu-b","state":"refused","why":"by the operator","override":"refuse"},
        {"name":"gpu-c","state":"draining"},{"name":"gpu-d","state":"ready","override":"drain"}],
       "actuators":[{"name":"haproxy","ok":true,"message":"","appliedSequence":6}]}
      """;

  private static DirectorState read(String text) {
    try {
      return StateReader.read(new ObjectMapper().readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void whoIsHeldOutIsKnownWhetherByTheDirectorOrByItsOwnAgent() {
    assertThat(read(STATUS).nodes())
        .extracting(ReportedNode::overridden)
        .containsExactly(false, true, true, true);
    assertThat(read(STATUS).nodes()).filteredOn(ReportedNode::ready).hasSize(1);
  }

  @Test
  void whoHasRequestsWhenAllIsWellIsTheNodesOwnRole() {
    assertThat(read(STATUS).nodes())
        .filteredOn(ReportedNode::primary)
        .extracting(node -> node.name().value())
        .containsExactly("gpu-a");
  }

  @Test
  void aLoadBalancerThatIsBehindFollowsAnOlderRoute() {
    assertThat(read(STATUS).applied()).isFalse();
    assertThat(read(STATUS.replace("\":6", "\":7")).applied()).isTrue();
    assertThat(read(STATUS.replace("\":6", "\":7").replace("ok\":true", "ok\":false")).applied())
        .isFalse();
  }

  @Test
  void theRouteIsToldInOneLine() {
    assertThat(read(STATUS).way()).isEqualTo("gpu-a, spare gpu-b");
    assertThat(read(STATUS).route().why()).isEqualTo("two lines");
    assertThat(read(STATUS).primary()).hasValue(new NodeName("gpu-a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"route\":{\"sequence\":1,\"active\":[]}}",
        "{\"route\":{\"sequence\":1,\"active\":[{\"node\":\"a b\",\"weight\":1}]},\"nodes\":[]}",
        "{\"route\":{\"sequence\":1,\"active\":[{\"node\":\"a\",\"weight\":0}]},\"nodes\":[]}"
      })
  void whatIsNoDirectorsStatusIsNotTakenForOne(String text) {
    assertThatException().isThrownBy(() -> read(text));
  }
}
