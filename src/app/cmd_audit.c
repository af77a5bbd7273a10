/* audit verify and audit checkpoint. */
#include <stdio.h>
#include <string.h>

#include "app/cli.h"
#include "app/read_file.h"
#include "core/audit.h"

static const struct option options[] = {
	STORE_OPTIONS,
	{ "--checkpoint", "FILE", "a checkpoint kept elsewhere, to hold the tree against" },
	{ "--output", "FILE", "where to write the checkpoint" },
};

struct audit_work {
	const char *checkpoint;
	struct buf report;
	const char *text;
	enum err result;
};

static enum err sequence_all(struct ctx *cx)
{
	int64_t done;

	do
		TRY(audit_sequence(cx, 10000, &done));
	while (done);
	return OK;
}

static enum err verify(struct ctx *cx, void *what)
{
	struct audit_work *w = what;

	buf_init(&w->report, cx->arena, 0);
	TRY(sequence_all(cx));
	w->result = audit_verify(cx, w->checkpoint, &w->report);
	return w->result == ERR_FAULT ? ERR_FAULT : OK;
}

static enum err checkpoint(struct ctx *cx, void *what)
{
	struct audit_work *w = what;

	TRY(sequence_all(cx));
	return audit_checkpoint(cx, &w->text);
}

static int say_verified(const struct audit_work *w)
{
	if (w->result == OK && !w->report.len) {
		puts("audit tree: whole");
		return EXIT_DONE;
	}
	fputs(w->report.data, stderr);
	return EXIT_REFUSED;
}

static int write_checkpoint(const char *path, const char *text)
{
	if (cli_write(path, text, strlen(text)))
		return EXIT_DONE;
	fprintf(stderr, "tansiq: %s was not written\n", path ? path : "standard output");
	return EXIT_REFUSED;
}

int cmd_audit(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct audit_work w = { 0 };
	struct pool *pool;
	bool verifies;
	int code;

	if (!cli_read(argc, argv, options, COUNT_OF(options), &g) || g.n_rest != 1)
		return EXIT_MISUSE;
	verifies = strcmp(g.rest[0], "verify") == 0;
	if (!verifies && strcmp(g.rest[0], "checkpoint") != 0)
		return EXIT_MISUSE;
	if (!cli_config(a, &g, &c))
		return EXIT_REFUSED;
	if (cli_option(&g, "--checkpoint", NULL)) {
		struct bytes note;

		if (!read_file(a, cli_option(&g, "--checkpoint", NULL), 65536, &note))
			return EXIT_REFUSED;
		w.checkpoint = (const char *)note.data;
	}
	pool = cli_store(&c, 2);
	if (!pool)
		return EXIT_REFUSED;
	code = cli_act(a, &c, pool, verifies ? verify : checkpoint, &w);
	pool_close(pool);
	if (code != EXIT_DONE)
		return code;
	return verifies ? say_verified(&w)
			: write_checkpoint(cli_option(&g, "--output", NULL), w.text);
}
