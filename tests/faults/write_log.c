/* Logs what processes do to the files of one folder, or makes it fail.

   cc -shared -fPIC -o write_log.so write_log.c; then, with LD_PRELOAD=write_log.so,
   WRITE_LOG      file to which the records are appended
   WRITE_LOG_BOX  folder, absolute and without links; the rest of the disk is not looked at
   WRITE_LOG_PLAN a file of `struct plan` that all processes share: which call fails, and how

   Every call that changes a file, a name or what is on the disk for certain is one record,
   written after the call and under a lock, so that the log has the order of the calls.
   The system is called directly; what libc does inside itself (stdio) is not seen, and
   neither are maps of memory: the log's reader compares its end with the folder. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { CREATE = 1, RESIZE, WRITE, SYNC, RENAME, UNLINK, LINK, MKDIR, RMDIR };

struct record {
    uint32_t kind, path_length, other_length, reserved;
    uint64_t inode, offset, data_length, mtime_ns;
};

struct plan {
    int64_t done;    /* calls so far below the folder `disk` of the box */
    int64_t fail_at; /* number of the call that fails, from 1; 0: none */
    int32_t error;   /* errno of the failure; 0: the process is killed there */
    int32_t stays;   /* 1: all later calls fail too, after a third of a write; 2: so does all
                        reading: the disk is gone */
};

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static char box[PATH_MAX];
static size_t box_length;
static int log_fd = -1;
static struct plan *plan;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("WRITE_LOG_BOX");
    if (path == NULL || strlen(path) + 8 > sizeof box) return;
    box_length = (size_t)sprintf(box, "%s/", path);
    if ((path = getenv("WRITE_LOG")) != NULL)
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, path,
                              O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if ((path = getenv("WRITE_LOG_PLAN")) == NULL) return;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) return;
    void *shared = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared != MAP_FAILED) plan = shared;
    syscall(SYS_close, fd);
}

/* Whether a path is in the box; it is then made absolute. */
static int inside(int folder, const char *path, char out[PATH_MAX]) {
    out[0] = 0;
    if (box_length == 0 || path == NULL) return 0;
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
    } else {
        char link[64];
        ssize_t got;
        if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
        else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        if ((got = readlink(link, out, PATH_MAX - 1)) < 0) return 0;
        snprintf(out + got, (size_t)(PATH_MAX - got), "/%s", path);
    }
    return strncmp(out, box, box_length) == 0;
}

/* Whether an open file is in the box and still has a name. */
static int open_inside(int fd, char out[PATH_MAX]) {
    char link[64];
    ssize_t got;
    if (box_length == 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if ((got = readlink(link, out, PATH_MAX - 1)) < 0) return 0;
    out[got] = 0;
    return strncmp(out, box, box_length) == 0 && strstr(out, " (deleted)") == NULL;
}

static void note(uint32_t kind, const struct stat *state, const char *path, const char *other,
                 uint64_t offset, const void *data, uint64_t length) {
    if (log_fd < 0) return;
    struct record record = {.kind = kind, .offset = offset, .data_length = length};
    record.path_length = path == NULL ? 0 : (uint32_t)strlen(path);
    record.other_length = other == NULL ? 0 : (uint32_t)strlen(other);
    if (state != NULL) {
        record.inode = state->st_ino;
        record.mtime_ns =
            (uint64_t)state->st_mtim.tv_sec * 1000000000u + (uint64_t)state->st_mtim.tv_nsec;
    }
    struct iovec parts[4] = {{&record, sizeof record},
                             {(void *)path, record.path_length},
                             {(void *)other, record.other_length},
                             {(void *)data, length}};
    syscall(SYS_writev, log_fd, parts, 4);
}

/* Whether this call is to fail; errno is then set. `part` asks for a third of a write. */
static int fails(const char *path, int *part) {
    if (plan == NULL || strncmp(path + box_length, "disk", 4) != 0) return 0;
    int64_t number = ++plan->done;
    if (plan->fail_at == 0 || number < plan->fail_at) return 0;
    if (number > plan->fail_at && !plan->stays) return 0;
    if (plan->error == 0) kill(getpid(), SIGKILL);
    if (part != NULL && plan->stays == 1 && number == plan->fail_at) {
        *part = 1;
        return 0;
    }
    errno = plan->error;
    return 1;
}

/* Whether the disk is gone from under a path; errno is then set. */
static int gone(const char *path) {
    if (plan == NULL || plan->stays != 2 || plan->fail_at == 0) return 0;
    if (plan->done < plan->fail_at || strncmp(path + box_length, "disk", 4) != 0) return 0;
    errno = plan->error;
    return 1;
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    int in = inside(folder, path, full);
    if (in && gone(full)) return -1;
    if (!in || !(flags & (O_CREAT | O_TRUNC)))
        return (int)syscall(SYS_openat, folder, path, flags, mode);
    pthread_mutex_lock(&guard);
    int fd = -1, old = faccessat(folder, path, F_OK, 0) == 0;
    if (!fails(full, NULL)) fd = (int)syscall(SYS_openat, folder, path, flags, mode);
    struct stat state;
    int saved = errno;
    if (fd >= 0 && fstat(fd, &state) == 0) {
        if (!old) note(CREATE, &state, full, NULL, 0, NULL, 0);
        else if (flags & O_TRUNC) note(RESIZE, &state, full, NULL, 0, NULL, 0);
    }
    errno = saved;
    pthread_mutex_unlock(&guard);
    return fd;
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY)) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name)                                      \
    int name(const char *path, int flags, ...) {        \
        va_list rest;                                   \
        va_start(rest, flags);                          \
        mode_t mode = mode_of(flags, rest);             \
        va_end(rest);                                   \
        return open_at(AT_FDCWD, path, flags, mode);    \
    }
#define OPENAT(name)                                          \
    int name(int folder, const char *path, int flags, ...) {  \
        va_list rest;                                         \
        va_start(rest, flags);                                \
        mode_t mode = mode_of(flags, rest);                   \
        va_end(rest);                                         \
        return open_at(folder, path, flags, mode);            \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

/* A write at `offset`, or where the file stands when that is negative. */
static ssize_t put(int fd, const void *data, size_t length, off_t offset) {
    char path[PATH_MAX];
    int in = open_inside(fd, path), part = 0;
    ssize_t done = -1;
    if (in) pthread_mutex_lock(&guard);
    if (!in || !fails(path, &part)) {
        if (part) length = length / 3 + 1;
        done = offset < 0 ? syscall(SYS_write, fd, data, length)
                          : syscall(SYS_pwrite64, fd, data, length, offset);
    }
    if (!in) return done;
    int saved = errno;
    struct stat state;
    if (done > 0 && fstat(fd, &state) == 0) {
        if (offset < 0) offset = lseek(fd, 0, SEEK_CUR) - done;
        note(WRITE, &state, path, NULL, (uint64_t)offset, data, (uint64_t)done);
    }
    errno = saved;
    pthread_mutex_unlock(&guard);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) { return put(fd, data, length, -1); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
    return put(fd, data, length, at);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) {
    return put(fd, data, length, at);
}

static int reads_nothing(int fd) {
    char path[PATH_MAX];
    return plan != NULL && plan->stays == 2 && open_inside(fd, path) && gone(path);
}
ssize_t read(int fd, void *data, size_t length) {
    return reads_nothing(fd) ? -1 : syscall(SYS_read, fd, data, length);
}
ssize_t pread(int fd, void *data, size_t length, off_t at) {
    return reads_nothing(fd) ? -1 : syscall(SYS_pread64, fd, data, length, at);
}
ssize_t pread64(int fd, void *data, size_t length, off_t at) {
    return pread(fd, data, length, at);
}

/* Copies inside the kernel are refused: whoever asks then reads and writes. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
    char path[PATH_MAX];
    if (!open_inside(out, path)) return syscall(SYS_sendfile, out, in, offset, count);
    errno = ENOTSOCK;
    return -1;
}
ssize_t sendfile64(int out, int in, off_t *offset, size_t count) {
    return sendfile(out, in, offset, count);
}
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t count,
                        unsigned int flags) {
    char path[PATH_MAX];
    if (!open_inside(out, path))
        return syscall(SYS_copy_file_range, in, from, out, to, count, flags);
    errno = ENOSYS;
    return -1;
}

static int on_file(uint32_t kind, long number, int fd, off_t size) {
    char path[PATH_MAX];
    if (!open_inside(fd, path)) return (int)syscall(number, fd, size);
    pthread_mutex_lock(&guard);
    int result = fails(path, NULL) ? -1 : (int)syscall(number, fd, size);
    int saved = errno;
    struct stat state;
    if (result == 0 && fstat(fd, &state) == 0)
        note(kind, &state, path, NULL, (uint64_t)size, NULL, 0);
    errno = saved;
    pthread_mutex_unlock(&guard);
    return result;
}

int ftruncate(int fd, off_t size) { return on_file(RESIZE, SYS_ftruncate, fd, size); }
int ftruncate64(int fd, off_t size) { return on_file(RESIZE, SYS_ftruncate, fd, size); }
int fsync(int fd) { return on_file(SYNC, SYS_fsync, fd, 0); }
int fdatasync(int fd) { return on_file(SYNC, SYS_fdatasync, fd, 0); }

int truncate(const char *path, off_t size) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    int result = ftruncate(fd, size), saved = errno;
    close(fd);
    errno = saved;
    return result;
}
int truncate64(const char *path, off_t size) { return truncate(path, size); }

/* A call that changes names; `other` is the second one, where there are two. */
static int on_name(uint32_t kind, long number, int folder, const char *path, int to,
                   const char *other, long extra) {
    char full[PATH_MAX], second[PATH_MAX] = "";
    int in = inside(folder, path, full), two = other != NULL && inside(to, other, second);
    if (in || two) pthread_mutex_lock(&guard);
    int result = -1;
    if (!(in || two) || !fails(two ? second : full, NULL)) {
        if (other != NULL) result = (int)syscall(number, folder, path, to, other, extra);
        else result = (int)syscall(number, folder, path, extra);
    }
    if (!(in || two)) return result;
    int saved = errno;
    if (result == 0) note(kind, NULL, full, other == NULL ? NULL : second, 0, NULL, 0);
    errno = saved;
    pthread_mutex_unlock(&guard);
    return result;
}

int renameat(int folder, const char *path, int to, const char *other) {
    return on_name(RENAME, SYS_renameat2, folder, path, to, other, 0);
}
int rename(const char *path, const char *other) {
    return renameat(AT_FDCWD, path, AT_FDCWD, other);
}
int unlinkat(int folder, const char *path, int flags) {
    uint32_t kind = flags & AT_REMOVEDIR ? RMDIR : UNLINK;
    return on_name(kind, SYS_unlinkat, folder, path, 0, NULL, flags);
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int remove(const char *path) { return unlink(path); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int mkdirat(int folder, const char *path, mode_t mode) {
    return on_name(MKDIR, SYS_mkdirat, folder, path, 0, NULL, mode);
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
int linkat(int folder, const char *path, int to, const char *other, int flags) {
    return on_name(LINK, SYS_linkat, folder, path, to, other, flags);
}
int link(const char *path, const char *other) {
    return linkat(AT_FDCWD, path, AT_FDCWD, other, 0);
}
