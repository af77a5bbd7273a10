#include "forms/type.h"

#include <string.h>

#include "base/err.h"

static const struct type_facts facts[FORM_TYPE_COUNT] = {
	[FORM_TEXT] = { .tag = "input", .bind = "string" },
	[FORM_INTEGER] = { .tag = "input", .bind = "int" },
	[FORM_DECIMAL] = { .tag = "input", .bind = "decimal" },
	[FORM_RANGE] = { .tag = "range", .bind = "int" },
	[FORM_SELECT_ONE] = { .tag = "select1", .bind = "string" },
	[FORM_SELECT_MULTIPLE] = { .tag = "select", .bind = "string" },
	[FORM_RANK] = { .tag = "odk:rank", .bind = "odk:rank" },
	[FORM_NOTE] = { .tag = "input", .bind = "string" },
	[FORM_ACKNOWLEDGE] = { .tag = "trigger", .bind = "string" },
	[FORM_DATE] = { .tag = "input", .bind = "date" },
	[FORM_TIME] = { .tag = "input", .bind = "time" },
	[FORM_DATETIME] = { .tag = "input", .bind = "dateTime" },
	[FORM_GEOPOINT] = { .tag = "input", .bind = "geopoint" },
	[FORM_GEOTRACE] = { .tag = "input", .bind = "geotrace" },
	[FORM_GEOSHAPE] = { .tag = "input", .bind = "geoshape" },
	[FORM_BARCODE] = { .tag = "input", .bind = "barcode" },
	[FORM_IMAGE] = { .tag = "upload", .bind = "binary", .media_type = "image/*" },
	[FORM_AUDIO] = { .tag = "upload", .bind = "binary", .media_type = "audio/*" },
	[FORM_VIDEO] = { .tag = "upload", .bind = "binary", .media_type = "video/*" },
	[FORM_FILE] = { .tag = "upload", .bind = "binary", .media_type = "application/*" },
	[FORM_OSM] = { .tag = "upload", .bind = "binary", .media_type = "osm/*" },
	[FORM_SELECT_EXTERNAL] = { .tag = "input", .bind = "string" },
	[FORM_CALCULATE] = { .bind = "string" },
	[FORM_HIDDEN] = { .bind = "string" },
	[FORM_START] = { .bind = "dateTime", .preload = "timestamp", .params = "start" },
	[FORM_END] = { .bind = "dateTime", .preload = "timestamp", .params = "end" },
	[FORM_TODAY] = { .bind = "date", .preload = "date", .params = "today" },
	[FORM_DEVICE_ID] = { .bind = "string", .preload = "property", .params = "deviceid" },
	[FORM_SUBSCRIBER_ID] = { .bind = "string",
		.preload = "property",
		.params = "subscriberid" },
	[FORM_SIM_SERIAL] = { .bind = "string", .preload = "property", .params = "simserial" },
	[FORM_PHONE_NUMBER] = { .bind = "string", .preload = "property", .params = "phonenumber" },
	[FORM_USERNAME] = { .bind = "string", .preload = "property", .params = "username" },
	[FORM_EMAIL] = { .bind = "string", .preload = "property", .params = "email" },
	[FORM_START_GEOPOINT] = { .bind = "geopoint" },
	[FORM_BACKGROUND_GEOPOINT] = { .bind = "geopoint" },
	[FORM_BACKGROUND_AUDIO] = { .bind = "binary" },
	[FORM_AUDIT] = { .bind = "binary" },
	[FORM_INSTANCE_ID] = { .bind = "string", .preload = "uid" },
	[FORM_INSTANCE_NAME] = { .bind = "string" },
	[FORM_ENTITY_LABEL] = { .bind = "string" },
};

const struct type_facts *type_facts(enum form_type type)
{
	return &facts[type < FORM_TYPE_COUNT ? type : FORM_NO_TYPE];
}

struct type_name {
	const char *name;
	enum form_type type;
};

static const struct type_name names[] = {
	{ "text", FORM_TEXT },
	{ "string", FORM_TEXT },
	{ "q string", FORM_TEXT },
	{ "add text prompt", FORM_TEXT },
	{ "integer", FORM_INTEGER },
	{ "int", FORM_INTEGER },
	{ "q int", FORM_INTEGER },
	{ "add integer prompt", FORM_INTEGER },
	{ "decimal", FORM_DECIMAL },
	{ "q decimal", FORM_DECIMAL },
	{ "add decimal prompt", FORM_DECIMAL },
	{ "range", FORM_RANGE },
	{ "note", FORM_NOTE },
	{ "add note prompt", FORM_NOTE },
	{ "q note", FORM_NOTE },
	{ "acknowledge", FORM_ACKNOWLEDGE },
	{ "trigger", FORM_ACKNOWLEDGE },
	{ "q acknowledge", FORM_ACKNOWLEDGE },
	{ "add acknowledge prompt", FORM_ACKNOWLEDGE },
	{ "date", FORM_DATE },
	{ "q date", FORM_DATE },
	{ "add date prompt", FORM_DATE },
	{ "time", FORM_TIME },
	{ "add time prompt", FORM_TIME },
	{ "datetime", FORM_DATETIME },
	{ "q datetime", FORM_DATETIME },
	{ "add datetime prompt", FORM_DATETIME },
	{ "date and time", FORM_DATETIME },
	{ "add date time prompt", FORM_DATETIME },
	{ "geopoint", FORM_GEOPOINT },
	{ "gps", FORM_GEOPOINT },
	{ "location", FORM_GEOPOINT },
	{ "q location", FORM_GEOPOINT },
	{ "q geopoint", FORM_GEOPOINT },
	{ "add location prompt", FORM_GEOPOINT },
	{ "geotrace", FORM_GEOTRACE },
	{ "q geotrace", FORM_GEOTRACE },
	{ "geoshape", FORM_GEOSHAPE },
	{ "q geoshape", FORM_GEOSHAPE },
	{ "barcode", FORM_BARCODE },
	{ "q barcode", FORM_BARCODE },
	{ "add barcode prompt", FORM_BARCODE },
	{ "image", FORM_IMAGE },
	{ "photo", FORM_IMAGE },
	{ "q picture", FORM_IMAGE },
	{ "q image", FORM_IMAGE },
	{ "add image prompt", FORM_IMAGE },
	{ "add photo prompt", FORM_IMAGE },
	{ "audio", FORM_AUDIO },
	{ "q audio", FORM_AUDIO },
	{ "add audio prompt", FORM_AUDIO },
	{ "video", FORM_VIDEO },
	{ "q video", FORM_VIDEO },
	{ "add video prompt", FORM_VIDEO },
	{ "file", FORM_FILE },
	{ "q file", FORM_FILE },
	{ "add file prompt", FORM_FILE },
	{ "osm", FORM_OSM },
	{ "calculate", FORM_CALCULATE },
	{ "calculation", FORM_CALCULATE },
	{ "q calculate", FORM_CALCULATE },
	{ "add calculate prompt", FORM_CALCULATE },
	{ "hidden", FORM_HIDDEN },
	{ "start", FORM_START },
	{ "start time", FORM_START },
	{ "get start time", FORM_START },
	{ "end", FORM_END },
	{ "end time", FORM_END },
	{ "get end time", FORM_END },
	{ "today", FORM_TODAY },
	{ "get today", FORM_TODAY },
	{ "deviceid", FORM_DEVICE_ID },
	{ "device id", FORM_DEVICE_ID },
	{ "get device id", FORM_DEVICE_ID },
	{ "imei", FORM_DEVICE_ID },
	{ "get imei", FORM_DEVICE_ID },
	{ "subscriberid", FORM_SUBSCRIBER_ID },
	{ "subscriber id", FORM_SUBSCRIBER_ID },
	{ "get subscriber id", FORM_SUBSCRIBER_ID },
	{ "simserial", FORM_SIM_SERIAL },
	{ "sim id", FORM_SIM_SERIAL },
	{ "get sim id", FORM_SIM_SERIAL },
	{ "phonenumber", FORM_PHONE_NUMBER },
	{ "get phone number", FORM_PHONE_NUMBER },
	{ "username", FORM_USERNAME },
	{ "email", FORM_EMAIL },
	{ "start-geopoint", FORM_START_GEOPOINT },
	{ "background-geopoint", FORM_BACKGROUND_GEOPOINT },
	{ "background-audio", FORM_BACKGROUND_AUDIO },
	{ "audit", FORM_AUDIT },
	{ "xml-external", FORM_EXTERNAL_XML },
	{ "csv-external", FORM_EXTERNAL_CSV },
};

static const struct type_name selects[] = {
	{ "select_one", FORM_SELECT_ONE },
	{ "select one", FORM_SELECT_ONE },
	{ "select1", FORM_SELECT_ONE },
	{ "select one from", FORM_SELECT_ONE },
	{ "q select1", FORM_SELECT_ONE },
	{ "add select one prompt using", FORM_SELECT_ONE },
	{ "select_one_from_file", FORM_SELECT_ONE },
	{ "select one from file", FORM_SELECT_ONE },
	{ "select_multiple", FORM_SELECT_MULTIPLE },
	{ "select multiple", FORM_SELECT_MULTIPLE },
	{ "select multiple from", FORM_SELECT_MULTIPLE },
	{ "select all that apply", FORM_SELECT_MULTIPLE },
	{ "select all that apply from", FORM_SELECT_MULTIPLE },
	{ "q select", FORM_SELECT_MULTIPLE },
	{ "add select multiple prompt using", FORM_SELECT_MULTIPLE },
	{ "select_multiple_from_file", FORM_SELECT_MULTIPLE },
	{ "select multiple from file", FORM_SELECT_MULTIPLE },
	{ "rank", FORM_RANK },
	{ "select_one_external", FORM_SELECT_EXTERNAL },
	{ "select one external", FORM_SELECT_EXTERNAL },
};

static enum form_type look(const struct type_name *t, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if ((t[i].name[0] | 32) == (name[0] | 32) && strcasecmp(t[i].name, name) == 0)
			return t[i].type;
	return FORM_NO_TYPE;
}

enum form_type type_by_name(const char *name)
{
	return look(names, COUNT_OF(names), name);
}

enum form_type type_of_select(const char *words)
{
	return look(selects, COUNT_OF(selects), words);
}
