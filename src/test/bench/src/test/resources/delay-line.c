/*
 * delay-line NAMESPACE HERE THERE MICROSECONDS: a cable between this network namespace and that one (a file below
 * /run/netns) that delivers each packet so many microseconds late in both directions, in order. HERE and THERE are the
 * names of the TUN devices that it makes. It prints one line when they are there, and lasts until it is ended.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { PACKETS = 8192, LARGEST = 2048 };

struct packet {
  long long due;
  ssize_t size;
  char bytes[LARGEST];
};

struct queue {
  struct packet *packets;
  unsigned head, tail;
};

static void die(const char *what) {
  perror(what);
  exit(1);
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int tun(const char *name) {
  struct ifreq request = {0};
  int device = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (device < 0) die("/dev/net/tun");
  strncpy(request.ifr_name, name, IFNAMSIZ - 1);
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  if (ioctl(device, TUNSETIFF, &request) < 0) die(name);
  return device;
}

/* What does not fit is dropped, as a cable's end does. */
static void take(int from, struct queue *queue, long long delay) {
  while (queue->tail - queue->head < PACKETS) {
    struct packet *packet = &queue->packets[queue->tail % PACKETS];
    packet->size = read(from, packet->bytes, LARGEST);
    if (packet->size <= 0) return;
    packet->due = now() + delay;
    queue->tail++;
  }
}

/* Delivers what is due and returns when the next one will be, or the given time. */
static long long deliver(int to, struct queue *queue, long long otherwise) {
  while (queue->head != queue->tail) {
    struct packet *packet = &queue->packets[queue->head % PACKETS];
    if (packet->due > now()) return packet->due < otherwise ? packet->due : otherwise;
    ssize_t written = write(to, packet->bytes, packet->size);
    (void)written; /* An end that is down drops it. */
    queue->head++;
  }
  return otherwise;
}

int main(int count, char **words) {
  if (count != 5) return 2;
  long long delay = atoll(words[4]) * 1000;
  int ends[2];
  ends[0] = tun(words[2]);
  int namespace = open(words[1], O_RDONLY | O_CLOEXEC);
  if (namespace < 0 || setns(namespace, CLONE_NEWNET) < 0) die(words[1]);
  ends[1] = tun(words[3]);
  struct queue queues[2] = {{calloc(PACKETS, sizeof(struct packet)), 0, 0}, {calloc(PACKETS, sizeof(struct packet)), 0, 0}};
  if (!queues[0].packets || !queues[1].packets) die("memory");
  puts("ready");
  fflush(stdout);
  for (;;) {
    long long next = now() + 1000000000LL;
    for (int i = 0; i < 2; i++) {
      take(ends[i], &queues[i], delay);
      next = deliver(ends[1 - i], &queues[i], next);
    }
    long long left = next - now();
    if (left <= 0) continue;
    struct timespec wait = {left / 1000000000LL, left % 1000000000LL};
    struct pollfd polls[2] = {{ends[0], POLLIN, 0}, {ends[1], POLLIN, 0}};
    ppoll(polls, 2, &wait, NULL);
  }
}
