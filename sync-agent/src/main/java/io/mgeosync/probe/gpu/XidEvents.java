package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.NvmlLayouts.EVENT;
import static io.mgeosync.probe.gpu.NvmlLayouts.offset;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The critical Xids that NVML reports, gathered by an event set from one look to the next. */
final class XidEvents {
  /** {@code nvmlEventTypeXidCriticalError}. */
  private static final long CRITICAL = 8;

  /** A GPU that reports without end must not keep the look from ending. */
  private static final int MOST = 100;

  private static final int WITHOUT_WAITING = 0;

  private final NvmlCalls calls;
  private final MemorySegment set;
  private final Map<Long, String> addresses = new HashMap<>();

  /**
   * @param arena as long-lived as NVML's session
   * @throws NvmlException when the driver has no event sets
   */
  XidEvents(NvmlCalls calls, Arena arena) {
    this.calls = calls;
    this.set = calls.pointer(arena, "nvmlEventSetCreate");
  }

  /** A GPU that reports no events is known by the kernel's log alone. */
  void watch(MemorySegment device, String pci) {
    if (!addresses.containsKey(device.address())) {
      calls.code("nvmlDeviceRegisterEvents", device, CRITICAL, set);
      addresses.put(device.address(), pci);
    }
  }

  /** What came since the last call; ends at the first error, which the GPU's own reading tells. */
  List<Xid> take(Arena arena) {
    MemorySegment event = arena.allocate(EVENT);
    var xids = new ArrayList<Xid>();
    while (xids.size() < MOST
        && calls.code("nvmlEventSetWait_v2", set, event, WITHOUT_WAITING) == 0) {
      String pci = addresses.get(event.get(ADDRESS, 0).address());
      if (pci != null && event.get(JAVA_LONG, offset(EVENT, "eventType")) == CRITICAL) {
        int code = (int) event.get(JAVA_LONG, offset(EVENT, "eventData"));
        xids.add(new Xid(code, pci, OptionalInt.empty()));
      }
    }
    return xids;
  }
}
