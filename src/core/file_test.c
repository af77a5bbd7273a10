#include "core/file.h"
#include "core/file_sql.h"
#include "test/fixtures.h"

#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/disk.h"
#include "db/db.h"

static struct bytes text(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

/* n bytes that differ from place to place. */
static struct bytes pattern(struct ctx *cx, size_t n)
{
	unsigned char *p = arena_alloc(cx->arena, n);

	for (size_t i = 0; i < n; i++)
		p[i] = (unsigned char)(i * 7 + i / 253);
	return (struct bytes){ p, n };
}

static bool same(struct bytes a, struct bytes b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static const char *place(struct ctx *cx, const char *sha)
{
	return arena_printf(cx->arena, "%s/files/%.2s/%s", cx->config->data, sha, sha);
}

DBTEST(what_is_saved_is_read_back)
{
	static const size_t sizes[] = { 0, 1, 262143, 262144, 262145, 700000 };
	struct ctx *cx = t_ctx(t);
	const char *sha, *type;
	struct bytes back;

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct bytes data = pattern(cx, sizes[i]);

		CHECK_ERR(OK, file_save(cx, data, "image/png", &sha));
		CHECK_ERR(OK, file_read(cx, sha, &back, &type));
		CHECK(same(data, back));
		CHECK_STR("image/png", type);
	}
	CHECK_ERR(OK, file_save(cx, text("abc"), NULL, &sha));
	CHECK_STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", sha);
	CHECK_ERR(OK, file_read(cx, sha, &back, &type));
	CHECK_STR("application/octet-stream", type);
}

DBTEST(a_received_file_is_saved_and_stays)
{
	static const size_t sizes[] = { 0, 5, 262144, 600001 };
	struct ctx *cx = t_ctx(t);
	const char *path = arena_printf(cx->arena, "%s/received", t->dir);
	const char *sha, *again;
	struct bytes back;

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct bytes data = pattern(cx, sizes[i]);

		CHECK_ERR(OK, disk_write(cx->arena, path, data, false));
		CHECK_ERR(OK, file_save_path(cx, path, NULL, &sha));
		CHECK_ERR(OK, file_read(cx, sha, &back, NULL));
		CHECK(same(data, back));
		CHECK_ERR(OK, file_save_path(cx, path, NULL, &again));
		CHECK_ERR(OK, file_save(cx, data, NULL, &again));
		CHECK_STR(sha, again);
		CHECK_INT((int64_t)sizes[i], disk_size(path));
	}
	CHECK_ERR(ERR_FAULT, file_save_path(cx, "/nowhere/at/all", NULL, &sha));
}

/* A disk of 64 KiB where the files are: what does not fit is told as that, and leaves nothing. */
DBTEST(a_full_disk_is_told_apart_from_other_faults)
{
	struct ctx *cx = t_ctx(t);
	const char *folder = arena_printf(cx->arena, "%s/files", cx->config->data);
	const char *from = arena_printf(cx->arena, "%s/received", t->dir), *sha;
	struct bytes large = pattern(cx, 300000), small = pattern(cx, 3000);

	CHECK_ERR(OK, disk_folder(cx->arena, folder));
	if (db_engine(cx->db) == DB_POSTGRES ||
		mount("tmpfs", folder, "tmpfs", 0, "size=64k") != 0) {
		t_skip(t, "a small disk can be put there by root alone, and only files need it");
		return;
	}
	CHECK_ERR(ERR_FAULT, file_save(cx, large, NULL, &sha));
	CHECK(pool_full(t->pool));
	CHECK_INT(-1, disk_size(place(cx, sha)));
	CHECK_ERR(OK, db_commit(cx->db));
	CHECK(!pool_full(t->pool));
	CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &cx->db));
	CHECK_ERR(OK, disk_write(cx->arena, from, large, false));
	CHECK_ERR(ERR_FAULT, file_save_path(cx, from, NULL, &sha));
	CHECK(pool_full(t->pool));
	CHECK_ERR(OK, file_save(cx, small, NULL, &sha));
	CHECK_INT(0, umount2(folder, MNT_DETACH));
}

DBTEST(content_is_where_it_belongs)
{
	struct ctx *cx = t_ctx(t);
	struct file_chunk_at chunk;
	const char *sha;

	CHECK_ERR(OK, file_save(cx, pattern(cx, 262145), NULL, &sha));
	if (db_engine(cx->db) == DB_POSTGRES) {
		CHECK_INT(-1, disk_size(place(cx, sha)));
		CHECK_ERR(OK, file_chunk_at_query(cx->db, cx->arena, sha, 1, &chunk));
		CHECK_INT(1, (int64_t)chunk.data.len);
	} else {
		CHECK_INT(262145, disk_size(place(cx, sha)));
		CHECK_ERR(ERR_MISSING, file_chunk_at_query(cx->db, cx->arena, sha, 0, &chunk));
	}
}

DBTEST(an_unknown_or_odd_hash_is_missing)
{
	struct ctx *cx = t_ctx(t);
	struct bytes back;

	CHECK_ERR(ERR_MISSING, file_read(cx, NULL, &back, NULL));
	CHECK_ERR(ERR_MISSING, file_read(cx, "../../etc/passwd", &back, NULL));
	CHECK_ERR(ERR_MISSING,
		file_read(cx, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
			&back, NULL));
}

/* Damages the content on whichever engine. */
static void damage(struct t *t, struct ctx *cx, const char *sha, const char *with)
{
	if (db_engine(cx->db) == DB_POSTGRES)
		CHECK_ERR(OK, file_chunk_insert_query(cx->db, sha, 0, text(with), NULL));
	else
		CHECK_ERR(OK, disk_write(cx->arena, place(cx, sha), text(with), false));
}

DBTEST(damage_is_found)
{
	struct ctx *cx = t_ctx(t);
	const char *good, *bad, *longer;
	struct buf report;
	struct bytes back;

	buf_init(&report, cx->arena, 0);
	CHECK_ERR(OK, file_save(cx, text("good"), NULL, &good));
	CHECK_ERR(OK, file_save(cx, text("bad"), NULL, &bad));
	CHECK_ERR(OK, file_save(cx, text("longer"), NULL, &longer));
	CHECK_ERR(OK, file_check(cx, &report));
	CHECK_STR("", report.data);
	damage(t, cx, bad, "BAD");
	damage(t, cx, longer, "longer than it was");
	CHECK_ERR(ERR_FAULT, file_read(cx, bad, &back, NULL));
	CHECK_ERR(ERR_FAULT, file_read(cx, longer, &back, NULL));
	CHECK_ERR(OK, file_read(cx, good, &back, NULL));
	CHECK_ERR(ERR_CONFLICT, file_check(cx, &report));
	CHECK_HAS(report.data, bad);
	CHECK_HAS(report.data, longer);
	CHECK(!strstr(report.data, good));
	CHECK_ERR(OK, file_save(cx, text("longer"), NULL, &longer));
	if (db_engine(cx->db) == DB_SQLITE) {
		CHECK_ERR(OK, file_read(cx, longer, &back, NULL));
		unlink(place(cx, good));
		CHECK_ERR(ERR_FAULT, file_read(cx, good, &back, NULL));
		CHECK_ERR(ERR_CONFLICT, file_check(cx, &report));
		CHECK_HAS(report.data, "is missing");
	}
}

DBTEST(attachments_come_once_and_go_into_history)
{
	struct ctx *cx = t_ctx(t);
	struct attachment_history *all;
	struct attachment_list *rows;
	int64_t id, again;
	const char *sha;
	char *name = arena_alloc(cx->arena, 202);
	size_t n;

	CHECK_ERR(OK, file_save(cx, text("a,b\n"), "text/csv", &sha));
	CHECK_ERR(OK, attach(cx, "response", 7, sha, "C:\\Data\\جدول\x01.csv", &id));
	CHECK_ERR(OK, attach(cx, "response", 7, sha, "/tmp/جدول.csv", &again));
	CHECK_INT(id, again);
	CHECK_ERR(OK, attachment_list_query(cx->db, cx->arena, "response", 7, &rows, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK_STR("جدول.csv", rows[0].name);
	CHECK_INT(4, rows[0].size);
	CHECK_STR("text/csv", rows[0].type);
	CHECK_ERR(OK, detach(cx, id));
	CHECK_ERR(ERR_MISSING, detach(cx, id));
	CHECK_ERR(ERR_MISSING, detach(cx, 999));
	CHECK_ERR(OK, attachment_list_query(cx->db, cx->arena, "response", 7, &rows, &n));
	CHECK_INT(0, (int64_t)n);
	CHECK_ERR(OK, attachment_history_query(cx->db, cx->arena, "response", 7, &all, &n));
	if (CHECK_INT(1, (int64_t)n))
		CHECK_STR(T_NOW, all[0].removed_at);
	CHECK_ERR(OK, attach(cx, "response", 7, sha, "جدول.csv", &again));
	CHECK(again != id);
	memset(name, 'a', 201);
	CHECK_ERR(ERR_INPUT, attach(cx, "response", 7, sha, name, &id));
	CHECK_ERR(ERR_INPUT, attach(cx, "response", 7, sha, "folder/", &id));
	CHECK_ERR(ERR_INPUT, attach(cx, "response", 7, sha, NULL, &id));
	CHECK_ERR(ERR_MISSING, attach(cx, "response", 7, "no such file", "a", &id));
}

TEST(a_file_is_told_by_its_bytes)
{
#define IS(type, bytes) CHECK_STR(type, file_sniff((const unsigned char *)bytes, sizeof(bytes) - 1))
#define HEAD(name) "PK\3\4______________________\0\0\0\0" name
	IS("application/pdf", "%PDF-1.7\n");
	IS("image/jpeg", "\xff\xd8\xff\xe0");
	IS("image/png", "\x89PNG\r\n\x1a\n\0");
	IS("image/gif", "GIF89a");
	IS("application/zip", HEAD("a.txt"));
	IS("application/zip", "PK\3\4");
	IS("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		HEAD("[Content_Types].xml") HEAD("xl/workbook.xml"));
	IS("application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		HEAD("[Content_Types].xml") HEAD("word/document.xml"));
	IS("application/xml", "<?xml version=\"1.0\"?><svg/>");
	IS("text/plain", "<!DOCTYPE html><p>a, b</p>");
	IS("text/plain", "<svg onload=\"x,y\"/>");
	IS("text/csv", "\xef\xbb\xbfname,age\r\n");
	IS("text/csv", "الاسم;العمر\n");
	IS("text/plain", "one word\nthen, a comma");
	IS("text/plain", "cut in a letter: \xd8");
	IS(NULL, "");
	IS(NULL, "\x7f"
		 "ELF");
	IS(NULL, "a\0b");
	IS(NULL, "bad \xc0\xaf");
	IS(NULL, "\xd8"
		 "a,b");
}

TEST(a_folder_is_made_whole_and_a_fresh_name_taken_once)
{
	const char *folder = arena_printf(t->arena, "%s/a/b/c", t->dir);
	const char *path = arena_printf(t->arena, "%s/key", folder);
	struct bytes back;
	struct stat st;

	CHECK_ERR(OK, disk_folder(t->arena, folder));
	CHECK_ERR(OK, disk_folder(t->arena, folder));
	CHECK_ERR(OK, disk_write(t->arena, path, text("one"), true));
	CHECK_ERR(ERR_CONFLICT, disk_write(t->arena, path, text("two"), true));
	CHECK_ERR(OK, disk_read(t->arena, path, 3, &back));
	CHECK(same(text("one"), back));
	CHECK_ERR(ERR_FAULT, disk_read(t->arena, path, 2, &back));
	CHECK_ERR(ERR_MISSING, disk_read(t->arena, folder + 1, 2, &back));
	CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
	CHECK_INT(1, (int64_t)st.st_nlink);
}
