/* The functions of expressions: one C function each, by subject in func_*.c; the table that names
 * them is in expr_func.c. */
#ifndef FORMS_EXPR_FUNC_H
#define FORMS_EXPR_FUNC_H

#include "base/time.h"
#include "forms/expr_impl.h"

struct value fn_count(struct ev *ev, const struct op *op);
struct value fn_count_non_empty(struct ev *ev, const struct op *op);
struct value fn_position(struct ev *ev, const struct op *op);
struct value fn_last(struct ev *ev, const struct op *op);
struct value fn_current(struct ev *ev, const struct op *op);
struct value fn_instance(struct ev *ev, const struct op *op);
struct value fn_indexed_repeat(struct ev *ev, const struct op *op);
struct value fn_choice_name(struct ev *ev, const struct op *op);
struct value fn_randomize(struct ev *ev, const struct op *op);
struct value fn_name(struct ev *ev, const struct op *op);
struct value fn_namespace_uri(struct ev *ev, const struct op *op);
struct value fn_number(struct ev *ev, const struct op *op);
struct value fn_int(struct ev *ev, const struct op *op);
struct value fn_round(struct ev *ev, const struct op *op);
struct value fn_floor(struct ev *ev, const struct op *op);
struct value fn_ceiling(struct ev *ev, const struct op *op);
struct value fn_abs(struct ev *ev, const struct op *op);
struct value fn_pow(struct ev *ev, const struct op *op);
struct value fn_atan2(struct ev *ev, const struct op *op);
struct value fn_pi(struct ev *ev, const struct op *op);
struct value fn_math(struct ev *ev, const struct op *op);
struct value fn_sum(struct ev *ev, const struct op *op);
struct value fn_min(struct ev *ev, const struct op *op);
struct value fn_max(struct ev *ev, const struct op *op);
struct value fn_boolean(struct ev *ev, const struct op *op);
struct value fn_not(struct ev *ev, const struct op *op);
struct value fn_true(struct ev *ev, const struct op *op);
struct value fn_false(struct ev *ev, const struct op *op);
struct value fn_boolean_from_string(struct ev *ev, const struct op *op);
struct value fn_if(struct ev *ev, const struct op *op);
struct value fn_coalesce(struct ev *ev, const struct op *op);
struct value fn_once(struct ev *ev, const struct op *op);
struct value fn_checklist(struct ev *ev, const struct op *op);
struct value fn_random(struct ev *ev, const struct op *op);
struct value fn_uuid(struct ev *ev, const struct op *op);
struct value fn_away(struct ev *ev, const struct op *op);
struct value fn_string(struct ev *ev, const struct op *op);
struct value fn_concat(struct ev *ev, const struct op *op);
struct value fn_join(struct ev *ev, const struct op *op);
struct value fn_string_length(struct ev *ev, const struct op *op);
struct value fn_contains(struct ev *ev, const struct op *op);
struct value fn_starts_with(struct ev *ev, const struct op *op);
struct value fn_ends_with(struct ev *ev, const struct op *op);
struct value fn_substring_before(struct ev *ev, const struct op *op);
struct value fn_substring_after(struct ev *ev, const struct op *op);
struct value fn_substr(struct ev *ev, const struct op *op);
struct value fn_substring(struct ev *ev, const struct op *op);
struct value fn_normalize_space(struct ev *ev, const struct op *op);
struct value fn_translate(struct ev *ev, const struct op *op);
struct value fn_regex(struct ev *ev, const struct op *op);
struct value fn_selected(struct ev *ev, const struct op *op);
struct value fn_selected_at(struct ev *ev, const struct op *op);
struct value fn_count_selected(struct ev *ev, const struct op *op);
struct value fn_today(struct ev *ev, const struct op *op);
struct value fn_now(struct ev *ev, const struct op *op);
struct value fn_date(struct ev *ev, const struct op *op);
struct value fn_date_time(struct ev *ev, const struct op *op);
struct value fn_decimal_date_time(struct ev *ev, const struct op *op);
struct value fn_decimal_time(struct ev *ev, const struct op *op);
struct value fn_format_date(struct ev *ev, const struct op *op);

#endif
