/*
 * Stands in for libnvidia-ml.so.1: one GPU that is as state.h says. Only what the agent cannot do without is here; of
 * everything else it is told that this driver does not know it. Names and structs are those of NVIDIA's nvml.h.
 */
#include <unistd.h>

#include "state.h"

enum { SUCCESS = 0, NOT_SUPPORTED = 3, NOT_FOUND = 6, TIMEOUT = 10, GPU_IS_LOST = 15, VERSION_MISMATCH = 25 };

static int answer_of(const char *function) {
  struct gpu gpu = gpu_now();
  while (!strcmp(gpu.word, "hung")) {
    usleep(10000);
    gpu = gpu_now();
  }
  if (!strcmp(gpu.function, function)) return gpu.code;
  return strcmp(gpu.word, "lost") ? SUCCESS : GPU_IS_LOST;
}

#define answer() answer_of(__func__)

int nvmlInit_v2(void) { return SUCCESS; }

int nvmlShutdown(void) { return SUCCESS; }

int nvmlSystemGetDriverVersion(char *version, unsigned length) {
  snprintf(version, length, "580.0.fake");
  return SUCCESS;
}

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

struct use {
  unsigned pid;
  unsigned long long at;
  unsigned sm, memory, encoder, decoder;
};

/* Whoever is on the GPU computes, unless the switch says that he does so elsewhere. */
int nvmlDeviceGetProcessUtilization(void *device, struct use *uses, unsigned *count, unsigned long long since) {
  struct gpu gpu = gpu_now();
  unsigned found = gpu.cpu ? 0 : gpu.count;
  int code = answer();
  (void)device;
  for (unsigned i = 0; i < found; i++) uses[i] = (struct use){gpu.pids[i], since + 1, 15, 1, 0, 0};
  *count = found;
  return code ? code : found ? SUCCESS : NOT_FOUND;
}

struct support {
  unsigned version, supported;
};

int nvmlGpmQueryDeviceSupport(void *device, struct support *support) {
  (void)device;
  if (support->version != 1) return VERSION_MISMATCH;
  support->supported = gpu_now().gpm;
  return answer();
}

int nvmlGpmSampleAlloc(long long **sample) {
  *sample = calloc(1, sizeof **sample);
  return answer();
}

int nvmlGpmSampleFree(long long *sample) {
  free(sample);
  return SUCCESS;
}

int nvmlGpmSampleGet(void *device, long long *sample) {
  (void)device;
  *sample = gpu_now().count;
  return answer();
}

struct metric {
  unsigned id;
  int code;
  double value;
  char *texts[3];
};

struct metrics {
  unsigned version, count;
  long long *first, *second;
  struct metric all[333];
};

int nvmlGpmMetricsGet(struct metrics *get) {
  if (get->version != 1) return VERSION_MISMATCH;
  for (unsigned i = 0; i < get->count; i++) {
    get->all[i].code = get->all[i].id == 2 ? SUCCESS : NOT_SUPPORTED;
    get->all[i].value = gpu_now().cpu ? 0 : 0.17 * (double)*get->second;
  }
  return answer();
}

static int only_set;

int nvmlEventSetCreate(void **set) {
  *set = &only_set;
  return SUCCESS;
}

int nvmlEventSetFree(void *set) {
  (void)set;
  return SUCCESS;
}

static void *watched;

int nvmlDeviceRegisterEvents(void *device, unsigned long long types, void *set) {
  (void)types, (void)set;
  watched = device;
  return answer();
}

struct event {
  void *device;
  unsigned long long type, data;
  unsigned gpu_instance, compute_instance;
};

int nvmlEventSetWait_v2(void *set, struct event *event, unsigned milliseconds) {
  static int told;
  int xid = gpu_now().xid;
  (void)set, (void)milliseconds;
  if (xid == told) return TIMEOUT;
  told = xid;
  if (!xid) return TIMEOUT;
  *event = (struct event){watched, 8 /* critical Xid */, xid, ~0u, ~0u};
  return SUCCESS;
}
