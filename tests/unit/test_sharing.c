/*
 * Several at one catalog: the log beside it, who may only read, what a writer left. Root may write
 * anywhere; where permissions matter the real user is nobody, or a child is.
 */
#include "check.h"

#include "store/store.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static struct {
    char path[64], file[80], wal[96], shm[96], copy[80];
} folder;

static struct store *must_open(const char *path, enum store_mode mode)
{
    struct store *store = NULL;
    struct error err = {0};
    if (store_open(&store, path, mode, &err) != OPTIBOM_OK)
        fail_msg("%s", err.text);
    return store;
}

static int64_t vendors(struct store *store)
{
    struct error err = {0};
    int64_t count = -1;
    if (store_one_int(&count, store, &err, "SELECT count(*) FROM vendor", "") != OPTIBOM_OK)
        print_message("%s\n", err.text);
    return count;
}

static void begin_with(struct store *store, const char *name)
{
    struct error err = {0};
    assert_int_equal(store_begin(store, &err), OPTIBOM_OK);
    assert_int_equal(store_run(store, &err, "INSERT INTO vendor (name) VALUES (?)", "t", name),
                     OPTIBOM_OK);
}

static void add_vendor(const char *name)
{
    struct error err = {0};
    struct store *store = must_open(folder.file, STORE_WRITE);
    begin_with(store, name);
    assert_int_equal(store_commit(store, &err), OPTIBOM_OK);
    store_close(store);
}

static bool is_alone(void)
{
    return access(folder.wal, F_OK) != 0 && access(folder.shm, F_OK) != 0;
}

/* Bytes 18 and 19: 2 with a log, 1 without. */
static int journal_of(const char *path)
{
    unsigned char header[20];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(header, 1, sizeof header, file), sizeof header);
    fclose(file);
    assert_int_equal(header[18], header[19]);
    return header[19];
}

/* A catalog of one vendor. */
static int set_up(void **state)
{
    (void)state;
    struct error err = {0};
    struct store *memory = must_open("", STORE_MEMORY);
    snprintf(folder.path, sizeof folder.path, "/tmp/optibom-sharing.XXXXXX");
    assert_non_null(mkdtemp(folder.path));
    snprintf(folder.file, sizeof folder.file, "%s/c?%%.db", folder.path);
    snprintf(folder.wal, sizeof folder.wal, "%s-wal", folder.file);
    snprintf(folder.shm, sizeof folder.shm, "%s-shm", folder.file);
    snprintf(folder.copy, sizeof folder.copy, "%s/copy.db", folder.path);
    chmod(folder.path, 0755);
    assert_int_equal(store_save(memory, folder.file, false, &err), OPTIBOM_OK);
    store_close(memory);
    assert_int_equal(journal_of(folder.file), 1);
    add_vendor("first");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char command[128];
    chmod(folder.path, 0755);
    snprintf(command, sizeof command, "rm -rf '%s'", folder.path);
    return system(command);
}

/* From here on nobody may write, in the folder neither unless it is open to all. */
static void lock(bool is_folder_open)
{
    chmod(folder.file, 0444);
    chmod(folder.path, is_folder_open ? 0777 : 0555);
    if (geteuid() == 0)
        assert_int_equal(setreuid(NOBODY, (uid_t)-1), 0);
}

static void unlock(void)
{
    if (geteuid() == 0)
        assert_int_equal(setreuid(0, (uid_t)-1), 0);
    chmod(folder.path, 0755);
    chmod(folder.file, 0644);
}

static void who_writes_makes_a_log_and_takes_it_away(void **state)
{
    (void)state;
    struct error err = {0};
    assert_int_equal(journal_of(folder.file), 2);
    assert_true(is_alone());
    struct store *writer = must_open(folder.file, STORE_WRITE);
    begin_with(writer, "second");
    assert_int_equal(store_commit(writer, &err), OPTIBOM_OK);
    assert_false(is_alone());
    store_close(writer);
    assert_true(is_alone());
}

static void who_reads_sees_whole_changes_and_waits_for_nobody(void **state)
{
    (void)state;
    struct error err = {0};
    bool is_own = false;
    struct store *writer = must_open(folder.file, STORE_WRITE);
    begin_with(writer, "second");
    struct store *reader = must_open(folder.file, STORE_READ);
    assert_int_equal(vendors(reader), 1);
    assert_int_equal(store_snapshot(&is_own, reader, &err), OPTIBOM_OK);
    assert_int_equal(vendors(reader), 1);
    assert_int_equal(store_commit(writer, &err), OPTIBOM_OK);
    assert_int_equal(vendors(reader), 1);
    store_snapshot_end(reader, is_own);
    assert_int_equal(vendors(reader), 2);
    /* The last to close may be one that only reads. */
    store_close(writer);
    assert_false(is_alone());
    store_close(reader);
    assert_true(is_alone());
    reader = must_open(folder.file, STORE_READ);
    assert_int_equal(vendors(reader), 2);
    assert_int_equal(store_run(reader, &err, "DELETE FROM vendor", ""), OPTIBOM_FAILED);
    store_close(reader);
}

/* With or without a right to the folder nothing is left there, which the owner could not use. */
static void who_may_only_read_reads(void **state)
{
    (void)state;
    for (int is_folder_open = 0; is_folder_open < 2; is_folder_open++) {
        struct error err = {0};
        lock(is_folder_open);
        struct store *reader = must_open(folder.file, STORE_READ);
        assert_int_equal(vendors(reader), 1);
        assert_true(is_alone());
        store_close(reader);
        struct store *writer = must_open(folder.file, STORE_WRITE);
        assert_int_equal(vendors(writer), 1);
        assert_int_equal(store_begin(writer, &err), OPTIBOM_FAILED);
        assert_non_null(strstr(err.text, "check the permissions of file and folder"));
        store_close(writer);
        assert_true(is_alone());
        unlock();
    }
}

static void a_write_elsewhere_ends_reading_without_locks(void **state)
{
    (void)state;
    struct error err = {0};
    int64_t count = 0;
    lock(false);
    struct store *reader = must_open(folder.file, STORE_READ);
    assert_int_equal(vendors(reader), 1);
    unlock();
    add_vendor("second");
    assert_int_equal(store_one_int(&count, reader, &err, "SELECT count(*) FROM vendor", ""),
                     OPTIBOM_FAILED);
    assert_non_null(strstr(err.text, "was written to while it was read; run this again"));
    store_close(reader);
}

/* What a child says that can neither write file nor folder. */
static void in_child(char *said, size_t size, int64_t *count)
{
    int ends[2];
    struct error err = {0};
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store *store = NULL;
        int64_t found = -1;
        if (geteuid() == 0 && setuid(NOBODY) != 0)
            _exit(1);
        if (store_open(&store, folder.file, STORE_READ, &err) == OPTIBOM_OK)
            found = vendors(store);
        store_close(store);
        ssize_t written = write(ends[1], &found, sizeof found);
        written += write(ends[1], err.text, sizeof err.text);
        /* What the parent holds is no leak of the child. */
        if (written == sizeof found + sizeof err.text)
            raise(SIGKILL);
        _exit(1);
    }
    int how = 0;
    char text[sizeof err.text];
    assert_int_equal(read(ends[0], count, sizeof *count), sizeof *count);
    assert_int_equal(read(ends[0], text, sizeof text), sizeof text);
    snprintf(said, size, "%s", text);
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how));
    close(ends[0]);
    close(ends[1]);
}

static void copy(const char *from, const char *to)
{
    char command[256];
    snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
    assert_int_equal(system(command), 0);
}

static void a_log_beside_is_read_or_named(void **state)
{
    (void)state;
    struct error err = {0};
    char said[sizeof err.text];
    int64_t count = 0;
    struct store *writer = must_open(folder.file, STORE_WRITE);
    begin_with(writer, "second");
    assert_int_equal(store_commit(writer, &err), OPTIBOM_OK);
    chmod(folder.path, 0555);
    in_child(said, sizeof said, &count);
    assert_string_equal(said, "");
    assert_int_equal(count, 2);
    /* The log alone, as from another machine or a writer that was killed there. */
    chmod(folder.path, 0755);
    copy(folder.wal, folder.copy);
    char database[112];
    snprintf(database, sizeof database, "%s.database", folder.copy);
    copy(folder.file, database);
    store_close(writer);
    copy(folder.copy, folder.wal);
    copy(database, folder.file);
    chmod(folder.path, 0555);
    in_child(said, sizeof said, &count);
    assert_int_equal(count, -1);
    assert_non_null(strstr(said, "what a writer left beside it is not in the file yet"));
    chmod(folder.path, 0755);
    struct store *reader = must_open(folder.file, STORE_READ);
    assert_int_equal(vendors(reader), 2);
    store_close(reader);
    assert_true(is_alone());
    chmod(folder.path, 0555);
    in_child(said, sizeof said, &count);
    assert_int_equal(count, 2);
}

static void a_backup_is_what_was_whole(void **state)
{
    (void)state;
    struct error err = {0};
    int64_t bytes = 0;
    struct store *writer = must_open(folder.file, STORE_WRITE);
    begin_with(writer, "second");
    struct store *source = must_open(folder.file, STORE_COPY);
    assert_int_equal(store_backup(&bytes, source, folder.copy, &err), OPTIBOM_OK);
    assert_int_equal(store_backup(&bytes, source, folder.copy, &err), OPTIBOM_CONFLICT);
    store_close(source);
    store_rollback(writer);
    store_close(writer);
    assert_int_equal(journal_of(folder.copy), 1);
    struct stat about;
    assert_int_equal(stat(folder.copy, &about), 0);
    assert_int_equal(about.st_size, bytes);
    struct store *reader = must_open(folder.copy, STORE_READ);
    assert_int_equal(vendors(reader), 1);
    store_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(who_writes_makes_a_log_and_takes_it_away, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(who_reads_sees_whole_changes_and_waits_for_nobody, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(who_may_only_read_reads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_write_elsewhere_ends_reading_without_locks, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_log_beside_is_read_or_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_backup_is_what_was_whole, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
