#include <libxml/xmlversion.h>

/* With ICU its headers would come along, which clash with those of Foundation's own ICU wherever both are imported.
   They only declare members of xmlCharEncodingHandler, which nothing here looks into. */
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
