/* demo: a fresh instance with demonstration data, on the loopback address only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cli.h"
#include "app/demo.h"
#include "app/instance.h"
#include "assess/model_cache.h"
#include "base/id.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/identity.h"

static const struct option options[] = {
	STORE_OPTIONS,
	{ "--listen", "HOST:PORT",
		"where to listen, on the loopback address (default: 127.0.0.1:8325)" },
	{ "--password", "WORD", "the same password for all accounts" },
	{ "--now", "DATE", "fixes the demonstration's clock" },
	{ "--json", NULL, "print one line of JSON when ready" },
};

static bool is_loopback(const char *host)
{
	return strncmp(host, "127.", 4) == 0 || strcmp(host, "localhost") == 0 ||
	       strcmp(host, "::1") == 0 || strcmp(host, "[::1]") == 0;
}

/* A folder of its own when none was named; removed by the caller at the end. */
static const char *own_folder(struct arena *a)
{
	const char *tmp = getenv("TMPDIR");
	char *name = arena_printf(a, "%s/tansiq-demo-XXXXXX", tmp && *tmp ? tmp : "/tmp");

	return mkdtemp(name);
}

static void remove_folder(struct arena *a, const char *folder)
{
	pid_t pid = fork();

	(void)a;
	if (pid == 0) {
		execl("/bin/rm", "rm", "-rf", "--", folder, (char *)NULL);
		_exit(127);
	}
}

static bool set_clock(struct arena *a, const char *now, struct config *c, struct demo *d)
{
	int64_t days;

	d->today = time_date(a, time_now_ms(), c->zone_minutes);
	if (now) {
		if (!date_parse(now, &days)) {
			fprintf(stderr, "tansiq: \"%s\" is no date like 2026-11-24\n", now);
			return false;
		}
		d->today = now;
		c->now = arena_printf(a, "%sT06:10:00.000Z", now);
	}
	if (strcmp(d->today, DEMO_FIRST_DAY) < 0) {
		fprintf(stderr, "tansiq: the demonstration plays from %s on\n", DEMO_FIRST_DAY);
		return false;
	}
	return true;
}

static void print_json(struct arena *a, const struct demo *d, const char *url)
{
	struct json_out o;
	struct buf b;

	buf_init(&b, a, 4096);
	json_begin(&o, &b);
	json_open(&o, NULL, '{');
	json_put_str(&o, "url", url);
	json_open(&o, "accounts", '[');
	for (size_t i = 0; i < d->n_accounts; i++) {
		json_open(&o, NULL, '{');
		json_put_str(&o, "email", d->accounts[i].email);
		json_put_str(&o, "password", d->password);
		json_put_str(&o, "role", d->accounts[i].role);
		json_close(&o, '}');
	}
	json_close(&o, ']');
	json_open(&o, "links", '{');
	json_put_str(&o, "release", arena_printf(a, "%s/r/%s", url, d->release_token));
	json_close(&o, '}');
	json_close(&o, '}');
	puts(b.data);
}

static void print_words(const struct demo *d, const char *url)
{
	printf("\nTansiq, a demonstration: every name, number and letter in it is invented.\n"
	       "نسخة تجريبية من تنسيق: كل اسم ورقم وكتاب فيها مختلق.\n\n"
	       "  Open      %s\n            (the first button there shows who is late in the "
	       "running round)\n"
	       "  يُفتح العنوان أعلاه في المتصفح، وأول زر فيه يبيّن المتأخر في الجولة الجارية.\n\n"
	       "  Password  %s   (for every account; the sign-in page also offers "
	       "them by role)\n\n",
		url, d->password);
	for (size_t i = 0; i < d->n_accounts; i++)
		printf("  %-28s %s\n", d->accounts[i].email, d->accounts[i].post);
	printf("\n  A donor's link  %s/r/%s\n\nStop with Ctrl-C.\n", url, d->release_token);
}

static int serve(struct arena *a, struct config *c, struct pool *pool, struct demo *d, bool json)
{
	struct instance *in;
	const char *url;

	instance_block_signals();
	if (instance_start(a, c, pool, &in) != OK) {
		fprintf(stderr, "tansiq: cannot listen on %s:%d\n", c->host, c->port);
		return EXIT_REFUSED;
	}
	url = arena_printf(a, "http://%s:%d", c->host, instance_port(in));
	c->base_url = url;
	if (json)
		print_json(a, d, url);
	else
		print_words(d, url);
	(void)fflush(stdout);
	instance_wait();
	instance_stop(in);
	return EXIT_DONE;
}

/* Says what to do with a store that is there already. */
static struct pool *used_store(const struct config *c, struct pool *pool)
{
	fprintf(stderr,
		"tansiq: an instance is in %s already: open it with \"tansiq serve --data %s\", or "
		"give the demonstration a new folder with --data\n",
		c->data, c->data);
	pool_close(pool);
	return NULL;
}

static bool sqlite_there(const struct config *c)
{
	return strncmp(c->db, "sqlite:", 7) == 0 && access(c->db + 7, F_OK) == 0;
}

/* Opens, migrates and fills the store. */
static struct pool *fresh_store(struct config *c, struct demo *d)
{
	struct pool *pool;
	int applied = 0;

	if (sqlite_there(c))
		return used_store(c, NULL);
	if (pool_open(c->db, c->threads + 4, &pool) != OK) {
		fputs("tansiq: the store cannot be opened\n", stderr);
		return NULL;
	}
	d->pool = pool;
	d->config = c;
	enum err e = db_migrate(pool, migrations, migration_count, &applied);
	if (e == OK && applied < (int)migration_count)
		return used_store(c, pool);
	if (e != OK || demo_fill(d) != OK) {
		fputs("tansiq: a demonstration needs a fresh store; the log says more\n", stderr);
		pool_close(pool);
		return NULL;
	}
	return pool;
}

int cmd_demo(struct arena *a, int argc, char **argv)
{
	struct given g;
	struct config c;
	struct demo d = { .arena = a };
	const char *own = NULL;
	struct pool *pool;
	int code = EXIT_REFUSED;

	if (!cli_read(argc, argv, options, COUNT_OF(options), &g) || g.n_rest)
		return EXIT_MISUSE;
	if (!cli_option(&g, "--data", NULL) && !getenv("TANSIQ_DATA")) {
		own = own_folder(a);
		if (!own || setenv("TANSIQ_DATA", own, 1) != 0)
			return EXIT_REFUSED;
	}
	if (!cli_config(a, &g, &c))
		return EXIT_REFUSED;
	if (!is_loopback(c.host)) {
		fputs("tansiq: a demonstration listens on the loopback address only\n", stderr);
		return EXIT_REFUSED;
	}
	c.demo = true;
	if (!set_clock(a, cli_option(&g, "--now", NULL), &c, &d))
		return EXIT_REFUSED;
	d.password = cli_option(&g, "--password", NULL);
	if (!d.password)
		d.password = text_lower(a, arena_strn(a, id_public(a), 14));
	log_set_level(LOG_WARN);
	c.models = model_cache_new(MODELS_KEPT);
	c.identity = identity_copy_new();
	pool = fresh_store(&c, &d);
	if (pool) {
		code = serve(a, &c, pool, &d, cli_flag(&g, "--json"));
		pool_close(pool);
	}
	model_cache_free(c.models);
	identity_copy_free(c.identity);
	if (own)
		remove_folder(a, own);
	return code;
}
