/* migrate, check, backup, restore: the store as a whole. */
#include <stdio.h>
#include <string.h>

#include "app/backup.h"
#include "app/cli.h"
#include "base/log.h"
#include "core/audit.h"
#include "core/file.h"

static const struct option options[] = { STORE_OPTIONS };

/* Reads the shared options; `words` are expected after them. */
static bool begin(struct arena *a, int argc, char **argv, size_t words, struct given *g,
	struct config *c, int *code)
{
	if (!cli_read(argc, argv, options, COUNT_OF(options), g) || g->n_rest != words) {
		*code = EXIT_MISUSE;
		return false;
	}
	*code = EXIT_REFUSED;
	return cli_config(a, g, c);
}

int cmd_migrate(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct pool *pool;
	int code, applied = 0;
	enum err e;

	if (!begin(a, argc, argv, 0, &g, &c, &code))
		return code;
	if (pool_open(c.db, 2, &pool) != OK) {
		fputs("tansiq: the store cannot be opened\n", stderr);
		return EXIT_REFUSED;
	}
	e = db_migrate(pool, migrations, migration_count, &applied);
	pool_close(pool);
	if (e == OK)
		printf("%d applied\n", applied);
	else
		fputs("tansiq: the store was not migrated; it belongs to another version\n",
			stderr);
	return cli_exit(e);
}

static enum err check_rest(struct ctx *cx, void *what)
{
	struct buf *report = what;
	int64_t done;

	TRY(file_check(cx, report));
	do
		TRY(audit_sequence(cx, 10000, &done));
	while (done);
	return audit_verify(cx, NULL, report) == ERR_FAULT ? ERR_FAULT : OK;
}

int cmd_check(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct pool *pool;
	struct buf report;
	int code;

	if (!begin(a, argc, argv, 0, &g, &c, &code))
		return code;
	pool = cli_store(&c, 2);
	if (!pool)
		return EXIT_REFUSED;
	buf_init(&report, a, 0);
	code = cli_exit(db_check(pool, &report));
	if (code == EXIT_DONE)
		code = cli_act(a, &c, pool, check_rest, &report);
	pool_close(pool);
	if (report.len) {
		fputs(report.data, stderr);
		return EXIT_REFUSED;
	}
	if (code == EXIT_DONE)
		puts("store, files and audit tree: whole");
	return code;
}

int cmd_backup(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct pool *pool;
	int code;

	if (!begin(a, argc, argv, 1, &g, &c, &code))
		return code;
	pool = cli_store(&c, 2);
	if (!pool)
		return EXIT_REFUSED;
	code = cli_exit(backup_all(a, pool, &c, g.rest[0]));
	pool_close(pool);
	if (code != EXIT_DONE)
		fputs("tansiq: no backup was made; the log says why\n", stderr);
	return code;
}

int cmd_restore(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct pool *pool;
	const char *why = "the log says why";
	int code;
	enum err e;

	if (!begin(a, argc, argv, 1, &g, &c, &code))
		return code;
	if (pool_open(c.db, 2, &pool) != OK) {
		fputs("tansiq: the store cannot be opened\n", stderr);
		return EXIT_REFUSED;
	}
	e = restore_all(a, pool, &c, g.rest[0], &why);
	pool_close(pool);
	if (e != OK)
		fprintf(stderr, "tansiq: nothing was restored: %s\n", why);
	return cli_exit(e);
}
