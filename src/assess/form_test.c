#include <pthread.h>

#include "assess/meaning.h"
#include "assess/model_cache.h"
#include "people/account.h"
#include "test/assess_fixtures.h"

static struct bytes text(const char *s)
{
	return (struct bytes){ (const unsigned char *)s, strlen(s) };
}

DBTEST(the_same_workbook_is_the_same_version)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_uploaded up;
	struct form_versions *versions;
	struct form_by_id f;
	size_t n;

	t_needs(cx, &w);
	CHECK_ERR(OK, form_upload(cx, t_workbook(cx), "again.xlsx", w.mofa, &up));
	CHECK(up.same);
	CHECK_INT(w.version, up.version);
	CHECK_ERR(OK, form_versions_seen(cx, w.form, &versions, &n));
	CHECK_INT(1, (int64_t)n);
	CHECK_STR("ar en ckb", versions[0].langs);
	CHECK(versions[0].questions > 45);
	CHECK_ERR(OK, form_get(cx, w.form, &f));
	CHECK_STR("wps_needs", f.code);
	CHECK_STR("WPS capacity needs assessment", f.title_en);
	CHECK_STR(NULL, f.title_ar);
}

DBTEST(what_is_no_workbook_is_refused_and_nothing_kept)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_uploaded up;
	struct form_problems problems;
	const struct form *model;
	int64_t n;

	t_needs(cx, &w);
	CHECK_ERR(ERR_INPUT, form_upload(cx, text("hello"), "a.xlsx", w.mofa, &up));
	CHECK_STR("file", t_field(cx));
	form_parse(cx->arena, text("hello"), "a.xlsx", &model, &problems);
	CHECK(!model && problems.errors == 1 && problems.at[0].reason.id != NULL);
	CHECK_ERR(OK, forms_count_query(
			      cx->db, cx->arena, "%", NULL, true, SHARE_BODY, cx->who.account, &n));
	CHECK_INT(1, n);
	t_clear(cx);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_DENIED, form_upload(cx, t_workbook(cx), "a.xlsx", w.moi.body, &up));
}

DBTEST(only_the_owner_adds_versions)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_uploaded up;

	t_needs(cx, &w);
	t_system(cx);
	CHECK_ERR(OK, account_grant(cx, w.moi.focal, "coordinate", w.moi.body));
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_DENIED, form_upload(cx, t_workbook(cx), "a.xlsx", w.moi.body, &up));
	CHECK_STR("file", t_field(cx));
}

DBTEST(a_version_goes_its_way)
{
	static const struct {
		const char *act;
		enum err want;
		const char *state;
	} path[] = {
		{ "use", ERR_MISSING, "ready" },
		{ "redraft", OK, "draft" },
		{ "retire", ERR_CONFLICT, "draft" },
		{ "ready", OK, "ready" },
		{ "retire", OK, "retired" },
		{ "ready", ERR_CONFLICT, "retired" },
		{ "restore", OK, "ready" },
	};
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_version_by_number v;

	t_needs(cx, &w);
	for (size_t i = 0; i < COUNT_OF(path); i++) {
		CHECK_ERR(path[i].want, form_version_act(cx, w.form, w.number, path[i].act));
		CHECK_ERR(OK, form_version_get(cx, w.form, w.number, &v));
		CHECK_STR(path[i].state, v.state);
	}
	t_round(cx, &w, &w.moi.body, 1);
	CHECK_ERR(ERR_CONFLICT, form_version_act(cx, w.form, w.number, "redraft"));
	CHECK_ERR(OK, form_version_act(cx, w.form, w.number, "retire"));
	CHECK_ERR(OK, form_version_act(cx, w.form, w.number, "restore"));
	CHECK_ERR(OK, form_version_get(cx, w.form, w.number, &v));
	CHECK_STR("used", v.state);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_DENIED, form_version_act(cx, w.form, w.number, "retire"));
}

/* ---- the mapping ---- */

DBTEST(a_mapping_names_questions_that_are_there_and_fit)
{
	static const struct meaning wrong[] = {
		{ "topic", "", "nothing" },
		{ "topic", "", "n_people" },
		{ "consent", "yes", "n_type" },
		{ "consent", "maybe", "consent_share" },
		{ "body", "x", "org" },
		{ "people", "", "n_people" }, /* beside a topic, and there is none */
		{ "gap", "wps", "gap_wps" },
		{ "colour", "", "org" },
		{ "rank", "high", "4" },
	};
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct meanings kept;
	struct meaning twice[] = { { "body", "", "org" }, { "body", "", "org" } };

	t_needs(cx, &w);
	CHECK_ERR(OK, meaning_list(cx, w.form, &kept));
	CHECK_INT(24, (int64_t)kept.n);
	CHECK_STR("n_topic", meaning_question(&kept, "topic", ""));
	CHECK_STR("gap_train", meaning_question(&kept, "gap", "facil"));
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		t_clear(cx);
		if (!CHECK_ERR(ERR_INPUT, meaning_set(cx, w.form, w.model, &wrong[i], 1)))
			CHECK_STR(wrong[i].meaning, wrong[i].question);
	}
	CHECK_STR("rank/high", t_field(cx));
	CHECK_ERR(ERR_INPUT, meaning_set(cx, w.form, w.model, twice, 2));
	CHECK_ERR(ERR_INPUT,
		meaning_import(cx, w.form, w.model, text("word,question\ntopic,n_topic\n")));
	CHECK_ERR(OK, meaning_list(cx, w.form, &kept));
	CHECK_INT(24, (int64_t)kept.n);
	t_signed_in(cx, w.moi.focal);
	CHECK_ERR(ERR_DENIED, meaning_set(cx, w.form, w.model, twice, 1));
}

DBTEST(a_mapping_is_guessed_from_the_form)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct meanings guess;

	t_needs(cx, &w);
	guess = meaning_suggest(cx->arena, w.model);
	CHECK_STR("n_topic", meaning_question(&guess, "topic", ""));
	CHECK_STR("consent_share", meaning_question(&guess, "consent", "yes"));
	CHECK_STR("n_group", meaning_question(&guess, "group", ""));
	CHECK_STR("n_people", meaning_question(&guess, "people", ""));
	CHECK_STR("3", meaning_question(&guess, "rank", "high"));
	CHECK_STR("gap_gbv", meaning_question(&guess, "gap", "gbv"));
	CHECK_STR("org", meaning_question(&guess, "body", ""));
	CHECK_ERR(OK, meaning_set(cx, w.form, w.model, guess.at, guess.n));
}

/* ---- the cache of models ---- */

struct reader {
	struct pool *pool;
	const struct config *config;
	const char *file;
	const struct form *model;
	struct arena *arena;
};

static void *read_model(void *arg)
{
	struct reader *r = arg;
	struct db *db;
	struct ctx *cx;

	if (db_begin(r->pool, DB_READ, &db) != OK)
		return NULL;
	cx = ctx_new(r->arena, r->pool, db, r->config, NULL);
	if (model_get(cx, r->file, &r->model) != OK)
		r->model = NULL;
	db_rollback(db);
	return NULL;
}

DBTEST(threads_share_one_model)
{
	struct ctx *cx = t_ctx(t);
	struct t_needs w;
	struct form_version_by_number v;
	struct config config = *t_config(t);
	struct reader readers[3];
	pthread_t threads[3];
	size_t built;

	t_needs(cx, &w);
	CHECK_ERR(OK, form_version_get(cx, w.form, w.number, &v));
	t_commit(cx);
	t_end();
	config.models = model_cache_new(0);
	for (size_t i = 0; i < COUNT_OF(readers); i++) {
		readers[i] = (struct reader){
			.pool = t->pool, .config = &config, .file = v.file, .arena = arena_new(0)
		};
		pthread_create(&threads[i], NULL, read_model, &readers[i]);
	}
	for (size_t i = 0; i < COUNT_OF(readers); i++)
		pthread_join(threads[i], NULL);
	CHECK(readers[0].model != NULL);
	for (size_t i = 1; i < COUNT_OF(readers); i++)
		CHECK(readers[i].model == readers[0].model);
	CHECK_INT(1, (int64_t)model_cache_size(config.models, &built));
	CHECK_INT(1, (int64_t)built);
	CHECK_STR("wps_needs", readers[0].model->settings.id);
	arena_free(readers[0].arena);
	arena_reset(readers[1].arena);
	arena_free(readers[1].arena);
	CHECK_INT(1, (int64_t)model_cache_size(config.models, NULL));
	arena_free(readers[2].arena);
	CHECK_INT(0, (int64_t)model_cache_size(config.models, NULL));
	model_cache_free(config.models);
}

DBTEST(a_file_that_is_not_there_is_no_model)
{
	struct ctx *cx = t_ctx(t);
	struct config config = *t_config(t);
	struct arena_mark mark = arena_mark(cx->arena);
	const struct form *model;

	config.models = model_cache_new(4);
	cx->config = &config;
	CHECK_ERR(ERR_MISSING, model_get(cx, "00ff", &model));
	arena_rewind(cx->arena, mark);
	CHECK_INT(0, (int64_t)model_cache_size(config.models, NULL));
	model_cache_free(config.models);
	cx->config = t_config(t);
}
