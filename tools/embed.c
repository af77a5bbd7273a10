/*
 * embed: puts files into the program.
 *
 *	embed OUT.c ROOT FILE...
 *
 * Writes the table of web/asset.h for FILEs, which lie below ROOT. A hashed name has the first 12
 * hexadecimal digits of the content's SHA-256 before its extension. In style sheets url(…) of
 * another of the FILEs, relative to the sheet, is rewritten to its hashed name first; data: and
 * #fragments stay, anything else is an error, so that nothing is fetched from elsewhere. What gzip
 * makes smaller is kept gzipped too.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/crypto.h"

#define HASH_DIGITS 12

struct file {
	const char *source; /* as given */
	const char *path;   /* below the root */
	const char *hashed; /* NULL until done */
	const char *type;
	bool busy; /* being done: an @import in a circle comes back here */
	struct buf data, gz;
};

struct embed {
	struct arena *a;
	struct file *files;
	size_t n;
};

static void fail(const char *path, const char *format, ...) PRINTF_LIKE(2, 3)
	__attribute__((noreturn));

static void fail(const char *path, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s: error: ", path);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static const char *type_of(const char *path)
{
	static const char *const types[][2] = { { ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript; charset=utf-8" }, { ".svg", "image/svg+xml" },
		{ ".png", "image/png" }, { ".ico", "image/x-icon" }, { ".woff2", "font/woff2" },
		{ ".json", "application/json" }, { ".webmanifest", "application/manifest+json" },
		{ ".txt", "text/plain; charset=utf-8" } };
	const char *extension = strrchr(path, '.');

	for (size_t i = 0; extension && i < COUNT_OF(types); i++)
		if (strcmp(extension, types[i][0]) == 0)
			return types[i][1];
	fail(path, "no type is known for this name");
}

static void read_file(struct embed *e, struct file *f)
{
	FILE *in = fopen(f->source, "rb");
	size_t n;

	if (!in)
		fail(f->source, "cannot be read");
	buf_init(&f->data, e->a, 1 << 16);
	while ((n = fread(buf_reserve(&f->data, 65536), 1, 65536, in)) > 0)
		f->data.len += n;
	fclose(in);
	buf_reserve(&f->data, 1)[0] = 0;
}

/* `to`, written in the file `from`, as a path below the root: folders joined, . and .. taken out.
 */
static const char *resolve(struct embed *e, const char *from, const char *to)
{
	char *path = arena_printf(e->a, "%.*s%s",
		(int)(strrchr(from, '/') ? strrchr(from, '/') + 1 - from : 0), from, to);
	struct buf out;

	buf_init(&out, e->a, 0);
	for (char *save, *part = strtok_r(path, "/", &save); part;
		part = strtok_r(NULL, "/", &save)) {
		if (strcmp(part, ".") == 0)
			continue;
		if (strcmp(part, "..") == 0) {
			const char *slash = strrchr(out.data, '/');

			buf_cut(&out, slash ? (size_t)(slash - out.data) : 0);
			continue;
		}
		if (out.len)
			buf_char(&out, '/');
		buf_str(&out, part);
	}
	return out.data;
}

static void finish(struct embed *e, struct file *f);

static struct file *find(struct embed *e, const char *path)
{
	for (size_t i = 0; i < e->n; i++)
		if (strcmp(e->files[i].path, path) == 0)
			return &e->files[i];
	return NULL;
}

/* Puts what url(address) becomes: the same, with the last part hashed. */
static void put_address(struct embed *e, struct file *f, struct buf *out, const char *address)
{
	size_t end = strcspn(address, "?#");
	const char *path = arena_strn(e->a, address, end), *slash = strrchr(path, '/');
	struct file *to;

	if (strncmp(address, "data:", 5) == 0 || *address == '#') {
		buf_str(out, address);
		return;
	}
	to = find(e, resolve(e, f->path, path));
	if (!to)
		fail(f->source, "url(%s) is none of the files", address);
	finish(e, to);
	if (slash)
		buf_add(out, path, (size_t)(slash + 1 - path));
	buf_str(out, strrchr(to->hashed, '/') ? strrchr(to->hashed, '/') + 1 : to->hashed);
	buf_str(out, address + end);
}

static void rewrite_css(struct embed *e, struct file *f)
{
	const char *s = f->data.data, *next;
	struct buf out;

	buf_init(&out, e->a, f->data.len);
	while ((next = strstr(s, "url("))) {
		const char *address = next + 4 + strspn(next + 4, " \t\n\"'");
		size_t n = strcspn(address, " \t\n\"')");

		buf_add(&out, s, (size_t)(address - s));
		put_address(e, f, &out, arena_strn(e->a, address, n));
		s = address + n;
	}
	buf_str(&out, s);
	f->data = out;
}

static void make_gzip(struct embed *e, struct file *f)
{
	z_stream z = { 0 };

	/* 15 + 16: a gzip header, without name and time, so that builds are alike */
	if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		fail(f->source, "zlib does not start");
	buf_init(&f->gz, e->a, deflateBound(&z, f->data.len));
	z.next_in = (unsigned char *)f->data.data;
	z.avail_in = (uInt)f->data.len;
	z.next_out = (unsigned char *)f->gz.data;
	z.avail_out = (uInt)f->gz.room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		fail(f->source, "zlib does not finish");
	f->gz.len = z.total_out;
	deflateEnd(&z);
	if (f->gz.len + f->gz.len / 16 >= f->data.len)
		f->gz.len = 0;
}

static void finish(struct embed *e, struct file *f)
{
	const char *hash, *dot = strrchr(f->path, '.');

	if (f->hashed)
		return;
	if (f->busy)
		fail(f->source, "style sheets import each other in a circle");
	f->busy = true;
	f->type = type_of(f->path);
	if (strcmp(dot, ".css") == 0)
		rewrite_css(e, f);
	hash = sha256_hex(e->a, f->data.data, f->data.len);
	f->hashed = arena_printf(
		e->a, "%.*s.%.*s%s", (int)(dot - f->path), f->path, HASH_DIGITS, hash, dot);
	make_gzip(e, f);
}

static void write_bytes(FILE *out, const char *kind, size_t i, const struct buf *b)
{
	fprintf(out, "static const unsigned char %s_%zu[] = {", kind, i);
	for (size_t k = 0; k < b->len; k++)
		fprintf(out, "%s%u,", k % 24 ? "" : "\n\t", (unsigned)(unsigned char)b->data[k]);
	fprintf(out, "%s};\n", b->len ? "\n" : " 0 ");
}

static int write_table(const struct embed *e, const char *path)
{
	FILE *out = fopen(path, "w");

	if (!out)
		fail(path, "cannot be written");
	fputs("/* Made by tools/embed. */\n#include \"web/asset.h\"\n\n", out);
	for (size_t i = 0; i < e->n; i++) {
		write_bytes(out, "data", i, &e->files[i].data);
		if (e->files[i].gz.len)
			write_bytes(out, "gz", i, &e->files[i].gz);
	}
	fputs("const struct asset assets[] = {\n", out);
	for (size_t i = 0; i < e->n; i++) {
		const struct file *f = &e->files[i];

		fprintf(out, "\t{ \"%s\", \"%s\", \"%s\", data_%zu, %zu, ", f->path, f->hashed,
			f->type, i, f->data.len);
		if (f->gz.len)
			fprintf(out, "gz_%zu, %zu },\n", i, f->gz.len);
		else
			fputs("NULL, 0 },\n", out);
	}
	fprintf(out, "};\nconst size_t asset_count = %zu;\n", e->n);
	return fclose(out) == 0 ? 0 : 1;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

int main(int argc, char **argv)
{
	struct embed e = { .a = arena_new(1 << 20) };
	size_t root;
	int status;

	if (argc < 4) {
		fputs("usage: embed OUT.c ROOT FILE...\n", stderr);
		return 2;
	}
	crypto_init();
	root = strlen(argv[2]);
	e.n = (size_t)argc - 3;
	e.files = ARENA_ARRAY(e.a, e.n, struct file);
	for (size_t i = 0; i < e.n; i++) {
		struct file *f = &e.files[i];

		f->source = argv[3 + i];
		if (strncmp(f->source, argv[2], root) != 0 || f->source[root] != '/' ||
			strpbrk(f->source + root, "\"\\\n"))
			fail(f->source, "does not lie below %s", argv[2]);
		f->path = f->source + root + 1;
		read_file(&e, f);
	}
	qsort(e.files, e.n, sizeof(*e.files), by_path);
	for (size_t i = 0; i < e.n; i++)
		finish(&e, &e.files[i]);
	status = write_table(&e, argv[1]);
	arena_free(e.a);
	return status;
}
