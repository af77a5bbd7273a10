#include "core/sensitivity.h"

#include <string.h>

#include "core/may.h"
#include "core/sensitivity_sql.h"
#include "test/fixtures.h"

enum { ADMIN = 7, READER = 8, BODY = 30 };

static struct ctx *begin(struct t *t)
{
	struct ctx *cx = t_ctx(t);

	t_bare_body(cx, BODY);
	t_bare_account(cx, ADMIN, BODY);
	t_bare_account(cx, READER, BODY);
	CHECK_ERR(OK, grant_add(cx, ADMIN, MAY_ADMINISTER, DB_NULL, DB_NULL));
	CHECK_ERR(OK, grant_add(cx, READER, MAY_ADMINISTER, BODY, DB_NULL));
	t_as(cx, ADMIN, BODY, SHARE_GOVERNMENT);
	return cx;
}

static const char *line(struct ctx *cx, enum lang lang, const char *own)
{
	const char *text = "";

	return sensitivity_foot(cx, lang, "people", own, &text) == OK ? text : "?";
}

DBTEST(a_set_begins_with_an_unconfirmed_class_and_takes_another)
{
	struct ctx *cx = begin(t);
	struct sensitivity s;

	CHECK_ERR(OK, sensitivity_of(cx, "people", &s));
	CHECK_STR("restricted", s.level);
	CHECK(!s.confirmed && s.version == 0);
	CHECK_STR("Sensitivity: \xe2\x81\xa8Restricted\xe2\x81\xa9 (not confirmed)",
		line(cx, LANG_EN, NULL));
	CHECK_ERR(OK, sensitivity_set(cx, "people", 0, "confidential", true, "Order 12 of 2026"));
	CHECK_ERR(OK, sensitivity_of(cx, "people", &s));
	CHECK_STR("confidential", s.level);
	CHECK(s.confirmed && s.version == 1);
	CHECK_STR("Order 12 of 2026", s.basis);
	CHECK_STR("7f3a \xc2\xb7 Sensitivity: \xe2\x81\xa8"
		  "Confidential\xe2\x81\xa9",
		line(cx, LANG_EN, "7f3a"));
	/* Another set is untouched. */
	CHECK_ERR(OK, sensitivity_of(cx, "bodies", &s));
	CHECK(!s.confirmed);
	CHECK_ERR(ERR_MISSING, sensitivity_of(cx, "nothing", &s));
	CHECK_ERR(ERR_MISSING, sensitivity_of(cx, NULL, &s));
}

DBTEST(a_class_is_set_once_from_the_version_one_saw)
{
	struct ctx *cx = begin(t);
	struct sensitivity s;

	CHECK_ERR(OK, sensitivity_set(cx, "people", 0, "internal", false, NULL));
	CHECK_ERR(OK, sensitivity_set(cx, "people", 1, "internal", false, ""));
	CHECK_ERR(OK, sensitivity_of(cx, "people", &s));
	CHECK_INT(1, s.version);
	CHECK_ERR(ERR_CONFLICT, sensitivity_set(cx, "people", 0, "public", false, NULL));
	CHECK(strstr(t_problem(cx), "Somebody else") != NULL);
	/* Both started from 1 at the same moment: the store refuses the second. */
	CHECK_ERR(OK, sensitivity_set(cx, "people", 1, "public", false, NULL));
	CHECK_ERR(ERR_CONFLICT, data_class_add_query(cx->db, 99, "people", 2, "restricted", false,
					NULL, ADMIN, cx->now, NULL));
}

DBTEST(only_who_administers_everything_sets_a_class_and_says_by_what_it_is_confirmed)
{
	struct ctx *cx = begin(t);
	struct sensitivity s;
	char longer[400];

	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = 0;
	CHECK_ERR(ERR_INPUT, sensitivity_set(cx, "people", 0, "internal", true, NULL));
	CHECK_STR("basis", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, sensitivity_set(cx, "people", 0, "secret", false, NULL));
	CHECK_STR("level", t_field(cx));
	CHECK_ERR(ERR_INPUT, sensitivity_set(cx, "people", 0, "internal", false, longer));
	CHECK_ERR(ERR_MISSING, sensitivity_set(cx, "nothing", 0, "internal", false, NULL));
	t_as(cx, READER, BODY, SHARE_GOVERNMENT);
	CHECK_ERR(ERR_DENIED, sensitivity_set(cx, "people", 0, "public", false, NULL));
	CHECK_ERR(OK, sensitivity_of(cx, "people", &s));
	CHECK_INT(0, s.version);
}
