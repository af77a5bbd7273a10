#include "forms/xlsx_part.h"

#include <string.h>
#include <zip.h>

#include "base/text.h"

#define PIECE (32u << 10)

struct xlsx_pack {
	struct arena *arena;
	struct form_problems *problems;
	zip_t *zip;
	zip_file_t *part;    /* the one open */
	unsigned char *room; /* the piece of it read last */
	size_t left;	     /* bytes that may still be unpacked */
};

static enum err refuse(struct form_problems *p, struct msg reason, struct msg remedy)
{
	form_problem_add(p, (struct form_place){ 0 }, false, reason, remedy);
	return ERR_INPUT;
}

static enum err refuse_damaged(struct form_problems *p)
{
	return refuse(p, MSG(_("The file is damaged or cut off.")),
		MSG(_("Save the workbook again, or send the original file.")));
}

static enum err refuse_no_workbook(struct form_problems *p, struct bytes file)
{
	static const unsigned char ole[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

	if (file.len >= sizeof(ole) && memcmp(file.data, ole, sizeof(ole)) == 0)
		return refuse(p,
			MSG(_("The file is an old .xls workbook, or protected by a password.")),
			MSG(_("Save it as .xlsx without a password.")));
	if (file.len >= 4 && memcmp(file.data, "PK\3\4", 4) == 0)
		return refuse_damaged(p);
	return refuse(p, MSG(_("The file is not a workbook.")), MSG(_("Send an .xlsx file.")));
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && text_same_nocase(s + n - m, end);
}

/* Counts the parts and looks for macros among their names. */
static enum err look_through(struct xlsx_pack *p)
{
	zip_int64_t n = zip_get_num_entries(p->zip, 0);

	if (n > XLSX_PARTS_MAX)
		return refuse(p->problems,
			MSG(_("The workbook has more than {1} parts."), N(XLSX_PARTS_MAX)),
			MSG(_("Copy the sheets into a new workbook.")));
	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(p->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);

		if (name && ends_with(name, "vbaProject.bin"))
			return refuse(p->problems, MSG(_("The workbook holds macros.")),
				MSG(_("Save it as .xlsx without macros.")));
	}
	return OK;
}

enum err xlsx_pack_open(
	struct arena *a, struct bytes file, struct form_problems *problems, struct xlsx_pack **out)
{
	struct xlsx_pack *p = ARENA_NEW(a, struct xlsx_pack);
	zip_source_t *source;
	enum err e;

	if (file.len < 4)
		return refuse_no_workbook(problems, file);
	source = zip_source_buffer_create(file.data, file.len, 0, NULL);
	if (!source)
		return ERR_FAULT;
	p->arena = a;
	p->problems = problems;
	p->left = XLSX_UNPACKED_MAX;
	p->room = arena_alloc(a, PIECE);
	p->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (!p->zip) {
		zip_source_free(source);
		return refuse_no_workbook(problems, file);
	}
	e = look_through(p);
	if (e != OK) {
		xlsx_pack_close(p);
		return e;
	}
	*out = p;
	return OK;
}

void xlsx_pack_close(struct xlsx_pack *p)
{
	zip_discard(p->zip);
}

enum err xlsx_part_open(struct xlsx_pack *p, const char *name)
{
	zip_int64_t at = zip_name_locate(p->zip, name, ZIP_FL_NOCASE);

	if (at < 0)
		return ERR_MISSING;
	p->part = zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
	return p->part ? OK : refuse_damaged(p->problems);
}

enum err xlsx_part_read(struct xlsx_pack *p, struct bytes *piece)
{
	zip_int64_t got = zip_fread(p->part, p->room, PIECE);

	if (got < 0)
		return refuse_damaged(p->problems);
	if ((size_t)got > p->left)
		return refuse(p->problems,
			MSG(_("The workbook unpacks to more than {1} MiB."),
				N(XLSX_UNPACKED_MAX >> 20)),
			MSG(_("Remove pictures and sheets the form does not need.")));
	p->left -= (size_t)got;
	*piece = (struct bytes){ p->room, (size_t)got };
	return OK;
}

void xlsx_part_close(struct xlsx_pack *p)
{
	zip_fclose(p->part);
	p->part = NULL;
}
