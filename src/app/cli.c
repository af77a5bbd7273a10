#include "app/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/data_sets.h"
#include "app/notices.h"
#include "app/retention.h"
#include "app/open_work.h"
#include "base/text.h"

static const struct option *find_option(const struct option *options, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	return NULL;
}

/* One option at argv[*i]; moves *i past its value. */
static bool read_option(
	int argc, char **argv, int *i, const struct option *options, size_t n, struct given *g)
{
	const char *name = strcmp(argv[*i], "-o") == 0 ? "--output" : argv[*i];
	const struct option *o = find_option(options, n, name);

	if (!o) {
		fprintf(stderr, "tansiq: no option %s here; --help lists them\n", argv[*i]);
		return false;
	}
	if (o->value && *i + 1 >= argc) {
		fprintf(stderr, "tansiq: %s needs %s\n", o->name, o->value);
		return false;
	}
	if (g->n == COUNT_OF(g->names)) {
		fputs("tansiq: too many options\n", stderr);
		return false;
	}
	g->names[g->n] = o->name;
	g->values[g->n++] = o->value ? argv[++*i] : "";
	return true;
}

bool cli_read(int argc, char **argv, const struct option *options, size_t n, struct given *g)
{
	bool only_rest = false;

	memset(g, 0, sizeof(*g));
	for (int i = 1; i < argc; i++) {
		if (!only_rest && strcmp(argv[i], "--") == 0) {
			only_rest = true;
		} else if (!only_rest && argv[i][0] == '-' && argv[i][1]) {
			if (!read_option(argc, argv, &i, options, n, g))
				return false;
		} else if (g->n_rest < COUNT_OF(g->rest)) {
			g->rest[g->n_rest++] = argv[i];
		} else {
			fputs("tansiq: too many words\n", stderr);
			return false;
		}
	}
	return true;
}

const char *cli_option(const struct given *g, const char *name, const char *other)
{
	const char *value = other;

	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->names[i], name) == 0)
			value = g->values[i];
	return value;
}

bool cli_flag(const struct given *g, const char *name)
{
	return cli_option(g, name, NULL) != NULL;
}

static bool read_listen(struct arena *a, const char *text, struct config *c)
{
	const char *colon = strrchr(text, ':');
	int64_t port;

	if (!colon || !text_to_int(colon + 1, &port) || port < 0 || port > 65535) {
		fprintf(stderr, "tansiq: \"%s\" is no HOST:PORT to listen on\n", text);
		return false;
	}
	c->host = colon == text ? "127.0.0.1" : arena_strn(a, text, (size_t)(colon - text));
	c->port = (int)port;
	return true;
}

static bool set_number(const char *name, const char *value, int64_t min, int64_t max, int64_t *n)
{
	if (text_to_int(value, n) && *n >= min && *n <= max)
		return true;
	fprintf(stderr, "tansiq: %s is a number from %lld to %lld, not \"%s\"\n", name,
		(long long)min, (long long)max, value);
	return false;
}

/* The first line of a file that only the operator reads. */
static bool read_secret(struct arena *a, const char *path, const char **out)
{
	FILE *f = fopen(path, "re");
	char line[256];
	bool ok = f && fgets(line, sizeof(line), f);

	if (ok)
		*out = arena_strn(a, line, strcspn(line, "\r\n"));
	else
		fprintf(stderr, "tansiq: %s cannot be read\n", path);
	if (f)
		(void)fclose(f);
	return ok;
}

/* The settings of mail; *known is false for another name. */
static bool set_mail(
	struct arena *a, struct config *c, const char *name, const char *value, bool *known)
{
	int64_t n;

	*known = true;
	if (strcmp(name, "mail_url") == 0)
		c->mail_url = value;
	else if (strcmp(name, "mail_from") == 0)
		c->mail_from = value;
	else if (strcmp(name, "mail_user") == 0)
		c->mail_user = value;
	else if (strcmp(name, "mail_password_file") == 0)
		return read_secret(a, value, &c->mail_password);
	else if (strcmp(name, "mail_authority") == 0)
		c->mail_authority = value;
	else if (strcmp(name, "mail_plain") == 0)
		c->mail_plain = strcmp(value, "yes") == 0;
	else if (strcmp(name, "mail_per_minute") == 0 && set_number(name, value, 1, 6000, &n))
		c->mail_per_minute = (int)n;
	else
		*known = false;
	return true;
}

/* Whether the settings of mail fit each other. */
static bool mail_fits(const struct config *c)
{
	bool local = c->mail_url && (strncmp(c->mail_url, "smtp://127.0.0.1", 16) == 0 ||
					    strncmp(c->mail_url, "smtp://localhost", 16) == 0);

	if (!c->mail_url)
		return true;
	if (strncmp(c->mail_url, "smtp://", 7) != 0 && strncmp(c->mail_url, "smtps://", 8) != 0)
		fputs("tansiq: mail_url is smtp://HOST:PORT or smtps://HOST\n", stderr);
	else if (!c->mail_from || !strchr(c->mail_from, '@'))
		fputs("tansiq: mail_url needs mail_from, the sender's address\n", stderr);
	else if (!c->base_url)
		fputs("tansiq: mail_url needs base_url, for the links in mails\n", stderr);
	else if (c->mail_plain && !local)
		fputs("tansiq: mail_plain is for a mail server on this very machine\n", stderr);
	else
		return true;
	return false;
}

/* One NAME = VALUE of the file or the environment. */
static bool set_value(struct arena *a, struct config *c, const char *name, const char *value)
{
	bool known;
	int64_t n;

	if (!set_mail(a, c, name, value, &known) || known)
		return known && (strcmp(name, "mail_password_file") != 0 || c->mail_password);
	if (strcmp(name, "data") == 0)
		c->data = value;
	else if (strcmp(name, "db") == 0)
		c->db = value;
	else if (strcmp(name, "listen") == 0)
		return read_listen(a, value, c);
	else if (strcmp(name, "base_url") == 0)
		c->base_url = value;
	else if (strcmp(name, "proxy") == 0)
		c->proxy = value;
	else if (strcmp(name, "secure") == 0)
		c->secure = strcmp(value, "yes") == 0;
	else if (strcmp(name, "lang") == 0)
		c->lang = lang_of(value, c->lang);
	else if (strcmp(name, "threads") == 0 && set_number(name, value, 1, 64, &n))
		c->threads = (int)n;
	else if (strcmp(name, "file_megabytes") == 0 && set_number(name, value, 1, 1024, &n))
		c->file_bytes = n << 20;
	else if (strcmp(name, "session_idle_minutes") == 0 && set_number(name, value, 1, 1440, &n))
		c->session_idle = (int)n;
	else if (strcmp(name, "session_hours") == 0 && set_number(name, value, 1, 720, &n))
		c->session_hours = (int)n;
	else if (strcmp(name, "zone_minutes") == 0 && set_number(name, value, 0, 840, &n))
		c->zone_minutes = (int)n;
	else {
		fprintf(stderr, "tansiq: no setting named \"%s\"\n", name);
		return false;
	}
	return true;
}

static bool read_file(struct arena *a, const char *path, struct config *c)
{
	FILE *f = fopen(path, "re");
	char line[1024];
	bool ok = true;

	if (!f) {
		fprintf(stderr, "tansiq: %s: %s\n", path, strerror(errno));
		return false;
	}
	while (ok && fgets(line, sizeof(line), f)) {
		const char *text = text_trim(a, line);
		const char *equals = strchr(text, '=');

		if (!*text || *text == '#')
			continue;
		ok = equals &&
		     set_value(a, c, text_trim(a, arena_strn(a, text, (size_t)(equals - text))),
			     text_trim(a, equals + 1));
		if (!equals)
			fprintf(stderr, "tansiq: %s: \"%s\" is no NAME = VALUE\n", path, text);
	}
	(void)fclose(f);
	return ok;
}

static bool make_folder(const char *path)
{
	if (mkdir(path, 0700) == 0 || errno == EEXIST)
		return true;
	fprintf(stderr, "tansiq: %s: %s\n", path, strerror(errno));
	return false;
}

bool cli_config(struct arena *a, const struct given *g, struct config *c)
{
	static const char *const env[][2] = { { "TANSIQ_DATA", "data" }, { "TANSIQ_DB", "db" },
		{ "TANSIQ_LISTEN", "listen" }, { "TANSIQ_BASE_URL", "base_url" } };
	const char *file = cli_option(g, "--config", NULL);
	const char *listen = cli_option(g, "--listen", NULL);

	*c = (struct config){ .notices = notice_kinds,
		.data_sets = data_sets,
		.retention = &retention_all,
		.open_work = open_work,
		.data = "tansiq-data",
		.host = "127.0.0.1",
		.port = 8325,
		.zone_minutes = 180,
		.lang = LANG_AR,
		.threads = 8,
		.form_bytes = 1 << 20,
		.file_bytes = 10 << 20,
		.mail_per_minute = 60,
		.session_idle = 60,
		.session_hours = 12 };
	if (file && !read_file(a, file, c))
		return false;
	for (size_t i = 0; i < COUNT_OF(env); i++) {
		const char *value = getenv(env[i][0]);

		if (value && *value && !set_value(a, c, env[i][1], value))
			return false;
	}
	c->data = cli_option(g, "--data", c->data);
	c->db = cli_option(g, "--db", c->db);
	if (listen && !read_listen(a, listen, c))
		return false;
	if (!mail_fits(c) || !make_folder(c->data))
		return false;
	if (!c->db)
		c->db = arena_printf(a, "sqlite:%s/tansiq.db", c->data);
	return true;
}

struct pool *cli_store(const struct config *c, int size)
{
	struct pool *pool;
	enum err e = pool_open(c->db, size, &pool);

	if (e != OK) {
		fputs("tansiq: the store cannot be opened\n", stderr);
		return NULL;
	}
	if (db_migrated(pool, migrations, migration_count) != OK) {
		fputs("tansiq: the store is not at this version; run: tansiq migrate\n", stderr);
		pool_close(pool);
		return NULL;
	}
	return pool;
}

bool cli_write(const char *path, const void *bytes, size_t n)
{
	FILE *f;
	bool good;

	if (!path)
		return fwrite(bytes, 1, n, stdout) == n && fflush(stdout) == 0;
	f = fopen(path, "wbe");
	if (!f)
		return false;
	good = fwrite(bytes, 1, n, f) == n;
	return fclose(f) == 0 && good;
}

int cli_exit(enum err e)
{
	return e == OK ? EXIT_DONE : EXIT_REFUSED;
}

static void print_problems(const struct ctx *cx)
{
	for (size_t i = 0; i < cx->problems.n; i++)
		fprintf(stderr, "tansiq: %s\n", cx->problems.at[i].text);
}

int cli_act(struct arena *a, const struct config *c, struct pool *pool,
	enum err (*act)(struct ctx *cx, void *what), void *what)
{
	enum err e = ERR_BUSY;

	for (int i = 0; i < 8 && e == ERR_BUSY; i++) {
		struct db *db;
		struct ctx *cx;

		e = db_begin(pool, DB_WRITE, &db);
		if (e != OK)
			continue;
		cx = ctx_new(a, pool, db, c, NULL);
		ctx_system(cx);
		cx->lang = LANG_EN;
		e = act(cx, what);
		if (e == OK)
			e = db_commit(db);
		else
			db_rollback(db);
		if (e != OK && e != ERR_BUSY) {
			print_problems(cx);
			if (!cx->problems.n)
				fputs("tansiq: not done; the log says why\n", stderr);
		}
	}
	if (e == ERR_BUSY)
		fputs("tansiq: the store stays busy; nothing was kept\n", stderr);
	return cli_exit(e);
}
