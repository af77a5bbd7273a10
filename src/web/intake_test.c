/* Files are taken from those who may send them, and from a page of ours: before anything of them is
 * written. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test/harness.h"
#include "web/form_parse.h"
#include "web/server_intake.h"
#include "web/web_fixture.h"

#define MULTIPART "Content-Type: multipart/form-data; boundary=XX\r\n"
#define FILE_PART                                                                                  \
	"--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"

/* A form with a file of so many bytes; the token before it, behind it, or nowhere. */
static const char *body(struct t *t, const char *before, const char *behind, size_t bytes)
{
	static const char field[] =
		"--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n";
	struct buf b;

	buf_init(&b, t->arena, bytes + 1000);
	if (before)
		buf_printf(&b, field, before);
	buf_str(&b, FILE_PART);
	for (size_t i = 0; i < bytes; i++)
		buf_char(&b, 'a');
	buf_str(&b, "\r\n");
	if (behind)
		buf_printf(&b, field, behind);
	buf_str(&b, "--XX--\r\n");
	return b.data;
}

/* The folder for what is received is away meanwhile: what would be written there fails with 500. */
static void folder(struct t *t, bool there)
{
	const char *tmp = arena_printf(t->arena, "%s/tmp", t->dir);

	CHECK_INT(0, there ? mkdir(tmp, 0700) : rmdir(tmp));
}

static int sent(struct web_site *s, const char *address, const char *form)
{
	return web_status(web_post(s, address, form, MULTIPART));
}

DBTEST(a_file_from_nobody_is_dropped_before_it_is_written)
{
	struct web_site *s = web_start(t);
	const char *token = web_csrf(s, web_get(s, "/login", ""));

	folder(t, false);
	CHECK_INT(401, sent(s, "/file", body(t, token, NULL, 200000)));
	CHECK_INT(401, sent(s, "/file", body(t, token, NULL, 10)));
	web_sign_in(s);
	token = web_csrf(s, web_get(s, "/count", ""));
	CHECK_INT(403, sent(s, "/file/coordinate", body(t, token, NULL, 200000)));
	/* Where it may be sent it would have been written. */
	CHECK_INT(500, sent(s, "/file", body(t, token, NULL, 200000)));
	folder(t, true);
	CHECK_INT(200, sent(s, "/file", body(t, token, NULL, 200000)));
	web_stop(s);
}

DBTEST(a_file_counts_only_behind_the_token_of_a_page_of_ours)
{
	struct web_site *s = web_start(t);
	const char *token;

	web_sign_in(s);
	token = web_csrf(s, web_get(s, "/count", ""));
	folder(t, false);
	for (size_t bytes = 10; bytes <= 200000; bytes += 199990) {
		CHECK_INT(403, sent(s, "/file", body(t, NULL, NULL, bytes)));
		CHECK_INT(403, sent(s, "/file", body(t, NULL, token, bytes)));
		CHECK_INT(403, sent(s, "/file", body(t, "forged", NULL, bytes)));
		CHECK_INT(403, sent(s, "/file", body(t, "forged", token, bytes)));
	}
	folder(t, true);
	web_stop(s);
}

TEST(bodies_of_anybody_share_one_room)
{
	struct intake_room room = { .most = 300000 };
	struct intake one, two, upload;
	char bytes[200000] = "";

	intake_begin(&one, t->arena, t->dir, sizeof(bytes), &room);
	intake_begin(&two, t->arena, t->dir, sizeof(bytes), &room);
	intake_begin(&upload, t->arena, t->dir, sizeof(bytes), NULL);
	intake_add(&one, bytes, sizeof(bytes));
	intake_add(&two, bytes, INTAKE_MEMORY);
	CHECK(!two.full);
	intake_add(&two, bytes, sizeof(bytes) - INTAKE_MEMORY);
	CHECK(two.full && !one.full);
	intake_add(&upload, bytes, sizeof(bytes));
	CHECK_INT(0, (int64_t)intake_end(&two).len);
	CHECK_INT(sizeof(bytes), (int64_t)intake_end(&one).len);
	CHECK_INT(sizeof(bytes), (int64_t)intake_end(&upload).len);
	intake_drop(&two);
	intake_drop(&one);
	intake_drop(&one);
	intake_drop(&upload);
	CHECK_INT(0, room.used);
}

TEST(a_body_without_room_on_the_disk_says_so)
{
	static char bytes[INTAKE_MEMORY + 1];
	struct intake one, two;

	intake_begin(&one, t->arena, t->dir, sizeof(bytes), NULL);
	one.fd = open("/dev/full", O_RDWR | O_CLOEXEC);
	intake_add(&one, bytes, sizeof(bytes));
	CHECK(one.failed && one.no_room);
	CHECK_INT(0, (int64_t)intake_end(&one).len);
	intake_begin(&two, t->arena, "/nowhere", sizeof(bytes), NULL);
	intake_add(&two, bytes, sizeof(bytes));
	CHECK(two.failed && !two.no_room);
	intake_drop(&one);
	intake_drop(&two);
}

TEST(the_first_part_is_read_from_a_beginning)
{
	static const char type[] = "multipart/form-data; boundary=XX";
	const char *whole = body(t, "token", NULL, 100);
	struct pair first;
	size_t n = (size_t)(strstr(whole, FILE_PART) - whole);

	for (size_t i = 0; i <= strlen(whole); i++) {
		struct bytes begun = { (const unsigned char *)whole, i };
		enum err e = form_parse_first(t->arena, type, begun, &first);

		/* With the delimiter of the next part it is whole. */
		CHECK_ERR(i < n + 4 ? ERR_INPUT : OK, e);
	}
	CHECK_STR("csrf", first.name);
	CHECK_STR("token", first.value);
	const char *file = body(t, NULL, "token", 10);
	CHECK_ERR(ERR_INPUT,
		form_parse_first(t->arena, type,
			(struct bytes){ (const unsigned char *)file, strlen(file) }, &first));
}
