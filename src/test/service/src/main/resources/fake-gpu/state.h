/*
 * What the fake GPU is like, in the file that FAKE_GPU names: a word, and the PIDs that hold memory of it. A second
 * line, if there is one, has switches:
 *
 *   cpu            the service keeps its memory and computes elsewhere
 *   gpm            the GPU has counters of its own (Hopper and newer); else only the driver samples processes
 *   fail=F:CODE    the function F returns this code
 *   xid=CODE       each process that asks for events is told of this Xid, once
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIDS = 8 };

struct gpu {
  char word[16];
  unsigned pids[MOST_PIDS];
  unsigned count;
  int cpu, gpm;
  char function[64];
  int code, xid;
};

static void switches(struct gpu *gpu, FILE *file) {
  char text[128];
  while (fscanf(file, "%127s", text) == 1) {
    gpu->cpu |= !strcmp(text, "cpu");
    gpu->gpm |= !strcmp(text, "gpm");
    sscanf(text, "xid=%d", &gpu->xid);
    sscanf(text, "fail=%63[^:]:%d", gpu->function, &gpu->code);
  }
}

static struct gpu gpu_now(void) {
  struct gpu gpu = {"lost", {0}, 0, 0, 0, "", 0, 0};
  const char *name = getenv("FAKE_GPU");
  FILE *file = name ? fopen(name, "r") : NULL;
  if (!file) return gpu;
  if (fscanf(file, "%15s", gpu.word) == 1)
    while (gpu.count < MOST_PIDS && fscanf(file, "%u", &gpu.pids[gpu.count]) == 1) gpu.count++;
  switches(&gpu, file);
  fclose(file);
  return gpu;
}
