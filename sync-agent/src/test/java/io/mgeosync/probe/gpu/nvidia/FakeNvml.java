package io.mgeosync.probe.gpu.nvidia;

import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.at;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeInt;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeLong;
import static io.mgeosync.probe.gpu.nvidia.FakeLibrary.writeText;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.mgeosync.probe.gpu.Gpus;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * NVML of a machine with some well GPUs, to which anything can happen. A device's handle is its
 * index plus {@link #HANDLES}; the numbers of offsets are nvml.h's and stand here a second time on
 * purpose.
 */
final class FakeNvml {
  static final long HANDLES = 0x1000;
  private static final long EVENT_SET = 0x77;
  private static final int TIMEOUT = 10;

  final FakeLibrary functions = new FakeLibrary();

  /** Pairs of a device's index and an Xid that wait to be told. */
  final Queue<int[]> xids = new ArrayDeque<>();

  FakeNvml(int gpus) {
    system(gpus);
    identity();
    health();
    load();
    events();
  }

  static int index(Object handle) {
    return (int) (((MemorySegment) handle).address() - HANDLES);
  }

  private void system(int gpus) {
    functions
        .on("nvmlInit_v2", "", a -> 0)
        .on("nvmlShutdown", "", a -> 0)
        .on("nvmlSystemGetDriverVersion", "pi", a -> writeText(a[0], a[1], "570.86.15"))
        .on("nvmlSystemGetNVMLVersion", "pi", a -> writeText(a[0], a[1], "12.570.86.15"))
        .on("nvmlDeviceGetCount_v2", "p", a -> writeInt(a[0], gpus))
        .on("nvmlDeviceGetHandleByIndex_v2", "ip", a -> writeLong(a[1], HANDLES + (Integer) a[0]));
  }

  private void identity() {
    functions
        .on("nvmlDeviceGetUUID", "ppi", a -> writeText(a[1], a[2], Gpus.uuid(index(a[0]))))
        .on("nvmlDeviceGetName", "ppi", a -> writeText(a[1], a[2], "NVIDIA H100 80GB HBM3"))
        .on("nvmlDeviceGetPciInfo_v3", "pp", a -> pci(index(a[0]), a[1]))
        .on("nvmlDeviceGetCudaComputeCapability", "ppp", a -> writeInt(a[1], 9) + writeInt(a[2], 0))
        .on("nvmlDeviceGetMigMode", "ppp", a -> writeInt(a[1], 0));
  }

  private static int pci(int index, Object out) {
    MemorySegment info = at(out, 68);
    info.setString(0, "0000:%02X:00.0".formatted(0x10 + index));
    info.set(JAVA_INT, 16, 0);
    info.set(JAVA_INT, 20, 0x10 + index);
    info.set(JAVA_INT, 24, 0);
    info.setString(36, "00000000:%02X:00.0".formatted(0x10 + index));
    return 0;
  }

  private void health() {
    functions
        .on("nvmlDeviceGetTemperature", "pip", a -> writeInt(a[2], 41))
        .on("nvmlDeviceGetTemperatureThreshold", "pip", a -> writeInt(a[2], 87))
        .on("nvmlDeviceGetCurrentClocksEventReasons", "pp", a -> writeLong(a[1], 1))
        .on("nvmlDeviceGetTotalEccErrors", "piip", a -> writeLong(a[3], 0))
        .on("nvmlDeviceGetRemappedRows", "ppppp", a -> writeInt(a[3], 0) + writeInt(a[4], 0))
        .on("nvmlDeviceGetCurrPcieLinkGeneration", "pp", a -> writeInt(a[1], 5))
        .on("nvmlDeviceGetMaxPcieLinkGeneration", "pp", a -> writeInt(a[1], 5))
        .on("nvmlDeviceGetCurrPcieLinkWidth", "pp", a -> writeInt(a[1], 8))
        .on("nvmlDeviceGetMaxPcieLinkWidth", "pp", a -> writeInt(a[1], 16))
        .on("nvmlDeviceGetFieldValues", "pip", a -> recovery(a[2], 0));
  }

  /** Answers the question for the recovery action, and refuses any other field. */
  static int recovery(Object out, int action) {
    MemorySegment field = at(out, 40);
    boolean known = field.get(JAVA_INT, 0) == 230;
    field.set(JAVA_INT, 28, known ? 0 : 2);
    field.set(JAVA_INT, 32, action);
    return 0;
  }

  private void load() {
    functions
        .on("nvmlDeviceGetMemoryInfo", "pp", a -> memory(a[1]))
        .on("nvmlDeviceGetComputeRunningProcesses_v3", "ppp", a -> processes(a[1], a[2]));
  }

  private static int memory(Object out) {
    MemorySegment memory = at(out, 24);
    memory.set(JAVA_LONG, 0, 1000);
    memory.set(JAVA_LONG, 8, 900);
    memory.set(JAVA_LONG, 16, 100);
    return 0;
  }

  /** One process with known memory and one without. */
  private static int processes(Object count, Object table) {
    writeInt(count, 2);
    MemorySegment entries = at(table, 48);
    entries.set(JAVA_INT, 0, 1234);
    entries.set(JAVA_LONG, 8, 4096);
    entries.set(JAVA_INT, 24, 99);
    entries.set(JAVA_LONG, 32, -1);
    return 0;
  }

  private void events() {
    functions
        .on("nvmlEventSetCreate", "p", a -> writeLong(a[0], EVENT_SET))
        .on("nvmlDeviceRegisterEvents", "plp", a -> 0)
        .on("nvmlEventSetWait_v2", "ppi", a -> event(a[1]));
  }

  private int event(Object out) {
    int[] next = xids.poll();
    if (next == null) {
      return TIMEOUT;
    }
    MemorySegment event = at(out, 32);
    event.set(JAVA_LONG, 0, HANDLES + next[0]);
    event.set(JAVA_LONG, 8, 8);
    event.set(JAVA_LONG, 16, next[1]);
    return 0;
  }
}
