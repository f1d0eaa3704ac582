/*
 * Stands in for libnvidia-ml.so.1: one GPU that is as state.h says. Only what the agent cannot do without is here; of
 * everything else it is told that this driver does not know it. Names and structs are those of NVIDIA's nvml.h.
 */
#include <unistd.h>

#include "state.h"

enum { SUCCESS = 0, GPU_IS_LOST = 15 };

static int answer(void) {
  while (!strcmp(gpu_now().word, "hung")) usleep(10000);
  return strcmp(gpu_now().word, "lost") ? SUCCESS : GPU_IS_LOST;
}

int nvmlInit_v2(void) { return SUCCESS; }

int nvmlShutdown(void) { return SUCCESS; }

int nvmlDeviceGetCount_v2(unsigned *count) {
  *count = 1;
  return SUCCESS;
}

int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) {
  static int only;
  (void)index;
  *device = &only;
  return answer();
}

int nvmlDeviceGetUUID(void *device, char *uuid, unsigned length) {
  (void)device;
  snprintf(uuid, length, "GPU-00112233-4455-6677-8899-aabbccddeeff");
  return answer();
}

struct pci {
  char legacy[16];
  unsigned domain, bus, device, id, subsystem;
  char bus_id[32];
};

int nvmlDeviceGetPciInfo_v3(void *device, struct pci *pci) {
  (void)device;
  memset(pci, 0, sizeof *pci);
  pci->bus = 1;
  return answer();
}

struct utilization {
  unsigned gpu, memory;
};

int nvmlDeviceGetUtilizationRates(void *device, struct utilization *rates) {
  (void)device;
  rates->gpu = gpu_now().count ? 50 : 0;
  rates->memory = 0;
  return answer();
}

struct process {
  unsigned pid;
  unsigned long long used;
  unsigned gpu_instance, compute_instance;
};

int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned *count, struct process *processes) {
  struct gpu gpu = gpu_now();
  (void)device;
  for (unsigned i = 0; i < gpu.count; i++) processes[i] = (struct process){gpu.pids[i], 1ULL << 30, ~0u, ~0u};
  *count = gpu.count;
  return answer();
}
