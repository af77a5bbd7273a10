/* The paper itself, scanned or photographed, beside what is typed from it. */
#include <string.h>

#include "assess/evidence.h"
#include "assess/paper_entry.h"
#include "base/id.h"
#include "core/audit.h"
#include "core/may.h"

static enum err changeable(struct ctx *cx, int64_t id, struct paper *p)
{
	TRY(paper_get(cx, id, p));
	if (!p->types)
		return p->reads ? may(cx, MAY_ENTER, p->r.body) : ERR_MISSING;
	if (strcmp(p->e.state, "taken") == 0 || strcmp(p->e.state, "dropped") == 0)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG("Scans are added and removed while a paper is under way."));
	return OK;
}

enum err paper_scan_add(struct ctx *cx, int64_t id, struct bytes data, const char *name)
{
	const char *sha = "", *type = "";
	struct entry_scans *scans;
	struct paper p;
	size_t n;

	TRY(changeable(cx, id, &p));
	TRY(evidence_keep(cx, data, &sha, &type));
	TRY(entry_scans_query(cx->db, cx->arena, id, &scans, &n));
	for (size_t i = 0; i < n; i++)
		if (strcmp(scans[i].file, sha) == 0)
			return OK;
	if (n >= PAPER_SCANS_MOST)
		return problem(cx, ERR_INPUT, "file",
			MSG("A paper has at most {1} scans. Remove one first.",
				N(PAPER_SCANS_MOST)));
	name = evidence_name(cx, name ? name : "");
	TRY(entry_scan_insert_query(
		cx->db, id_new(), id, sha, name, cx->who.account, cx->now, NULL));
	return audit(cx, "paper.scan", "paper", id, p.behalf ? p.r.round_body : p.r.body,
		FACT("file", sha), FACT_P("name", name));
}

enum err paper_scan_remove(struct ctx *cx, int64_t id, int64_t scan)
{
	struct entry_scan_by_id s;
	struct paper p;

	TRY(changeable(cx, id, &p));
	TRY(entry_scan_by_id_query(cx->db, cx->arena, id, scan, &s));
	TRY(entry_scan_end_query(cx->db, scan, cx->now, cx->who.account, NULL));
	return audit(cx, "paper.scan_removed", "paper", id, p.behalf ? p.r.round_body : p.r.body,
		FACT("file", s.file), FACT_P("name", s.name));
}
