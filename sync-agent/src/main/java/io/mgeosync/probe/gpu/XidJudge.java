package io.mgeosync.probe.gpu;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Wrong;
import io.mgeosync.probe.gpu.XidMemory.Standing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Xids that stand say about our GPUs. */
final class XidJudge {
  private final XidTable table;

  XidJudge(XidTable table) {
    this.table = table;
  }

  Stream<ProbeResult> problems(List<Gpu> ours, List<Standing> standing) {
    return standing.stream().flatMap(one -> problem(one, ours).stream());
  }

  Stream<String> warnings(List<Gpu> ours, List<Standing> standing) {
    return standing.stream()
        .filter(one -> isOn(ours, one.xid()) && problem(one, ours).isEmpty())
        .map(one -> one.xid() + known(one.xid()));
  }

  private String known(Xid xid) {
    return table
        .action(xid.code())
        .map(action -> xid.pid().isPresent() ? ", which is not the service's" : "")
        .orElse(", of unknown meaning");
  }

  private Optional<ProbeResult> problem(Standing standing, List<Gpu> ours) {
    Xid xid = standing.xid();
    if (!isOn(ours, xid)) {
      return Optional.empty();
    }
    return switch (table.action(xid.code()).orElse(XidAction.IGNORE)) {
      case IGNORE -> Optional.empty();
      case RESTART_APP -> standing.ours() ? Optional.of(hit(xid)) : Optional.empty();
      case RESET_GPU ->
          wrong(
              "XidResetGpu",
              xid,
              "stop what uses the GPU and the agent, run nvidia-smi --gpu-reset, start both again");
      case RESTART_MACHINE -> wrong("XidRestartMachine", xid, "restart the machine");
    };
  }

  private static Wrong hit(Xid xid) {
    return new Wrong(
        "XidRestartApp",
        "the driver reported Xid %d for process %d on %s; restart that process"
            .formatted(xid.code(), xid.pid().orElseThrow(), xid.pci()));
  }

  private static Optional<ProbeResult> wrong(String reason, Xid xid, String remedy) {
    return Optional.of(
        new Wrong(
            reason,
            "the driver reported Xid %d on %s; %s".formatted(xid.code(), xid.pci(), remedy)));
  }

  private static boolean isOn(List<Gpu> ours, Xid xid) {
    return ours.stream().anyMatch(gpu -> gpu.id().pci().equals(xid.pci()));
  }
}
