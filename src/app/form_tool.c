/* The command `form` as a program of its own, for converting without the rest. */
#include <stdio.h>
#include <string.h>

#include "app/cmd_form.h"

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "form") == 0)
		return cmd_form(argc - 1, argv + 1);
	fputs("usage: form-tool form check|convert …\n", stderr);
	return 2;
}
