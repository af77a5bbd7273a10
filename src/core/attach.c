/* Attachments of records; see core/file.h. */
#include "core/file.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "core/audit.h"
#include "core/file_sql.h"

#define NAME_MOST 200

/* The last part of a name as sent, without control characters, trimmed. */
static const char *clean(struct ctx *cx, const char *name)
{
	struct buf b;

	for (const char *p = name; *p; p++)
		if (*p == '/' || *p == '\\')
			name = p + 1;
	buf_init(&b, cx->arena, strlen(name));
	for (uint32_t c; (c = text_next(&name));)
		if (c >= 0x20 && (c < 0x7f || c > 0x9f))
			buf_utf8(&b, c);
	return text_trim(cx->arena, b.data);
}

enum err attach(struct ctx *cx, const char *kind, int64_t record, const char *sha, const char *name,
	int64_t *id)
{
	struct file_by_sha file;
	struct attachment_find row;
	bool found;

	name = clean(cx, name ? name : "");
	if (!*name || text_length(name) > NAME_MOST)
		return problem(cx, ERR_INPUT, "file",
			MSG(_("Give the file a name of at most {1} characters."), N(NAME_MOST)));
	TRY(file_by_sha_query(cx->db, cx->arena, sha, &file));
	TRY(attachment_find_query(cx->db, cx->arena, kind, record, sha, name, &row, &found));
	if (found) {
		*id = row.id;
		return OK;
	}
	*id = id_new();
	TRY(attachment_insert_query(
		cx->db, *id, kind, record, sha, name, cx->who.account, cx->now, NULL));
	return audit(cx, "file.attach", kind, record, DB_NULL, FACT("file", sha),
		FACT_N("attachment", *id), FACT_P("name", name));
}

enum err detach(struct ctx *cx, int64_t attachment)
{
	struct attachment_by_id row;
	int64_t changed;

	TRY(attachment_by_id_query(cx->db, cx->arena, attachment, &row));
	TRY(attachment_remove_query(cx->db, attachment, cx->now, &changed));
	if (!changed)
		return ERR_MISSING;
	return audit(cx, "file.detach", row.kind, row.record, DB_NULL, FACT("file", row.file),
		FACT_N("attachment", attachment));
}
