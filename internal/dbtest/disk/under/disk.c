/* A disk of the test's beneath PostgreSQL: preloaded into the server, it stands between it and the operating system's
 * files. It writes down, in one file and in one order, what each process of the server wrote, named, cut and synced, so
 * that the test can make the folder as a power cut at any moment would have left it; and it lets the disk be full, or a
 * sync fail, when the test says so.
 *
 * A write is written down after it was done and a sync before it returns, so nothing counts as synced that was not
 * written before the sync was asked for. The real disk is not synced: what counts is the record.
 *
 * DISK_ROOT is the data folder, DISK_RECORD the file of what happened, DISK_CONTROL what the test says (struct control).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* As control.go has it. */
struct control {
	_Atomic int32_t lock, dead, unsync, unused;
	_Atomic int64_t room[2]; /* bytes that files may still grow by: of the data, of the log; negative is without end */
};

/* As record.go has it. The path, or two with a zero between, and then the bytes follow. */
struct head {
	uint32_t kind, paths;
	uint64_t file;
	int64_t at;
	uint64_t size;
};

enum { OPENED = 1, WROTE, CUT, GREW, SYNCED, RENAMED, REMOVED, FOLDER, LINKED };

enum { MOST = 65536 };
static struct { uint64_t file; char mine, log; } hands[MOST];
static struct control *control;
static char root[PATH_MAX];
static size_t rootlen;
static int record = -1;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwritev)(int, const struct iovec *, int, off_t);
static int (*real_fsync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_truncate)(const char *, off_t);
static int (*real_fallocate)(int, off_t, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_link)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_mkdir)(const char *, mode_t);
static int (*real_rmdir)(const char *);

__attribute__((constructor)) static void begin(void) {
	const char *at = getenv("DISK_ROOT"), *to = getenv("DISK_RECORD"), *says = getenv("DISK_CONTROL");
	int fd;

	real_open = dlsym(RTLD_NEXT, "open");
	real_close = dlsym(RTLD_NEXT, "close");
	real_write = dlsym(RTLD_NEXT, "write");
	real_pwrite = dlsym(RTLD_NEXT, "pwrite");
	real_pwritev = dlsym(RTLD_NEXT, "pwritev");
	real_fsync = dlsym(RTLD_NEXT, "fsync");
	real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
	real_truncate = dlsym(RTLD_NEXT, "truncate");
	real_fallocate = dlsym(RTLD_NEXT, "posix_fallocate");
	real_rename = dlsym(RTLD_NEXT, "rename");
	real_link = dlsym(RTLD_NEXT, "link");
	real_unlink = dlsym(RTLD_NEXT, "unlink");
	real_mkdir = dlsym(RTLD_NEXT, "mkdir");
	real_rmdir = dlsym(RTLD_NEXT, "rmdir");
	if (!at || !to || !says || strlen(at) >= sizeof root)
		_exit(97);
	rootlen = strlen(strcpy(root, at));
	if ((fd = real_open(says, O_RDWR | O_CLOEXEC)) < 0)
		_exit(97);
	control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	real_close(fd);
	record = real_open(to, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (control == MAP_FAILED || record < 0)
		_exit(97);
}

/* ready begins for whoever writes before this library's turn to begin has come. */
static void ready(void) {
	if (!real_open)
		begin();
}

/* enter holds the disk for one change. A process that asks after the power went never comes back; it is killed. No signal
 * may end a process that holds the disk. */
static void enter(sigset_t *before) {
	sigset_t all;
	int free;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, before);
	while (free = 0, !atomic_compare_exchange_weak(&control->lock, &free, 1))
		sched_yield();
	if (control->dead) {
		control->lock = 0;
		for (;;)
			pause();
	}
}

static void leave(sigset_t *before) {
	int kept = errno;
	control->lock = 0;
	sigprocmask(SIG_SETMASK, before, NULL);
	errno = kept;
}

static void all_of(const void *from, size_t n) {
	for (const char *p = from; n > 0;) {
		ssize_t did = real_write(record, p, n);
		if (did <= 0)
			_exit(98); /* without a record the test would show nothing */
		p += did, n -= did;
	}
}

static void told(uint32_t kind, uint64_t file, int64_t at, const char *a, const char *b, const struct iovec *data, int parts, size_t size) {
	size_t la = a ? strlen(a) : 0, lb = b ? strlen(b) + 1 : 0;
	struct head h = {kind, la + lb, file, at, size};
	int kept = errno;

	all_of(&h, sizeof h);
	if (la)
		all_of(a, la);
	if (lb)
		all_of("", 1), all_of(b, lb - 1);
	for (int i = 0; i < parts && size > 0; i++) {
		size_t n = data[i].iov_len < size ? data[i].iov_len : size;
		all_of(data[i].iov_base, n);
		size -= n;
	}
	errno = kept;
}

/* within gives a path as it is below the data folder, or nothing. */
static const char *within(const char *path) {
	static int here;
	char cwd[PATH_MAX];

	if (path[0] == '/') {
		if (strncmp(path, root, rootlen) || (path[rootlen] && path[rootlen] != '/'))
			return NULL;
		return path[rootlen] ? path + rootlen + 1 : ".";
	}
	if (!here)
		here = getcwd(cwd, sizeof cwd) && !strcmp(cwd, root);
	return here ? (strncmp(path, "./", 2) ? path : path + 2) : NULL;
}

static int is_log(const char *path) { return !strncmp(path, "pg_wal/", 7); }
static int ours(int fd) { return fd >= 0 && fd < MOST && hands[fd].mine; }

/* room takes so many bytes of the disk's, if it has them. */
static int room(int log, int64_t n) {
	int64_t has = control->room[log];

	if (n <= 0 || has < 0)
		return 1;
	if (n > has) {
		errno = ENOSPC;
		return 0;
	}
	control->room[log] = has - n;
	return 1;
}

static int64_t length(int fd) {
	struct stat s;
	return fstat(fd, &s) ? 0 : s.st_size;
}

static int opens(const char *path, int flags, mode_t mode) {
	const char *name = within(path);
	sigset_t before;
	struct stat s;
	int fd;

	ready();
	if (!name)
		return real_open(path, flags, mode);
	enter(&before);
	if ((flags & O_CREAT) && stat(path, &s) && !room(is_log(name), control->room[is_log(name)] == 0)) {
		leave(&before);
		return -1;
	}
	fd = real_open(path, flags, mode);
	if (fd >= 0 && fd < MOST && !fstat(fd, &s)) {
		hands[fd].mine = S_ISREG(s.st_mode) || S_ISDIR(s.st_mode);
		hands[fd].file = s.st_ino, hands[fd].log = is_log(name);
		if (S_ISREG(s.st_mode) && (flags & O_ACCMODE) != O_RDONLY) {
			told(OPENED, s.st_ino, 0, name, NULL, NULL, 0, 0);
			if (flags & O_TRUNC)
				told(CUT, s.st_ino, 0, NULL, NULL, NULL, 0, 0);
		}
	}
	leave(&before);
	return fd;
}

#define MODE(flags, mode)                             \
	mode_t mode = 0;                              \
	if ((flags) & (O_CREAT | __O_TMPFILE)) {      \
		va_list more;                         \
		va_start(more, flags);                \
		mode = va_arg(more, mode_t);          \
		va_end(more);                         \
	}

int open(const char *path, int flags, ...) { MODE(flags, mode) return opens(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return opens(path, flags | O_LARGEFILE, mode); }

int close(int fd) {
	ready();
	if (ours(fd))
		hands[fd].mine = 0;
	return real_close(fd);
}

/* writes does one write of a file of ours, at its own place when at is negative. */
static ssize_t writes(int fd, const struct iovec *data, int parts, off_t at) {
	size_t n = 0;
	int64_t from;
	sigset_t before;
	ssize_t did;
	int may;

	for (int i = 0; i < parts; i++)
		n += data[i].iov_len;
	enter(&before);
	from = at >= 0 ? at : lseek(fd, 0, SEEK_CUR);
	if (at < 0 && (fcntl(fd, F_GETFL) & O_APPEND))
		from = length(fd);
	may = room(hands[fd].log, from + (int64_t)n - length(fd));
	did = !may ? -1 : at >= 0 ? real_pwritev(fd, data, parts, at) : writev(fd, data, parts);
	if (did > 0)
		told(WROTE, hands[fd].file, from, NULL, NULL, data, parts, did);
	leave(&before);
	return did;
}

ssize_t write(int fd, const void *from, size_t n) {
	struct iovec one = {(void *)from, n};
	ready();
	return ours(fd) ? writes(fd, &one, 1, -1) : real_write(fd, from, n);
}
ssize_t pwrite(int fd, const void *from, size_t n, off_t at) {
	struct iovec one = {(void *)from, n};
	return ours(fd) ? writes(fd, &one, 1, at) : real_pwrite(fd, from, n, at);
}
ssize_t pwritev(int fd, const struct iovec *data, int parts, off_t at) { return ours(fd) ? writes(fd, data, parts, at) : real_pwritev(fd, data, parts, at); }
ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) { return pwrite(fd, from, n, at); }
ssize_t pwritev64(int fd, const struct iovec *data, int parts, off64_t at) { return pwritev(fd, data, parts, at); }

static int syncs(int fd) {
	sigset_t before;
	int fails;

	if (!ours(fd))
		return real_fsync(fd);
	enter(&before);
	fails = control->unsync;
	if (!fails)
		told(SYNCED, hands[fd].file, 0, NULL, NULL, NULL, 0, 0);
	leave(&before);
	if (fails)
		errno = EIO;
	return fails ? -1 : 0;
}

int fsync(int fd) { return syncs(fd); }
int fdatasync(int fd) { return syncs(fd); }
/* Only asks the system to begin, and promises nothing. */
int sync_file_range(int fd, off64_t at, off64_t n, unsigned flags) { (void)fd, (void)at, (void)n, (void)flags; return 0; }

/* sized cuts a file or makes it longer. */
static int sized(int fd, const char *path, off_t size) {
	sigset_t before;
	struct stat s;
	int did, log = fd >= 0 ? hands[fd].log : is_log(within(path));

	enter(&before);
	did = fd >= 0 ? fstat(fd, &s) : stat(path, &s);
	if (!did && !(did = room(log, size - s.st_size) ? 0 : -1) && !(did = fd >= 0 ? real_ftruncate(fd, size) : real_truncate(path, size))) {
		if (fd < 0)
			told(OPENED, s.st_ino, 0, within(path), NULL, NULL, 0, 0);
		if (size <= s.st_size)
			told(CUT, s.st_ino, size, NULL, NULL, NULL, 0, 0);
		else
			told(GREW, s.st_ino, size, NULL, NULL, NULL, 0, 0);
	}
	leave(&before);
	return did;
}

int ftruncate(int fd, off_t size) { return ours(fd) ? sized(fd, NULL, size) : real_ftruncate(fd, size); }
int truncate(const char *path, off_t size) { return within(path) ? sized(-1, path, size) : real_truncate(path, size); }
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }
int truncate64(const char *path, off64_t size) { return truncate(path, size); }

/* It gives the error instead of setting it. */
int posix_fallocate(int fd, off_t at, off_t n) {
	sigset_t before;
	int failed = 0;

	if (!ours(fd))
		return real_fallocate(fd, at, n);
	enter(&before);
	if (!room(hands[fd].log, at + n - length(fd)))
		failed = ENOSPC;
	else if (!(failed = real_fallocate(fd, at, n)))
		told(GREW, hands[fd].file, at + n, NULL, NULL, NULL, 0, 0);
	leave(&before);
	return failed;
}
int posix_fallocate64(int fd, off64_t at, off64_t n) { return posix_fallocate(fd, at, n); }

/* named does one change of names, and writes it down if it was done. */
#define NAMED(kind, a, b, call)                                          \
	sigset_t before;                                                 \
	int did;                                                         \
	enter(&before);                                                  \
	if (!(did = (call)))                                             \
		told(kind, 0, 0, within(a), b, NULL, 0, 0);              \
	leave(&before);                                                  \
	return did;

int rename(const char *a, const char *b) {
	if (!within(a) || !within(b))
		return real_rename(a, b);
	NAMED(RENAMED, a, within(b), real_rename(a, b))
}
int link(const char *a, const char *b) {
	if (!within(a) || !within(b))
		return real_link(a, b);
	NAMED(LINKED, a, within(b), real_link(a, b))
}
int unlink(const char *a) {
	if (!within(a))
		return real_unlink(a);
	NAMED(REMOVED, a, NULL, real_unlink(a))
}
int rmdir(const char *a) {
	if (!within(a))
		return real_rmdir(a);
	NAMED(REMOVED, a, NULL, real_rmdir(a))
}
int mkdir(const char *a, mode_t mode) {
	if (!within(a))
		return real_mkdir(a, mode);
	NAMED(FOLDER, a, NULL, !room(is_log(within(a)), control->room[is_log(within(a))] == 0) ? -1 : real_mkdir(a, mode))
}
