#include "assess/evidence.h"

#include <string.h>

#include "assess/prefill.h"
#include "core/jpeg.h"
#include "test/assess_fixtures.h"

/* The least JPEG: an image's frame without a picture, with what is put before it. */
static struct bytes jpeg(struct t *t, const void *segments, size_t n)
{
	static const unsigned char scan[] = { 0xFF, 0xDA, 0, 3, 0, 0x12, 0xFF, 0, 0x34, 0xFF,
		0xD9 };
	struct buf b;

	buf_init(&b, t->arena, 64);
	buf_add(&b, "\xFF\xD8", 2);
	buf_add(&b, segments, n);
	buf_add(&b, scan, sizeof(scan));
	return (struct bytes){ (const unsigned char *)b.data, b.len };
}

/* Exif with an orientation and a GPS directory holding a latitude. */
static const unsigned char exif_place[] = { 0xFF, 0xE1, 0, 64, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I',
	42, 0, 8, 0, 0, 0,				       /* the header */
	2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,	       /* turned */
	0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, /* where the place is */
	1, 0, 2, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

TEST(a_photograph_tells_its_place_until_it_is_stripped)
{
	struct bytes with = jpeg(t, exif_place, sizeof(exif_place)), bare;
	struct bytes plain = jpeg(t, "\xFF\xFE\0\6abcd", 8), again;

	_Static_assert(sizeof(exif_place) == 66, "the length in the segment");
	CHECK(jpeg_tells_place(with));
	CHECK(!jpeg_tells_place(plain));
	CHECK_ERR(OK, jpeg_strip(t->arena, with, &bare));
	CHECK(!jpeg_tells_place(bare));
	/* Still turned: Exif of 36 bytes in place of 66. */
	CHECK_INT((int64_t)(with.len - 66 + 36), (int64_t)bare.len);
	CHECK_INT(6, bare.data[2 + 29]);
	CHECK_ERR(OK, jpeg_strip(t->arena, bare, &again));
	CHECK(bare.len == again.len && memcmp(bare.data, again.data, bare.len) == 0);
	/* A comment goes, the picture stays. */
	CHECK_ERR(OK, jpeg_strip(t->arena, plain, &bare));
	CHECK_INT((int64_t)plain.len - 8, (int64_t)bare.len);
	/* What is behind the picture goes; half a picture is none. */
	CHECK_ERR(
		ERR_INPUT, jpeg_strip(t->arena, (struct bytes){ with.data, with.len - 2 }, &bare));
	for (size_t n = 0; n < with.len; n++)
		CHECK_ERR(ERR_INPUT, jpeg_strip(t->arena, (struct bytes){ with.data, n }, &bare));
}

static void set_up(struct ctx *cx, struct t_needs *w, int64_t *response)
{
	t_needs(cx, w);
	*response = t_response(
		cx, t_round(cx, w, (int64_t[]){ w->moi.body, w->moen.body }, 2), w->moi.body);
	t_reach(cx, w, *response, &w->moi, "draft");
	t_signed_in(cx, w->moi.focal);
}

static struct evidence_input photo(struct t *t, const char *path, const char *name)
{
	return (struct evidence_input){
		.path = path, .data = jpeg(t, exif_place, sizeof(exif_place)), .name = name
	};
}

DBTEST(evidence_is_seen_by_those_who_read_the_response)
{
	struct ctx *cx = t_ctx(t);
	struct evidence_by_id e = { 0 };
	struct evidence_input in = photo(t, "staff_total", "../\xE2\x80\xAEgnp.صورة.jpg");
	struct t_needs w;
	int64_t response, id = 0, again = 0;

	set_up(cx, &w, &response);
	CHECK_ERR(OK, evidence_add(cx, response, w.model, &in, &id));
	CHECK_ERR(OK, evidence_add(cx, response, w.model, &in, &again));
	CHECK_INT(id, again);
	CHECK_ERR(OK, evidence_get(cx, response, id, &e));
	CHECK_STR("gnp.صورة.jpg", e.name);
	CHECK_STR("image/jpeg", e.type);
	CHECK(e.place);
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, evidence_get(cx, response, id, &e));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(ERR_MISSING, evidence_get(cx, response, id, &e));
	t_signed_in(cx, w.moen.focal);
	CHECK_ERR(ERR_MISSING, evidence_get(cx, response, id, &e));
	CHECK_ERR(ERR_MISSING, evidence_add(cx, response, w.model, &in, &id));
	CHECK_ERR(ERR_MISSING, evidence_remove(cx, response, id));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, t_act(cx, response, "send"));
	CHECK_ERR(ERR_CONFLICT, evidence_remove(cx, response, id));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, t_act(cx, response, "approve"));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, evidence_get(cx, response, id, &e));
}

DBTEST(a_file_that_is_no_evidence_is_refused)
{
	struct ctx *cx = t_ctx(t);
	struct evidence_input in = photo(t, "", "photo.jpg");
	struct config small = *cx->config;
	struct t_needs w;
	int64_t response, id;

	set_up(cx, &w, &response);
	in.data = (struct bytes){ (const unsigned char *)"<svg onload=x>", 14 };
	CHECK_ERR(ERR_INPUT, evidence_add(cx, response, w.model, &in, &id));
	CHECK_STR("file", cx->problems.at[0].field);
	in = photo(t, "nothing", "photo.jpg");
	CHECK_ERR(ERR_INPUT, evidence_add(cx, response, w.model, &in, &id));
	CHECK_STR("path", cx->problems.at[1].field);
	in = photo(t, "", "photo.jpg");
	small.file_bytes = 10;
	cx->config = &small;
	CHECK_ERR(ERR_INPUT, evidence_add(cx, response, w.model, &in, &id));
	small.file_bytes = 1 << 20;
	for (int i = 0; i < EVIDENCE_FILES_MOST; i++) {
		const unsigned char more[] = { 0xFF, 0xFE, 0, 3, (unsigned char)i };

		in.data = jpeg(t, more, sizeof(more));
		CHECK_ERR(OK, evidence_add(cx, response, w.model, &in, &id));
	}
	in = photo(t, "", "photo.jpg");
	CHECK_ERR(ERR_INPUT, evidence_add(cx, response, w.model, &in, &id));
	CHECK_ERR(OK, evidence_remove(cx, response, id));
	CHECK_ERR(OK, evidence_add(cx, response, w.model, &in, &id));
}

DBTEST(a_photograph_is_replaced_by_one_without_its_place)
{
	struct ctx *cx = t_ctx(t);
	struct evidence_input in = photo(t, "need[2]/n_topic", "photo.jpg");
	struct evidence_list *now;
	struct evidence_gone *gone;
	struct t_needs w;
	int64_t response, id;
	size_t n;

	set_up(cx, &w, &response);
	CHECK_ERR(OK, evidence_add(cx, response, w.model, &in, &id));
	CHECK_ERR(OK, evidence_clean(cx, response, id));
	CHECK_ERR(ERR_MISSING, evidence_clean(cx, response, id));
	CHECK_ERR(OK, evidence_list_query(cx->db, cx->arena, response, &now, &n));
	if (!CHECK_INT(1, (int64_t)n))
		return;
	CHECK(!now[0].place);
	CHECK_STR("need[2]/n_topic", now[0].path);
	CHECK_ERR(OK, evidence_gone_query(cx->db, cx->arena, response, &gone, &n));
	CHECK_INT(1, (int64_t)n);
	/* It moves with its row, and stays when that goes. */
	CHECK_ERR(OK, evidence_row_removed(cx, response, "need[1]"));
	CHECK_ERR(OK, evidence_list_query(cx->db, cx->arena, response, &now, &n));
	CHECK_STR("need[1]/n_topic", now[0].path);
	CHECK_ERR(OK, evidence_row_removed(cx, response, "need[1]"));
	CHECK_ERR(OK, evidence_list_query(cx->db, cx->arena, response, &now, &n));
	CHECK_STR("", now[0].path);
}

DBTEST(a_signed_copy_shows_whether_the_answers_have_changed)
{
	struct ctx *cx = t_ctx(t);
	struct signed_input in = { .data = { (const unsigned char *)"%PDF-1.7 signed", 15 },
		.name = "signed.pdf",
		.letter_number = "ش/٩",
		.letter_date = "2026-11-20" };
	struct signed_now s = { 0 };
	struct page_text stored;
	const char *seal = "";
	struct t_needs w;
	int64_t response;
	bool found;

	set_up(cx, &w, &response);
	CHECK_ERR(OK, response_seal(cx, response, &seal));
	CHECK_INT(64, (int64_t)strlen(seal));
	in.seal = "12";
	CHECK_ERR(ERR_INPUT, signed_add(cx, response, &in));
	in.seal = arena_printf(cx->arena, "%.4s-%.4s", seal, seal + 4);
	CHECK_ERR(OK, signed_add(cx, response, &in));
	CHECK_ERR(OK, signed_now_query(cx->db, cx->arena, response, &s, &found));
	CHECK(found && signed_matches(s.seal, seal));
	CHECK_STR("ش/٩", s.letter_number);
	CHECK_ERR(OK, response_page_get(cx, response, "C", &stored));
	CHECK_ERR(OK, response_page_save(cx, response, w.model, "C", stored.version,
			      "{\"staff_total\":\"12\"}", &stored));
	CHECK_ERR(OK, response_seal(cx, response, &seal));
	CHECK(!signed_matches(s.seal, seal));
	/* Another in its place, by the head too; not once it is accepted, nor by anybody else. */
	t_signed_in(cx, w.moi.head);
	in.seal = NULL;
	CHECK_ERR(OK, signed_add(cx, response, &in));
	CHECK_ERR(OK, signed_now_query(cx->db, cx->arena, response, &s, &found));
	CHECK(signed_matches(s.seal, seal));
	t_signed_in(cx, w.moen.head);
	CHECK_ERR(ERR_MISSING, signed_add(cx, response, &in));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(OK, t_act(cx, response, "send"));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(OK, t_act(cx, response, "approve"));
	t_signed_in(cx, w.coordinator);
	CHECK_ERR(OK, t_act(cx, response, "accept"));
	t_signed_in(cx, w.moi.head);
	CHECK_ERR(ERR_CONFLICT, signed_add(cx, response, &in));
}
