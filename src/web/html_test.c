#include "core/ctx.h"
#include "test/harness.h"
#include "web/error_body_html.h"
#include "web/html.h"

/* An output that is empty at first; its text is o.b->data. */
static struct out output(struct t *t, enum lang lang)
{
	struct buf *b = ARENA_NEW(t->arena, struct buf);

	buf_init(b, t->arena, 0);
	return (struct out){ .b = b, .arena = t->arena, .lang = lang, .csrf = "to\"ken" };
}

#define WRITES(want, lang, call)                                                                   \
	do {                                                                                       \
		struct out out = output(t, (lang)), *o = &out;                                     \
		call;                                                                              \
		CHECK_STR((want), o->b->data);                                                     \
	} while (0)

TEST(text_is_escaped_everywhere)
{
	WRITES("&lt;a href=&#34;x&#34; b=&#39;y&#39;&gt;&amp; سلام", LANG_EN,
		out_text(o, "<a href=\"x\" b='y'>& سلام"));
	WRITES("", LANG_EN, out_text(o, NULL));
	WRITES("<bdi>&lt;b&gt;</bdi>", LANG_EN, out_bdi(o, "<b>"));
	WRITES("", LANG_EN, out_bdi(o, NULL));
	WRITES("\u2068x\u2069", LANG_EN, out_bdi_plain(o, "x"));
	WRITES("<bdi class=\"id\">A-1</bdi>", LANG_EN, out_code(o, "A-1"));
	WRITES(" title=\"&#34;\"", LANG_EN, out_attr(o, "title", "\""));
	WRITES("", LANG_EN, out_attr(o, "title", NULL));
	WRITES("<input type=\"hidden\" name=\"csrf\" value=\"to&#34;ken\">", LANG_EN, out_csrf(o));
	WRITES("<b>", LANG_EN, out_trusted(o, "<b>"));
}

TEST(values_of_a_message_are_escaped_and_isolated)
{
	struct msg m = MSG("<{1}> on {2}", S("a&b"), D("2026-11-24"));

	WRITES("&lt;<bdi>a&amp;b</bdi>&gt; on "
	       "<time datetime=\"2026-11-24\">24\u00A0November\u00A02026</time>",
		LANG_EN, out_msg(o, m));
	WRITES("&lt;\u2068a&amp;b\u2069&gt; on 24\u00A0November\u00A02026", LANG_EN,
		out_msg_plain(o, m));
	WRITES("٣ untolds", LANG_AR, out_msg(o, MSGN("{1} untold", "{1} untolds", 3)));
	WRITES("", LANG_AR, out_msg(o, (struct msg){ 0 }));
}

TEST(numbers_and_dates_follow_the_language_and_ids_do_not)
{
	WRITES("١٬٢٣٤", LANG_AR, out_num(o, 1234));
	WRITES("1234", LANG_AR, out_id(o, 1234));
	WRITES("١٫٥", LANG_AR, out_dec(o, 15, 1));
	WRITES("٥٪", LANG_CKB, out_percent(o, 50));
	WRITES("<time datetime=\"2026-11-24T06:10:00Z\">24\u00A0November\u00A02026,\u00A0"
	       "09:10</time>",
		LANG_EN, out_time(o, "2026-11-24T06:10:00Z"));
	WRITES("", LANG_EN, out_date(o, NULL));
	WRITES("<time datetime=\"&lt;b&gt;\">&lt;b&gt;</time>", LANG_EN, out_date(o, "<b>"));
	WRITES("&lt;b&gt;", LANG_EN, out_time_plain(o, "<b>"));
	WRITES("", LANG_EN, out_time_plain(o, NULL));
	WRITES("Tuesday\u00A0"
	       "24\u00A0November\u00A02026",
		LANG_EN, out_datefull_plain(o, "2026-11-24"));
}

TEST(addresses_hold_no_script)
{
	WRITES("a%20b%2F%3F%26%22%D8%B4~", LANG_EN, out_url(o, "a b/?&\"ش~"));
	WRITES("", LANG_EN, out_url(o, NULL));
	WRITES("/a?b=1&amp;c", LANG_EN, out_href(o, "/a?b=1&c"));
	WRITES("?q", LANG_EN, out_href(o, "?q"));
	WRITES("https://x.iq/", LANG_EN, out_href(o, "https://x.iq/"));
	WRITES("mailto:a@b.iq", LANG_EN, out_href(o, "mailto:a@b.iq"));
	WRITES("#", LANG_EN, out_href(o, "javascript:alert(1)"));
	WRITES("#", LANG_EN, out_href(o, "//evil.example"));
	WRITES("#", LANG_EN, out_href(o, "/\t/evil.example"));
	WRITES("#", LANG_EN, out_href(o, "/\\evil.example"));
	WRITES("#", LANG_EN, out_href(o, " javascript:alert(1)"));
	WRITES("#", LANG_EN, out_href(o, "data:text/html,x"));
	WRITES("#", LANG_EN, out_href(o, ""));
	WRITES("#", LANG_EN, out_href(o, NULL));
}

TEST(a_field_in_another_language_says_which)
{
	struct {
		const char *title_ar, *title_ckb, *title_kmr, *title_en;
	} row = { NULL, NULL, NULL, "Needs" };

	WRITES("<bdi lang=\"en\" dir=\"ltr\">Needs</bdi>", LANG_AR, OUT_PICK(o, &row, title));
	WRITES("<bdi>Needs</bdi>", LANG_EN, OUT_PICK(o, &row, title));
	WRITES("\u2068Needs\u2069", LANG_AR, OUT_PICK_PLAIN(o, &row, title));
	row.title_ckb = "پێداویستی";
	WRITES("<bdi lang=\"ckb\" dir=\"rtl\">پێداویستی</bdi>", LANG_KMR, OUT_PICK(o, &row, title));
}

TEST(a_compiled_template_writes_its_page)
{
	struct ctx cx = { 0 };

	WRITES("<div class=\"page\"><h1>No page &lt;here&gt;</h1></div>\n"
	       "<p><a class=\"btn\" href=\"/\">Go to the home page</a></p>\n"
	       "<p class=\"soft small\">If you report this, give the number "
	       "<bdi>r&amp;1</bdi>.</p>\n",
		LANG_EN, error_body_html(o, MSG("No page <here>"), &cx, (struct msg){ 0 }, "r&1"));
}
