/* For unshare() and flags of open(). The name is the C library's. */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

#include "import/pdf/pdf_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define PROCESSOR AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define PROCESSOR AUDIT_ARCH_AARCH64
#else
#define PROCESSOR 0
#endif

/* Numbers of calls of the x32 interface, which the list would not match, begin there. */
enum { X32_CALLS = 0x40000000, CHANGING_FLAGS = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC };

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define REFUSE RETURN(SECCOMP_RET_ERRNO | EACCES)
/* The next instruction is for this call alone. */
#define CALL(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1)
#define REFUSE_CALL(number) CALL(number), REFUSE
/* Where an argument of the call is, or has bits of, a value; the number is loaded again then. */
#define REFUSE_WHERE(number, argument, test, value)                                                \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 4), LOAD(args[argument]),                     \
        BPF_JUMP(BPF_JMP | (test) | BPF_K, (value), 0, 1), REFUSE, LOAD(nr)
#define REFUSE_FLAGS(number, argument) REFUSE_WHERE(number, argument, BPF_JSET, CHANGING_FLAGS)

static struct sock_filter filter[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PROCESSOR, 1, 0),
    RETURN(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_CALLS, 0, 1),
    RETURN(SECCOMP_RET_KILL_PROCESS),
    REFUSE_FLAGS(SYS_openat, 2),
#ifdef SYS_open
    REFUSE_FLAGS(SYS_open, 1),
    REFUSE_CALL(SYS_creat),
    REFUSE_CALL(SYS_unlink),
    REFUSE_CALL(SYS_rmdir),
    REFUSE_CALL(SYS_mkdir),
    REFUSE_CALL(SYS_rename),
    REFUSE_CALL(SYS_link),
    REFUSE_CALL(SYS_symlink),
    REFUSE_CALL(SYS_mknod),
    REFUSE_CALL(SYS_chmod),
    REFUSE_CALL(SYS_chown),
    REFUSE_CALL(SYS_lchown),
    REFUSE_CALL(SYS_utime),
    REFUSE_CALL(SYS_utimes),
    REFUSE_CALL(SYS_futimesat),
#endif
#ifdef SYS_renameat
    REFUSE_CALL(SYS_renameat),
#endif
    REFUSE_CALL(SYS_openat2),
    REFUSE_CALL(SYS_unlinkat),
    REFUSE_CALL(SYS_mkdirat),
    REFUSE_CALL(SYS_renameat2),
    REFUSE_CALL(SYS_linkat),
    REFUSE_CALL(SYS_symlinkat),
    REFUSE_CALL(SYS_mknodat),
    REFUSE_CALL(SYS_fchmod),
    REFUSE_CALL(SYS_fchmodat),
    REFUSE_CALL(SYS_fchown),
    REFUSE_CALL(SYS_fchownat),
    REFUSE_CALL(SYS_utimensat),
    REFUSE_CALL(SYS_truncate),
    REFUSE_CALL(SYS_setxattr),
    REFUSE_CALL(SYS_lsetxattr),
    REFUSE_CALL(SYS_socket),
    REFUSE_CALL(SYS_io_uring_setup),
    REFUSE_WHERE(SYS_ioctl, 1, BPF_JEQ, TIOCSTI), /* typing on the terminal */
    REFUSE_CALL(SYS_ptrace),
    REFUSE_CALL(SYS_process_vm_writev),
    REFUSE_CALL(SYS_pidfd_getfd),
    RETURN(SECCOMP_RET_ALLOW),
};

bool import_pdf_confine(void)
{
    const struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    if (unshare(CLONE_NEWNET) != 0)
        (void)!unshare(CLONE_NEWUSER | CLONE_NEWNET); /* not permitted everywhere */
    return PROCESSOR != 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
