/*
 * What a power cut leaves, for a program that is started with this library preloaded (Linux): the folder named by
 * SOH_ON_DISK holds only what the program has flushed. Whenever a file below SOH_FOLDER is flushed, its content is copied
 * there; what was only written stays out, as it would in a cache without power. Names count as soon as
 * they are given or taken away.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Where a path below SOH_FOLDER has its place on the disk; 0: it is elsewhere. */
static int place_of(const char *path, char *place, size_t size) {
  const char *folder = getenv("SOH_FOLDER"), *disk = getenv("SOH_ON_DISK");
  if (!folder || !disk || strncmp(path, folder, strlen(folder)) != 0) return 0;
  snprintf(place, size, "%s%s", disk, path + strlen(folder));
  return 1;
}

static void make_folders(char *place) {
  for (char *slash = strchr(place + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    mkdir(place, 0700);
    *slash = '/';
  }
}

static void keep(int fd) {
  char link[64], path[4096], place[8192], draft[8300], bytes[65536];
  struct stat kind;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0 || fstat(fd, &kind) != 0 || !S_ISREG(kind.st_mode)) return;
  path[length] = 0;
  if (!place_of(path, place, sizeof place)) return;
  make_folders(place);
  snprintf(draft, sizeof draft, "%s.flushing", place);
  /* A descriptor of its own on the database would drop SQLite's locks when it is closed. */
  int to = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (to < 0) return;
  off_t at = 0;
  while ((length = pread(fd, bytes, sizeof bytes, at)) > 0) {
    if (REAL(write)(to, bytes, length) != length) abort();
    at += length;
  }
  close(to);
  /* In one step, so that a kill does not leave half of it. */
  REAL(rename)(draft, place);
}

int fsync(int fd) {
  int result = REAL(fsync)(fd);
  if (result == 0) keep(fd);
  return result;
}
int fdatasync(int fd) {
  int result = REAL(fdatasync)(fd);
  if (result == 0) keep(fd);
  return result;
}
int rename(const char *from, const char *to) {
  char old[8192], new[8192];
  int result = REAL(rename)(from, to);
  if (result == 0 && place_of(from, old, sizeof old) && place_of(to, new, sizeof new)) {
    make_folders(new);
    REAL(rename)(old, new);
  }
  return result;
}
int unlink(const char *path) {
  char place[8192];
  int result = REAL(unlink)(path);
  if (result == 0 && place_of(path, place, sizeof place)) REAL(unlink)(place);
  return result;
}
