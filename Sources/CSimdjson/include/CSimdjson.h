// Objects of JSON as lists of their members, found with simdjson; and where a value ends in text that comes in pieces.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A member of an object: where its name and value stand, quotes included.
typedef struct {
  uint32_t name_start;
  uint32_t name_end;
  uint32_t start;
  uint32_t end;
} simdjson_member;

/// An object, and which of the members are its own. Those of an object under `properties` stand among them, in its place.
typedef struct {
  uint32_t start;
  uint32_t end;
  uint32_t first_member;
  uint32_t member_count;
  /// Objects with the same names in the same order have the same number; -1 where there are too many kinds.
  int32_t layout;
  /// A bit for each of the first 64 members whose value may differ from that in the object before.
  uint64_t changed;
} simdjson_object;

typedef struct simdjson_objects simdjson_objects;

/// Null where there is no memory.
simdjson_objects *_Nullable simdjson_objects_create(void);
void simdjson_objects_destroy(simdjson_objects *_Nonnull objects);

/// Bytes that must be readable behind the text.
size_t simdjson_objects_padding(void);

/// Reads a text of nothing but objects and white space between them. Returns their number; -1 where the text is anything
/// else, or no JSON.
ptrdiff_t simdjson_objects_read(simdjson_objects *_Nonnull objects, const uint8_t *_Nonnull text, size_t count);

/// What was read last; valid until the next reading.
const simdjson_object *_Nullable simdjson_objects_first(const simdjson_objects *_Nonnull objects);
const simdjson_member *_Nullable simdjson_objects_members(const simdjson_objects *_Nonnull objects);

/// Which members of objects with one layout are to be measured.
typedef struct {
  /// For each member a number that its value is hashed with; 0 for those that are not hashed.
  const uint16_t *_Nonnull hashed;
  /// For each member whether it goes into the hash of everything alone.
  const uint8_t *_Nonnull is_detail;
  /// The members that are numbers; -1 for none.
  int32_t numbers[5];
} simdjson_measures;

/// What was measured in an object.
typedef struct {
  /// 128 bits over the values of all hashed members.
  uint64_t all[2];
  /// The same without the details.
  uint64_t common[2];
  /// In quotes or not; NaN for what is no number, or too long to be told in passing, and for none.
  double numbers[5];
} simdjson_measurement;

/// Measures objects from `first` on, as long as they have the same layout, at most `most`. Returns how many. `text` is that
/// of the last reading.
size_t simdjson_objects_measure(
    const simdjson_objects *_Nonnull objects, size_t first, size_t most, const uint8_t *_Nonnull text,
    const simdjson_measures *_Nonnull measures, simdjson_measurement *_Nonnull results);

/// How far a value has been followed.
typedef struct {
  uint32_t depth;
  uint8_t in_string;
  uint8_t is_escaped;
} json_extent;

/// Follows brackets and strings from `from` on, and returns the index behind the bracket that brings the depth to 0, or
/// `count` where the text ends before.
size_t json_extent_follow(
    json_extent *_Nonnull extent, const uint8_t *_Nonnull text, size_t from, size_t count);

#ifdef __cplusplus
}
#endif
#endif
