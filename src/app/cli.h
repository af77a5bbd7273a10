/*
 * The command line: each command is one file and one row in main.c. Exit codes: 0 done, 1 refused
 * input (reasons on standard error, one a line), 2 misuse.
 */
#ifndef APP_CLI_H
#define APP_CLI_H

#include "base/arena.h"
#include "core/config.h"
#include "core/ctx.h"
#include "db/db.h"

/* Compiled forms that nobody uses at the moment and that are kept all the same. */
#define MODELS_KEPT 16

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_MISUSE = 2 };

/* One option of a command: "--data DIR" has a value, "--json" has none. */
struct option {
	const char *name;  /* with its dashes */
	const char *value; /* what the help calls its value; NULL: a flag */
	const char *help;
};

struct command {
	const char *name; /* "form" */
	const char *use;  /* after the name: "check FILE.xlsx" … one use a line */
	const char *help; /* one line for the list, more lines for its own help */
	int (*run)(struct arena *a, int argc, char **argv);
};

/* What was given on a command line: options by name, and the rest in order. */
struct given {
	const char *names[24];
	const char *values[24];
	size_t n;
	const char *rest[64];
	size_t n_rest;
};

/*
 * Reads argv[1…]. An unknown option or one without its value prints a line and gives false. "-o" is
 * the short form of
 * "--output". "--" ends options.
 */
bool cli_read(int argc, char **argv, const struct option *options, size_t n, struct given *g);
const char *cli_option(const struct given *g, const char *name, const char *other);
bool cli_flag(const struct given *g, const char *name);

/* The options all commands with a store share: --data, --db, --config. */
#define STORE_OPTIONS                                                                              \
	{ "--data", "DIR", "folder with the store and the files (default: ./tansiq-data)" },       \
		{ "--db", "URL", "sqlite:FILE or postgresql://… (default: DIR/tansiq.db)" },       \
	{                                                                                          \
		"--config", "FILE", "lines of NAME = VALUE; the command line wins"                 \
	}

/*
 * Makes the configuration: built-in values, then the file, then the environment (TANSIQ_DATA,
 * TANSIQ_DB, TANSIQ_LISTEN, TANSIQ_BASE_URL), then the command line. Prints what is wrong; false
 * then. Makes the data folder (0700).
 */
bool cli_config(struct arena *a, const struct given *g, struct config *c);

/* An open store that is at this binary's migrations; prints why not and gives NULL otherwise. */
struct pool *cli_store(const struct config *c, int size);

/* Runs `act` in one write transaction with system rights, tried again while the store is busy;
 * prints problems; exit code. */
int cli_act(struct arena *a, const struct config *c, struct pool *pool,
	enum err (*act)(struct ctx *cx, void *what), void *what);

/* Writes the bytes to a file, or to standard output for NULL; false, with errno, when not all of it
 * arrived. */
bool cli_write(const char *path, const void *bytes, size_t n);

/* The exit code of a result. */
int cli_exit(enum err e);

int cmd_serve(struct arena *a, int argc, char **argv);
int cmd_demo(struct arena *a, int argc, char **argv);
int cmd_migrate(struct arena *a, int argc, char **argv);
int cmd_check(struct arena *a, int argc, char **argv);
int cmd_backup(struct arena *a, int argc, char **argv);
int cmd_restore(struct arena *a, int argc, char **argv);
int cmd_import(struct arena *a, int argc, char **argv);
int cmd_export(struct arena *a, int argc, char **argv);
int cmd_account(struct arena *a, int argc, char **argv);
int cmd_audit(struct arena *a, int argc, char **argv);

#endif
