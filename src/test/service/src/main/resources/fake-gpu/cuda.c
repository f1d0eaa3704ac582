/*
 * Stands in for libcuda.so.1: multiplies the two 16 x 16 matrices of the agent's compute check on the CPU. Names are
 * those of NVIDIA's cuda.h; a device pointer is a pointer.
 */
#include <stdint.h>
#include <string.h>

enum { SUCCESS = 0, SIDE = 16 };

static int result[SIDE * SIDE];

int cuInit(unsigned flags) {
  (void)flags;
  return SUCCESS;
}

int cuDeviceGetCount(int *count) {
  *count = 1;
  return SUCCESS;
}

int cuDeviceGet(int *device, int ordinal) {
  *device = ordinal;
  return SUCCESS;
}

int cuDeviceGetUuid_v2(unsigned char *uuid, int device) {
  (void)device;
  for (int i = 0; i < 16; i++) uuid[i] = (unsigned char)(i * 0x11);
  return SUCCESS;
}

int cuDevicePrimaryCtxRetain(void **context, int device) {
  (void)device;
  *context = result;
  return SUCCESS;
}

int cuDevicePrimaryCtxRelease_v2(int device) {
  (void)device;
  return SUCCESS;
}

int cuCtxSetCurrent(void *context) {
  (void)context;
  return SUCCESS;
}

int cuCtxSynchronize(void) { return SUCCESS; }

int cuModuleLoadData(void **module, const void *image) {
  (void)image;
  *module = result;
  return SUCCESS;
}

int cuModuleGetFunction(void **function, void *module, const char *name) {
  (void)module;
  (void)name;
  *function = result;
  return SUCCESS;
}

int cuMemAlloc_v2(uint64_t *memory, uint64_t bytes) {
  (void)bytes;
  *memory = (uint64_t)(uintptr_t)result;
  return SUCCESS;
}

int cuMemsetD32_v2(uint64_t memory, unsigned value, uint64_t count) {
  for (uint64_t i = 0; i < count; i++) ((unsigned *)(uintptr_t)memory)[i] = value;
  return SUCCESS;
}

int cuMemcpyDtoH_v2(void *to, uint64_t from, uint64_t bytes) {
  memcpy(to, (void *)(uintptr_t)from, bytes);
  return SUCCESS;
}

int cuLaunchKernel(void *function, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                   unsigned shared, void *stream, void **parameters, void **extra) {
  int *out = (int *)(uintptr_t) * (uint64_t *)parameters[0];
  (void)function, (void)gx, (void)gy, (void)gz, (void)bx, (void)by, (void)bz, (void)shared, (void)stream, (void)extra;
  for (int row = 0; row < SIDE; row++)
    for (int column = 0; column < SIDE; column++) {
      int sum = 0;
      for (int k = 0; k < SIDE; k++) sum += (row * SIDE + k) * (k * SIDE + column);
      out[row * SIDE + column] = sum;
    }
  return SUCCESS;
}
