package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.EVENT;
import static io.mgeosync.probe.gpu.nvidia.NvmlLayouts.offset;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.mgeosync.probe.gpu.Xid;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The critical Xids that NVML reports, gathered by an event set from one look to the next. */
final class XidEvents {
  /** {@code nvmlEventTypeXidCriticalError}. */
  private static final long CRITICAL = 8;

  /** A GPU that reports without end must not keep the look from ending. */
  private static final int MOST = 100;

  private static final int WITHOUT_WAITING = 0;

  private static final Set<NvmlCode> NONE = EnumSet.of(NvmlCode.TIMEOUT);

  /** Which GPU is lost is not said here; its own reading does. */
  private static final Set<NvmlCode> NONE_BESIDE_A_FAULT =
      EnumSet.of(NvmlCode.TIMEOUT, NvmlCode.GPU_IS_LOST);

  private final NvmlCalls calls;
  private final MemorySegment set;
  private final Map<Long, String> addresses = new HashMap<>();

  /**
   * @param set what {@code nvmlEventSetCreate} made
   */
  private XidEvents(NvmlCalls calls, MemorySegment set) {
    this.calls = calls;
    this.set = set;
  }

  /**
   * Empty where the driver has no event sets; the kernel's log is the second source of Xids.
   *
   * @param arena as long-lived as NVML's session
   * @throws NvmlException when it has them and makes none
   */
  static Optional<XidEvents> open(NvmlCalls calls, Arena arena) {
    MemorySegment out = arena.allocate(ADDRESS);
    return calls.said("nvmlEventSetCreate", out)
        ? Optional.of(new XidEvents(calls, out.get(ADDRESS, 0)))
        : Optional.empty();
  }

  /**
   * A GPU that supports no events is known by the kernel's log alone.
   *
   * @throws NvmlException when it supports them and they cannot be had
   */
  void watch(MemorySegment device, String pci) {
    if (!addresses.containsKey(device.address())) {
      var _ = calls.said("nvmlDeviceRegisterEvents", device, CRITICAL, set);
      addresses.put(device.address(), pci);
    }
  }

  /**
   * What came since the last call.
   *
   * @param faulty whether a GPU did not answer when it was read
   * @throws NvmlException when events cannot be had
   */
  List<Xid> takeXids(Arena arena, boolean faulty) {
    Set<NvmlCode> none = faulty ? NONE_BESIDE_A_FAULT : NONE;
    MemorySegment event = arena.allocate(EVENT);
    var xids = new ArrayList<Xid>();
    while (xids.size() < MOST
        && calls.saidUnless(none, "nvmlEventSetWait_v2", set, event, WITHOUT_WAITING)) {
      String pci = addresses.get(event.get(ADDRESS, 0).address());
      if (pci != null && event.get(JAVA_LONG, offset(EVENT, "eventType")) == CRITICAL) {
        int code = (int) event.get(JAVA_LONG, offset(EVENT, "eventData"));
        xids.add(new Xid(code, pci, OptionalInt.empty()));
      }
    }
    return xids;
  }
}
