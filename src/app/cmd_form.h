/* The command `form`: check and convert XLSForm workbooks. Needs no store. */
#ifndef APP_CMD_FORM_H
#define APP_CMD_FORM_H

#include "base/arena.h"

/*
 * argv[1] is check or convert:
 *	form check FILE.xlsx			says what is wrong with a workbook
 *	form convert FILE.xlsx [-o FILE.xml] [--name NAME]	writes its XForm (standard output
 *without -o) Exit code: 0; 1 when the workbook is refused or cannot be read, with a line for every
 *reason on standard error, "sheet!cell: reason remedy"; 2 for misuse.
 */
int cmd_form_arena(struct arena *a, int argc, char **argv);

#endif
