/*
 * Turns files into a C table: datagen OUT.c FILE... Each is embedded as it is, by its name without
 * folders.
 */
#include <stdio.h>
#include <string.h>

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int embed(FILE *out, const char *path, int number)
{
	FILE *in = fopen(path, "rb");
	int c;
	long n = 0;

	if (!in) {
		perror(path);
		return 1;
	}
	fprintf(out, "static const unsigned char file_%d[] = {", number);
	while ((c = fgetc(in)) != EOF) {
		if (n++ % 20 == 0)
			fputs("\n\t", out);
		fprintf(out, "%d,", c);
	}
	fprintf(out, "%s\n};\n", n ? "" : "0");
	return fclose(in) != 0;
}

int main(int argc, char **argv)
{
	FILE *out;

	if (argc < 3) {
		fputs("usage: datagen OUT.c FILE...\n", stderr);
		return 2;
	}
	out = fopen(argv[1], "w");
	if (!out) {
		perror(argv[1]);
		return 1;
	}
	fputs("#include \"app/data_files.h\"\n\n", out);
	for (int i = 2; i < argc; i++)
		if (embed(out, argv[i], i))
			return 1;
	fputs("const struct data_entry data_files[] = {\n", out);
	for (int i = 2; i < argc; i++)
		fprintf(out, "\t{ \"%s\", file_%d, sizeof(file_%d) },\n", base_name(argv[i]), i, i);
	fprintf(out, "};\nconst size_t data_file_count = %d;\n", argc - 2);
	return fclose(out) != 0;
}
