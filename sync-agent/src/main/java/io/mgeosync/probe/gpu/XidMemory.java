package io.mgeosync.probe.gpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The Xids that still ask for something. An Xid is an event, and what it says of a GPU holds on:
 *
 * <ul>
 *   <li>restart the process: until the process that it hit has left the GPU. It is ours when it is
 *       one of the service's at the moment of the report; else it is a warning. Where the process
 *       was not said, for one look only, and as a warning: the one that was hit ends by itself, or
 *       its own probes find it broken.
 *   <li>reset the GPU: until the driver says that no action is needed. An older driver never does;
 *       but a GPU cannot be reset while the agent has it open, so that the agent must be restarted
 *       and forgets.
 *   <li>restart the machine: until then.
 * </ul>
 *
 * <p>Confined to one caller at a time.
 */
public final class XidMemory {
  private static final int MOST = 1000;

  private final XidTable table;
  private final XidVictims victims;
  private final XidListener listener;
  private final List<Standing> kept = new ArrayList<>();

  /**
   * An Xid that still asks for something.
   *
   * @param ours whether it hit a process of the service
   */
  record Standing(Xid xid, boolean ours) {}

  public XidMemory(XidTable table, XidVictims victims, XidListener listener) {
    this.table = table;
    this.victims = victims;
    this.listener = listener;
  }

  /** What stands after a look that found these GPUs and reported these Xids. */
  List<Standing> after(List<Gpu> gpus, List<Xid> reported) {
    kept.removeIf(old -> isOver(old.xid(), gpus));
    reported.stream().filter(this::matters).forEach(this::rememberXid);
    return List.copyOf(kept);
  }

  /**
   * The same error comes from NVML and from the kernel's log, which names the process: the report
   * that names it takes the place of the other.
   */
  private void rememberXid(Xid xid) {
    if (xid.pid().isPresent()) {
      kept.removeIf(old -> sameError(old.xid(), xid) && old.xid().pid().isEmpty());
    }
    if (kept.size() < MOST && kept.stream().noneMatch(old -> tells(old.xid(), xid))) {
      boolean ours = xid.pid().isPresent() && victims.isOurs(xid.pid().getAsInt());
      kept.add(new Standing(xid, ours));
      listener.heard(xid, ours);
    }
  }

  private static boolean tells(Xid old, Xid xid) {
    return sameError(old, xid) && (xid.pid().isEmpty() || old.pid().equals(xid.pid()));
  }

  private static boolean sameError(Xid one, Xid other) {
    return one.code() == other.code() && one.pci().equals(other.pci());
  }

  private boolean matters(Xid xid) {
    return table.action(xid.code()).filter(action -> action == XidAction.IGNORE).isEmpty();
  }

  private boolean isOver(Xid xid, List<Gpu> gpus) {
    return switch (table.action(xid.code()).orElse(XidAction.IGNORE)) {
      case IGNORE -> true;
      case RESTART_APP -> xid.pid().isEmpty() || !runs(xid.pid().getAsInt(), on(xid, gpus));
      case RESET_GPU ->
          on(xid, gpus).stream().anyMatch(gpu -> gpu.health().recovery() == RecoveryAction.NONE);
      case RESTART_MACHINE -> false;
    };
  }

  /** Where the driver does not say who is on the GPU, while the service has such a process. */
  private boolean runs(int pid, List<Gpu> gpus) {
    return gpus.stream().anyMatch(gpu -> gpu.runs(pid).orElseGet(() -> victims.isOurs(pid)));
  }

  private static List<Gpu> on(Xid xid, List<Gpu> gpus) {
    return gpus.stream().filter(gpu -> gpu.id().pci().equals(xid.pci())).toList();
  }
}
