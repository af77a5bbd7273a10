#include "test/harness.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/time.h"
#include "test/store.h"

#define SLOW_US 1000000

/* Filled before main, by the constructors of TEST and DBTEST. */
static struct test *first, **end = &first;

struct totals {
	int passed, failed, skipped;
};

void test_register(struct test *test)
{
	*end = test;
	end = &test->next;
}

bool t_check(struct t *t, bool ok, const char *file, int line, const char *what)
{
	if (!ok) {
		t->failed++;
		printf("%s:%d: %s: does not hold: %s\n", file, line, t->name, what);
	}
	return ok;
}

bool t_check_int(
	struct t *t, int64_t want, int64_t got, const char *file, int line, const char *what)
{
	if (want == got)
		return true;
	t->failed++;
	printf("%s:%d: %s: %s: want %lld, got %lld\n", file, line, t->name, what, (long long)want,
		(long long)got);
	return false;
}

bool t_check_str(struct t *t, const char *want, const char *got, const char *file, int line,
	const char *what)
{
	if (want == got || (want && got && strcmp(want, got) == 0))
		return true;
	t->failed++;
	printf("%s:%d: %s: %s:\n  want %s\n  got  %s\n", file, line, t->name, what,
		want ? want : "(NULL)", got ? got : "(NULL)");
	return false;
}

void t_skip(struct t *t, const char *why)
{
	t->skipped = why;
}

const char *t_root(void)
{
	const char *root = getenv("TANSIQ_ROOT");

	return root ? root : TANSIQ_ROOT;
}

const char *t_shared(void)
{
	static char path[4096];
	const char *given = getenv("TANSIQ_SHARED");
	struct stat st;

	if (given)
		snprintf(path, sizeof(path), "%s", given);
	else
		snprintf(path, sizeof(path), "%s/../shared", t_root());
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode) ? path : NULL;
}

char *t_file(struct arena *a, const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *data = NULL;
	long size;

	if (!f)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0) {
		rewind(f);
		data = arena_alloc(a, (size_t)size + 1);
		if (fread(data, 1, (size_t)size, f) != (size_t)size)
			data = NULL;
		else if (len)
			*len = (size_t)size;
	}
	fclose(f);
	return data;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st, (void)kind, (void)at;
	return remove(path);
}

/* Runs one test on one engine ("" for pure ones) and counts it. */
static void run(const struct test *test, const char *engine, struct arena *a, struct totals *sum)
{
	char dir[] = "/tmp/tansiq-test-XXXXXX";
	struct t t = { .name = test->name, .arena = a, .engine = engine, .dir = dir };
	int64_t began = time_monotonic_us(), took;

	log_set_level(LOG_ERROR); /* tests of refusals turn it down */
	if (!mkdtemp(dir)) {
		perror("mkdtemp");
		exit(2);
	}
	if (test->store)
		t.skipped = t_store_open ? t_store_open(&t) : "no store is linked in";
	if (!t.skipped) {
		test->run(&t);
		if (test->store)
			t_store_close(&t);
	}
	took = time_monotonic_us() - began;
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_reset(a);

	if (t.failed)
		sum->failed++;
	else if (t.skipped)
		sum->skipped++;
	else
		sum->passed++;
	if (t.failed)
		printf("FAILED %s%s%s\n", test->name, *engine ? " on " : "", engine);
	else if (t.skipped)
		printf("skipped %s%s%s: %s\n", test->name, *engine ? " on " : "", engine,
			t.skipped);
	else if (took > SLOW_US)
		printf("slow: %s%s%s took %.1f s\n", test->name, *engine ? " on " : "", engine,
			(double)took / 1e6);
}

static int usage(void)
{
	fputs("usage: tansiq-test [--engine sqlite|postgres|none] [part of a name or file]\n",
		stderr);
	return 2;
}

int main(int argc, char **argv)
{
	static const char *const engines[] = { "sqlite", "postgres" };
	const char *engine = NULL, *part = "";
	struct arena *a = arena_new(0);
	struct totals sum = { 0, 0, 0 };

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--engine") == 0 && i + 1 < argc)
			engine = argv[++i];
		else if (argv[i][0] == '-')
			return usage();
		else
			part = argv[i];
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	log_set_level(LOG_ERROR);
	crypto_init();
	password_cheap(true);
	for (const struct test *test = first; test; test = test->next) {
		if (!strstr(test->name, part) && !strstr(test->file, part))
			continue;
		if (!test->store)
			run(test, "", a, &sum);
		for (size_t i = 0; test->store && i < COUNT_OF(engines); i++)
			if (!engine || strcmp(engine, engines[i]) == 0)
				run(test, engines[i], a, &sum);
	}
	arena_free(a);
	printf("%d passed, %d failed, %d skipped\n", sum.passed, sum.failed, sum.skipped);
	return sum.failed ? 1 : 0;
}
