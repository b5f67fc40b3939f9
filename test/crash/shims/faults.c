/*
 * A disk that says no, for a program that is started with this library preloaded (Linux). The file named by SOH_FAULTS says
 * how: "full" refuses writes to the database with ENOSPC, "sync" refuses its flushes with EIO, anything else lets all
 * through. It is read at every call, so a test breaks and mends the disk under a running program.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int told(const char *fault) {
  const char *path = getenv("SOH_FAULTS");
  char said[16] = {0};
  int file = path ? open(path, O_RDONLY) : -1;
  if (file < 0) return 0;
  ssize_t length = read(file, said, sizeof said - 1);
  close(file);
  return length > 0 && strncmp(said, fault, strlen(fault)) == 0;
}

static int is_database(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  const char *name = strrchr(path, '/');
  return name && strncmp(name, "/show-of-hands.db", 17) == 0;
}

static int refuses(int fd, const char *fault, int error) {
  int before = errno;
  if (told(fault) && is_database(fd)) {
    errno = error;
    return 1;
  }
  errno = before;
  return 0;
}

ssize_t write(int fd, const void *bytes, size_t count) {
  return refuses(fd, "full", ENOSPC) ? -1 : REAL(write)(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  return refuses(fd, "full", ENOSPC) ? -1 : REAL(pwrite)(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  return refuses(fd, "full", ENOSPC) ? -1 : REAL(pwrite64)(fd, bytes, count, at);
}
int fsync(int fd) { return refuses(fd, "sync", EIO) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return refuses(fd, "sync", EIO) ? -1 : REAL(fdatasync)(fd); }
