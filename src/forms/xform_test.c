#include "forms/xform.h"

#include "forms/form_fixture.h"

/* The XForm of a form written as text. */
static const char *xml(struct t *t, const char *text)
{
	const struct form *f = fixture_form(t, text, NULL);
	struct buf b;

	buf_init(&b, t->arena, 0);
	if (f)
		xform_write(t->arena, f, &b);
	return b.data;
}

static int count(const char *hay, const char *needle)
{
	int n = 0;

	while ((hay = strstr(hay, needle))) {
		n++;
		hay += strlen(needle);
	}
	return n;
}

TEST(a_question_has_a_place_a_bind_and_a_control)
{
	const char *x =
		xml(t, "# survey\ntype|name|label|hint|required\ninteger|a|How many?|Count|yes\n");

	CHECK_HAS(x, "<data id=\"test\">");
	CHECK_HAS(x, "<a/>");
	CHECK_HAS(x, "<bind nodeset=\"/data/a\" type=\"int\" required=\"true()\"/>");
	CHECK_HAS(x, "<input ref=\"/data/a\">");
	CHECK_HAS(x, "<label>How many?</label>");
	CHECK_HAS(x, "<hint>Count</hint>");
	CHECK_HAS(x, "<instanceID/>");
	CHECK_INT(0, count(x, "<itext>"));
}

TEST(what_is_markup_in_a_text_is_escaped)
{
	const char *x = xml(t,
		"# survey\ntype|name|label|constraint\ninteger|a|<b> & \"c\"|. < 5 and . != '&'\n");

	CHECK_HAS(x, "<label>&lt;b&gt; &amp; ");
	CHECK_HAS(x, "constraint=\". &lt; 5 and . != '&amp;'\"");
	CHECK_INT(0, count(x, "<b>"));
}

TEST(references_are_whole_paths_outside_repeats_and_relative_inside)
{
	const char *x = xml(t, "# survey\ntype|name|label|relevant|calculation\ntext|a|A\n"
			       "begin_repeat|r|R\ntext|b|B|${a} = "
			       "1\nbegin_group|g|G\ntext|c|C|${b} = 2\nend_group\n"
			       "end_repeat\ncalculate|n|||count(${r})\n"
			       "calculate|i|||indexed-repeat(${b}, ${r}, 1)\nnote|d|Is ${a}.\n");

	CHECK_HAS(x, "relevant=\" /data/a  = 1\"");
	CHECK_HAS(x, "relevant=\" ../../b  = 2\"");
	CHECK_HAS(x, "calculate=\"count( /data/r )\"");
	CHECK_HAS(x, "calculate=\"indexed-repeat( /data/r/b ,  /data/r , 1)\"");
	CHECK_HAS(x, "<label> Is <output value=\" /data/a \"/>. </label>");
	CHECK_INT(2, count(x, "<b/>"));
	CHECK_INT(1, count(x, "jr:template=\"\""));
}

TEST(translations_have_the_same_texts_in_every_language)
{
	const char *x =
		xml(t, "# survey\ntype|name|label::ar|label::en|constraint|constraint_message::ar\n"
		       "integer|a|عدد|Number|. > 0|أكبر من صفر\ninteger|b|آخر\n");

	CHECK_HAS(x, "<translation lang=\"ar\">");
	CHECK_HAS(x, "<translation lang=\"en\">");
	CHECK_INT(2, count(x, "<text id=\"/data/a:label\">"));
	CHECK_INT(2, count(x, "<text id=\"/data/b:label\">"));
	CHECK_INT(2, count(x, "<text id=\"/data/a:jr:constraintMsg\">"));
	CHECK_INT(2, count(x, "<value>-</value>"));
	CHECK_HAS(x, "jr:constraintMsg=\"jr:itext('/data/a:jr:constraintMsg')\"");
	CHECK_HAS(x, "<label ref=\"jr:itext('/data/a:label')\"/>");
}

TEST(choices_stand_in_an_instance_and_filters_see_the_present_occurrence)
{
	const char *x = xml(t,
		"# survey\ntype|name|label|choice_filter|parameters\nbegin_repeat|r|R\ntext|k|K\n"
		"select_one l|a|A|kind = ${k}|randomize=true seed=7\nend_repeat\n"
		"# choices\nlist_name|name|label|kind\nl|x|X|1\n");

	CHECK_HAS(x, "<instance id=\"l\">");
	CHECK_HAS(x, "<kind>1</kind>");
	CHECK_HAS(x, "nodeset=\"randomize(instance('l')/root/item[kind =  current()/../k ], 7)\"");
	CHECK_HAS(x, "<value ref=\"name\"/>");
	CHECK_HAS(x, "<label ref=\"label\"/>");
}

TEST(defaults_are_values_or_set_at_first_load)
{
	const char *x =
		xml(t, "# survey\ntype|name|label|default\ntext|a|A|plain\ndate|b|B|2026-11-24\n"
		       "begin_repeat|r|R\ninteger|c|C|1 + 1\nend_repeat\n");

	CHECK_HAS(x, "<a>plain</a>");
	CHECK_HAS(x, "<b>2026-11-24</b>");
	CHECK_HAS(x,
		"<setvalue ref=\"/data/r/c\" event=\"odk-instance-first-load\" value=\"1 + 1\"/>");
	CHECK_HAS(x, "<setvalue ref=\"/data/r/c\" event=\"odk-new-repeat\" value=\"1 + 1\"/>");
	CHECK_INT(2, count(x, "<setvalue"));
}

TEST(a_trigger_sets_what_depends_on_it)
{
	const char *x = xml(t,
		"# "
		"survey\ntype|name|label|calculation|trigger\ntext|a|A\ncalculate|b||now()|${a}\n");

	CHECK_HAS(x, "<setvalue ref=\"/data/b\" event=\"xforms-value-changed\" value=\"now()\"/>");
	CHECK_INT(0, count(x, "calculate=\"now()\""));
}

TEST(files_and_the_last_record_are_instances)
{
	const char *x = xml(t, "# survey\ntype|name|label|calculation|default\n"
			       "select_one_from_file cities.csv|a|A||${last-saved#a}\n"
			       "calculate|b||pulldata('fruit', 'x', 'y', ${a})|\n");

	CHECK_HAS(x, "<instance id=\"cities\" src=\"jr://file-csv/cities.csv\"/>");
	CHECK_HAS(x, "<instance id=\"fruit\" src=\"jr://file-csv/fruit.csv\"/>");
	CHECK_HAS(x, "<instance id=\"__last-saved\" src=\"jr://instance/last-saved\"/>");
	CHECK_HAS(x, "value=\" instance('__last-saved')/data/a \"");
}

TEST(settings_reach_the_document)
{
	const char *x = xml(t,
		"# survey\ntype|name|label\ntext|a|A\n"
		"# settings\nform_id|form_title|version|style|submission_url|instance_name|name\n"
		"needs|الاحتياجات|7|pages|https://example.org/s|${a}|root\n");

	CHECK_HAS(x, "<h:title>الاحتياجات</h:title>");
	CHECK_HAS(x, "<root id=\"needs\" version=\"7\">");
	CHECK_HAS(x, "<h:body class=\"pages\">");
	CHECK_HAS(x, "<submission action=\"https://example.org/s\" method=\"post\"/>");
	CHECK_HAS(x, "<bind nodeset=\"/root/meta/instanceName\" type=\"string\" calculate=\" "
		     "/root/a \"/>");
}

TEST(the_needs_form_converts)
{
	const struct form *f = fixture_needs(t);
	struct buf b;

	if (!f)
		return;
	buf_init(&b, t->arena, 0);
	xform_write(t->arena, f, &b);
	CHECK_INT(3, count(b.data, "<translation lang="));
	CHECK_HAS(b.data, "<translation lang=\"Arabic (ar)\" default=\"true()\">");
	CHECK_INT(
		count(b.data, "<select1 ") + count(b.data, "<select "), count(b.data, "<itemset "));
	CHECK_HAS(b.data, "calculate=\"count( /data/E/need )\"");
}
