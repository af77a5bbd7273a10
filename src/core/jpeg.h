/*
 * What a photograph says beside its picture. JPEG files (ISO/IEC 10918-1, Annex B) carry their
 * metadata in application segments; Exif (CIPA DC-008) and XMP sit in APP1 and may tell where the
 * picture was taken. Bounded parsers of bytes from outside; a picture is never decoded.
 */
#ifndef CORE_JPEG_H
#define CORE_JPEG_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Whether the Exif data of a JPEG file has a GPS directory with a latitude or longitude, or its XMP
 * names one. False for what is no JPEG file. */
bool jpeg_tells_place(struct bytes file);

/*
 * The same picture without what is said beside it: of the application segments only APP0 (JFIF),
 * APP2 with a colour profile and APP14 (Adobe's colour transform) stay, no comment does, and
 * nothing after the end of the image. A turned picture stays turned: its orientation is written
 * anew. ERR_INPUT: no whole JPEG file.
 */
enum err jpeg_strip(struct arena *a, struct bytes file, struct bytes *out) MUST_USE;

#endif
