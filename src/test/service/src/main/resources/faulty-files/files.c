/* A file system that hangs or fails, for a process that is started with this library in LD_PRELOAD.
 *
 * FAULTY_FILES names the file of one byte that says how the calls below FAULTY_ROOT end now: 'o' as they should,
 * 'h' not until it says something else, 'f' the file system is full, 'r' it is read-only, 'e' its disk fails.
 * A host name that ends in ".hung.test" is never resolved. Calls hang where they would in the kernel: in native code,
 * which no interrupt reaches. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

static volatile const char *now;
static const char *root;
static size_t root_length;

__attribute__((constructor)) static void prepare(void) {
  const char *state = getenv("FAULTY_FILES");
  root = getenv("FAULTY_ROOT");
  if (!state || !root) return;
  root_length = strlen(root);
  int (*open_it)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int file = open_it(state, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  void *page = mmap(NULL, 1, PROT_READ, MAP_SHARED, file, 0);
  if (page != MAP_FAILED) now = page;
}

static char state(void) { return now ? *now : 'o'; }

static int below(const char *path) {
  return path && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static void nap(void) {
  struct timespec pause = {0, 20 * 1000 * 1000};
  nanosleep(&pause, NULL);
}

static int of_file(int file) {
  char link[40], path[PATH_MAX];
  ssize_t (*readlink_it)(const char *, char *, size_t) = dlsym(RTLD_NEXT, "readlink");
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink_it(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

enum effect { LOOKS, CHANGES, TAKES_ROOM };

/* Hangs if it must; then whether the call has to fail, with errno set. */
static int fails(int concerned, enum effect effect) {
  if (!concerned) return 0;
  while (state() == 'h') nap();
  char is = state();
  if (effect == LOOKS || is == 'o' || (is == 'f' && effect != TAKES_ROOM)) return 0;
  errno = is == 'f' ? ENOSPC : is == 'r' ? EROFS : EIO;
  return 1;
}

static int path_fails(const char *path, enum effect effect) { return fails(state() != 'o' && below(path), effect); }
static int file_fails(int file, enum effect effect) { return fails(state() != 'o' && of_file(file), effect); }

#define ON_PATH(type, name, effect, bad, parameters, arguments, path) \
  type name parameters { \
    type (*real) parameters = dlsym(RTLD_NEXT, #name); \
    return path_fails(path, effect) ? bad : real arguments; \
  }

#define ON_FILE(type, name, effect, parameters, arguments, file) \
  type name parameters { \
    type (*real) parameters = dlsym(RTLD_NEXT, #name); \
    return file_fails(file, effect) ? -1 : real arguments; \
  }

ON_PATH(int, __xstat64, LOOKS, -1, (int v, const char *p, struct stat64 *s), (v, p, s), p)
ON_PATH(int, __lxstat64, LOOKS, -1, (int v, const char *p, struct stat64 *s), (v, p, s), p)
ON_PATH(int, stat64, LOOKS, -1, (const char *p, struct stat64 *s), (p, s), p)
ON_PATH(int, lstat64, LOOKS, -1, (const char *p, struct stat64 *s), (p, s), p)
ON_PATH(int, fstatat64, LOOKS, -1, (int d, const char *p, struct stat64 *s, int f), (d, p, s, f), p)
ON_PATH(int, statx, LOOKS, -1, (int d, const char *p, int f, unsigned m, struct statx *s), (d, p, f, m, s), p)
ON_PATH(int, statvfs64, LOOKS, -1, (const char *p, struct statvfs64 *s), (p, s), p)
ON_PATH(int, access, LOOKS, -1, (const char *p, int m), (p, m), p)
ON_PATH(char *, realpath, LOOKS, NULL, (const char *p, char *r), (p, r), p)
ON_PATH(ssize_t, readlink, LOOKS, -1, (const char *p, char *b, size_t n), (p, b, n), p)
ON_PATH(DIR *, opendir, LOOKS, NULL, (const char *p), (p), p)
ON_PATH(int, mkdir, TAKES_ROOM, -1, (const char *p, mode_t m), (p, m), p)
ON_PATH(int, rmdir, CHANGES, -1, (const char *p), (p), p)
ON_PATH(int, unlink, CHANGES, -1, (const char *p), (p), p)
ON_PATH(int, chmod, CHANGES, -1, (const char *p, mode_t m), (p, m), p)
ON_PATH(int, rename, CHANGES, -1, (const char *a, const char *b), (a, b), b)
ON_PATH(int, link, TAKES_ROOM, -1, (const char *a, const char *b), (a, b), b)
ON_PATH(int, symlink, TAKES_ROOM, -1, (const char *a, const char *b), (a, b), b)
ON_FILE(ssize_t, read, LOOKS, (int f, void *b, size_t n), (f, b, n), f)
ON_FILE(ssize_t, pread64, LOOKS, (int f, void *b, size_t n, off64_t o), (f, b, n, o), f)
ON_FILE(ssize_t, write, TAKES_ROOM, (int f, const void *b, size_t n), (f, b, n), f)
ON_FILE(ssize_t, pwrite64, TAKES_ROOM, (int f, const void *b, size_t n, off64_t o), (f, b, n, o), f)
ON_FILE(int, ftruncate64, CHANGES, (int f, off64_t n), (f, n), f)
ON_FILE(int, fsync, CHANGES, (int f), (f), f)
ON_FILE(int, fdatasync, CHANGES, (int f), (f), f)

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = flags & O_CREAT ? va_arg(more, int) : 0;
  va_end(more);
  int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
  int changes = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0;
  return path_fails(path, changes ? CHANGES : LOOKS) ? -1 : real(path, flags, mode);
}

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  static const char HUNG[] = ".hung.test";
  size_t length = host ? strlen(host) : 0;
  while (length >= sizeof HUNG - 1 && strcmp(host + length - (sizeof HUNG - 1), HUNG) == 0) nap();
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) = dlsym(RTLD_NEXT, "getaddrinfo");
  return real(host, service, hints, found);
}
