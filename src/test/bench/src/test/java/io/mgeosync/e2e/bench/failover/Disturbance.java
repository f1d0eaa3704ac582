package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.service.LightFault;
import io.mgeosync.e2e.bench.failover.site.BenchNode;
import io.mgeosync.e2e.bench.failover.site.Column;
import java.io.IOException;

/**
 * How a mode comes and goes.
 *
 * @param inject returns when it is in force
 */
record Disturbance(Step inject, Step heal) {
  private static final Step NOTHING = column -> {};

  /** Something that is done to a column. */
  @FunctionalInterface
  interface Step {
    void take(Column column) throws IOException;
  }

  /** Something that is done to one node. */
  @FunctionalInterface
  private interface NodeStep {
    void take(BenchNode node) throws IOException;
  }

  static Disturbance of(Mode mode) {
    return switch (mode.sort()) {
      case FAULT, FLAPPING -> fault(mode);
      case BYSTANDER -> bystander(mode);
      case PLANNED -> planned(mode);
    };
  }

  private static Disturbance fault(Mode mode) {
    return switch (mode) {
      case KILLED -> of(primary(node -> node.service().kill()), primary(BenchNode::startService));
      case HOST_GONE -> of(primary(BenchNode::cutOff), primary(BenchNode::reconnect));
      case HUNG -> of(serving(LightFault.HANG), serving(LightFault.NONE));
      case ERROR_500 -> of(serving(LightFault.ERROR_500), serving(LightFault.NONE));
      case ERROR_503, FLAPPING -> of(serving(LightFault.ERROR_503), serving(LightFault.NONE));
      case SLOW -> of(serving(LightFault.SLOW), serving(LightFault.NONE));
      case SLOW_GARBAGE -> of(serving(LightFault.SLOW_GARBAGE), serving(LightFault.NONE));
      case CPU_FALLBACK ->
          of(
              then(primary(BenchNode::leaveGpu), serving(LightFault.CPU_FALLBACK)),
              then(serving(LightFault.NONE), primary(BenchNode::mendGpu)));
      case OLD_VERSION ->
          of(
              column -> column.primary().load(column.published().directory(FailoverBench.OLD)),
              primary(BenchNode::loadCurrent));
      case CORRUPT ->
          of(
              column -> column.primary().load(column.published().corrupt(column.version())),
              primary(BenchNode::loadCurrent));
      case GPU_LOST ->
          of(
              then(primary(BenchNode::loseGpu), serving(LightFault.ERROR_500)),
              then(primary(BenchNode::mendGpu), serving(LightFault.NONE)));
      default -> throw notOf(mode);
    };
  }

  private static Disturbance bystander(Mode mode) {
    return switch (mode) {
      case BAD_INPUT -> of(NOTHING, NOTHING); // The clients send it all the time.
      case AGENT_KILLED -> of(primary(node -> node.agent().kill()), primary(BenchNode::startAgent));
      case AGENT_HUNG ->
          of(primary(node -> node.agent().suspend()), primary(node -> node.agent().resume()));
      case DIRECTOR_KILLED ->
          of(column -> column.director().process().kill(), column -> column.director().restart());
      case DIRECTOR_HUNG ->
          of(
              column -> column.director().process().suspend(),
              column -> column.director().process().resume());
      case PEER_PARTITION ->
          of(
              then(Column::partition, Rollout::atOnce),
              then(Column::endPartition, Column::awaitWell));
      case LAST_AGENT_RESTARTS ->
          of(
              then(Column::loseSpare, primary(BenchNode::restartAgent)),
              column -> column.spare().startService());
      case CHANNEL_EXPIRES ->
          of(column -> column.promoteFor("3s"), column -> column.promoteFor("90d"));
      case NEIGHBOURS_XID -> of(primary(BenchNode::crashNeighbour), primary(BenchNode::mendGpu));
      default -> throw notOf(mode);
    };
  }

  private static Disturbance planned(Mode mode) {
    return switch (mode) {
      case SWITCHOVER -> of(column -> column.switchOver(true), column -> column.switchOver(false));
      case CONFIGURATION -> of(Column::reloadFront, Column::reloadFront);
      // The new version stays.
      case ROLLING -> of(Rollout::both, NOTHING);
      case BOTH_SWITCH -> of(then(Rollout::atOnce, Column::awaitWell), NOTHING);
      default -> throw notOf(mode);
    };
  }

  private static Disturbance of(Step inject, Step heal) {
    return new Disturbance(inject, heal);
  }

  private static Step then(Step first, Step second) {
    return column -> {
      first.take(column);
      second.take(column);
    };
  }

  private static Step serving(LightFault fault) {
    return primary(node -> node.fault(fault));
  }

  private static Step primary(NodeStep step) {
    return column -> step.take(column.primary());
  }

  private static IllegalArgumentException notOf(Mode mode) {
    return new IllegalArgumentException(mode + " is of another sort");
  }
}
