#include <stdio.h>
#include <string.h>

#include "app/cli.h"
#include "app/cmd_form.h"
#include "base/crypto.h"

static const struct command commands[] = {
	{ "demo",
		"[--listen HOST:PORT] [--data DIR] [--db URL] [--password WORD] [--now DATE] "
		"[--json]",
		"a fresh instance with demonstration data; prints its accounts", cmd_demo },
	{ "serve", "[--config FILE] [--data DIR] [--listen HOST:PORT] [--db URL]",
		"serves an instance", cmd_serve },
	{ "migrate", "[--data DIR] [--db URL]", "brings the store to this version", cmd_migrate },
	{ "check", "[--data DIR] [--db URL]", "checks the store, the files and the audit tree",
		cmd_check },
	{ "backup", "FILE [--data DIR] [--db URL]",
		"a copy of store and files while the instance runs", cmd_backup },
	{ "restore", "FILE [--data DIR] [--db URL]", "reads a copy into an empty instance",
		cmd_restore },
	{ "import", "KIND FILE [--dry-run]", "takes records from a file, with a verdict per row",
		cmd_import },
	{ "export", "KIND [-o FILE]", "writes records as CSV", cmd_export },
	{ "account",
		"add EMAIL --name NAME --body CODE [--role KIND] | list | reset EMAIL | disable "
		"EMAIL | enable EMAIL | factor-off EMAIL --reason TEXT",
		"accounts; the first administrator comes from here", cmd_account },
	{ "form", "check FILE.xlsx | convert FILE.xlsx [-o FILE.xml] [--name NAME]",
		"reads an XLSForm workbook", cmd_form_arena },
	{ "audit", "verify [--checkpoint FILE] | checkpoint [-o FILE]",
		"checks the audit tree, or signs its present root", cmd_audit },
};

static void help(FILE *to)
{
	fputs("usage: tansiq COMMAND …\n\n", to);
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].help);
	fputs("\ntansiq COMMAND --help says more.\n", to);
}

static bool asks_help(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
			return true;
	return false;
}

static int run(const struct command *c, int argc, char **argv)
{
	struct arena *a;
	int code;

	if (asks_help(argc, argv)) {
		printf("usage: tansiq %s %s\n\n%s\n", c->name, c->use, c->help);
		return EXIT_DONE;
	}
	a = arena_new(64 << 10);
	code = c->run(a, argc, argv);
	arena_free(a);
	if (code == EXIT_MISUSE)
		fprintf(stderr, "usage: tansiq %s %s\n", c->name, c->use);
	return code;
}

int main(int argc, char **argv)
{
	crypto_init();
	if (argc < 2) {
		help(stderr);
		return EXIT_MISUSE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
		help(stdout);
		return EXIT_DONE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("tansiq " TANSIQ_VERSION);
		return EXIT_DONE;
	}
	for (size_t i = 0; i < COUNT_OF(commands); i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return run(&commands[i], argc - 1, argv + 1);
	fprintf(stderr, "tansiq: no command \"%s\"\n", argv[1]);
	help(stderr);
	return EXIT_MISUSE;
}
