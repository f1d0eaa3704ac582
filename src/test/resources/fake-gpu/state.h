/* What the fake GPU is like, in the file that FAKE_GPU names: a word, and the PIDs that compute on it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PIDS = 8 };

struct gpu {
  char word[16];
  unsigned pids[MOST_PIDS];
  unsigned count;
};

static struct gpu gpu_now(void) {
  struct gpu gpu = {"lost", {0}, 0};
  const char *name = getenv("FAKE_GPU");
  FILE *file = name ? fopen(name, "r") : NULL;
  if (!file) return gpu;
  if (fscanf(file, "%15s", gpu.word) == 1)
    while (gpu.count < MOST_PIDS && fscanf(file, "%u", &gpu.pids[gpu.count]) == 1) gpu.count++;
  fclose(file);
  return gpu;
}
