#include "CSimdjson.h"

#include <simdjson.h>

#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

constexpr size_t most_layouts = 1024;
constexpr unsigned deepest_properties = 4;

/// The names of an object's members, one behind the other, each with its length and what kind of value it has.
struct layout {
  std::string names;
  int32_t number;
};

inline bool is_space(uint8_t byte) { return byte == ' ' || (byte >= 9 && byte <= 13); }

inline bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

inline uint64_t word(const uint8_t *text) {
  uint64_t value;
  memcpy(&value, text, sizeof value);
  return value;
}

inline uint64_t mixed(uint64_t hash, uint64_t value) {
  unsigned __int128 product = (unsigned __int128)(hash ^ value) * 0x9e3779b97f4a7c15u;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

inline bool is_properties(const uint8_t *text, uint32_t start, uint32_t end) {
  if (end - start != 12) return false;
  const char *name = "properties";
  for (int i = 0; i < 10; i++)
    if ((text[start + 1 + i] | 0x20) != name[i]) return false;
  return true;
}

}  // namespace

struct simdjson_objects {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::vector<simdjson_object> objects;
  std::vector<simdjson_member> members;
  std::unordered_multimap<uint64_t, layout> layouts;
  int32_t layout_count = 0;
  /// The layout of the object before.
  std::string names;

  const uint8_t *text = nullptr;
  size_t count = 0;
  size_t member_count = 0;

  bool read(const uint8_t *text, size_t count);
  bool read_stretch(size_t from, size_t to);
  bool read_twin(size_t from);
  simdjson_member *room_for(size_t more);
  int32_t layout_of(const simdjson_object &object);
};

namespace {

/// What may stand for a value without quotes, more or less.
bool is_word_or_number(const uint8_t *value, uint32_t length) {
  if (length == 0) return false;
  switch (value[0]) {
    case 't': return length == 4 && memcmp(value, "true", 4) == 0;
    case 'f': return length == 5 && memcmp(value, "false", 5) == 0;
    case 'n': return length == 4 && memcmp(value, "null", 4) == 0;
  }
  if (value[0] != '-' && !is_digit(value[0])) return false;
  for (uint32_t i = 1; i < length; i++) {
    uint8_t byte = value[i];
    if (!is_digit(byte) && byte != '.' && byte != 'e' && byte != 'E' && byte != '+' && byte != '-') return false;
  }
  return is_digit(value[length - 1]);
}

/// Sixteen bytes at once, on every processor.
typedef uint64_t pair __attribute__((vector_size(16)));
typedef uint32_t quad __attribute__((vector_size(16)));

inline pair pair_at(const uint8_t *text) {
  pair value;
  memcpy(&value, text, sizeof value);
  return value;
}

/// How many of the bytes of two different words are the same, from the first on.
inline size_t common_bytes(uint64_t difference) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return (size_t)__builtin_ctzll(difference) / 8;
#else
  return (size_t)__builtin_clzll(difference) / 8;
#endif
}

/// How many bytes are the same, at most `count`. As many as the padding may be read behind either text.
inline size_t common_length(const uint8_t *one, const uint8_t *other, size_t count) {
  static_assert(simdjson::SIMDJSON_PADDING >= 64);
  size_t length = 0;
  for (; length < count; length += 64) {
    pair differing = pair_at(one + length) ^ pair_at(other + length);
    for (size_t i = 16; i < 64; i += 16) differing |= pair_at(one + length + i) ^ pair_at(other + length + i);
    if (differing[0] | differing[1]) break;
  }
  for (; length < count; length += 8) {
    uint64_t difference = word(one + length) ^ word(other + length);
    if (difference) {
      length += common_bytes(difference);
      break;
    }
  }
  return length < count ? length : count;
}

/// Where the first byte stands that does not belong to the plain ASCII of a string: a quote, a backslash, a control character,
/// a part of any other character; or, now and then, a plain one. At least `count` where there is none.
inline size_t plain_end(const uint8_t *text, size_t from, size_t count) {
  constexpr uint64_t ones = 0x0101010101010101u;
  constexpr uint64_t tops = 0x80 * ones;
  for (; from < count; from += 8) {
    uint64_t bytes = word(text + from);
    uint64_t quotes = bytes ^ '"' * ones;
    uint64_t backslashes = bytes ^ '\\' * ones;
    uint64_t found = (bytes | (bytes - 0x20 * ones) | (quotes - ones) | (backslashes - ones)) & tops;
    if (found) return from + common_bytes(found);
  }
  return from;
}

/// A member that stands further on.
inline simdjson_member moved(const simdjson_member *member, uint32_t shift) {
  static_assert(sizeof(simdjson_member) == sizeof(quad));
  quad places;
  memcpy(&places, member, sizeof places);
  places += shift;
  simdjson_member result;
  memcpy(&result, &places, sizeof result);
  return result;
}

/// Walks along the places that the first stage found. All of it lives in registers: what is written could else be taken for
/// what is read.
struct walk {
  const uint8_t *text;
  const uint32_t *next;
  const uint32_t *end;
  simdjson_member *member;

  uint8_t at() const { return text[*next]; }

  /// The end of the value before the next place, without white space.
  uint32_t value_end() const {
    uint32_t place = *next;
    while (is_space(text[place - 1])) place--;
    return place;
  }

  bool read_scalar() {
    if (end - next < 2) return false;
    const uint8_t *value = text + *next++;
    member->end = value_end();
    uint32_t length = member->end - member->start;
    if (value[0] == '"') return length >= 2 && value[length - 1] == '"';
    return is_word_or_number(value, length);
  }

  bool skip_container() {
    size_t depth = 0;
    while (next < end) {
      uint8_t byte = text[*next++];
      if (byte == '{' || byte == '[') {
        depth++;
      } else if (byte == '}' || byte == ']') {
        if (--depth == 0) return true;
      }
    }
    return false;
  }

  /// Reads the members behind an opening brace, up to and with the closing one.
  bool read_members() {
    unsigned depth = 0;
    if (next < end && at() == '}') {
      next++;
      return true;
    }
    while (true) {
      if (end - next < 3 || at() != '"' || text[next[1]] != ':') return false;
      member->name_start = *next++;
      member->name_end = value_end();
      if (member->name_end - member->name_start < 2 || text[member->name_end - 1] != '"') return false;
      next++;
      member->start = *next;
      uint8_t first = at();
      if (first == '"') {
        if (!read_scalar()) return false;
        member++;
      } else if (first == '{' && depth < deepest_properties &&
                 is_properties(text, member->name_start, member->name_end)) {
        next++;
        depth++;
        if (next == end) return false;
        if (at() != '}') continue;
      } else {
        if (first == '{' || first == '[') {
          if (!skip_container()) return false;
          member->end = next[-1] + 1;
        } else if (!read_scalar()) {
          return false;
        }
        member++;
      }
      while (true) {
        if (next == end) return false;
        uint8_t behind = text[*next++];
        if (behind == ',') break;
        if (behind != '}') return false;
        if (depth-- == 0) return true;
      }
    }
  }
};

}  // namespace

bool simdjson_objects::read(const uint8_t *new_text, size_t new_count) {
  text = new_text;
  count = new_count;
  objects.clear();
  member_count = 0;
  if (count > UINT32_MAX / 2) return false;
  size_t place = 0;
  while (true) {
    while (place < count && is_space(text[place])) place++;
    if (place == count) return true;
    if (read_twin(place)) {
      place = objects.back().end;
      continue;
    }
    const void *line_end = memchr(text + place, '\n', count - place);
    size_t to = line_end ? (const uint8_t *)line_end - text : count;
    if (!read_stretch(place, to)) return to < count && read_stretch(place, count);
    place = to;
  }
}

simdjson_member *simdjson_objects::room_for(size_t more) {
  if (members.size() < member_count + more) members.resize(2 * members.size() + more);
  return members.data() + member_count;
}

/// Reads objects that simdjson has found the places of.
bool simdjson_objects::read_stretch(size_t from, size_t to) {
  size_t length = to - from;
  if (!parser || parser->capacity() < length) {
    size_t capacity = length < 65536 ? 65536 : length + length / 4;
    parser.reset();
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 64, parser)) return false;
  }
  const uint8_t *start = text + from;
  if (parser->stage1(start, length, simdjson::stage1_mode::regular)) return false;
  size_t place_count = parser->n_structural_indexes;
  size_t objects_before = objects.size();
  size_t members_before = member_count;
  // Each member takes three places at least.
  simdjson_member *member = room_for(place_count / 3 + 1);
  walk walk{start, parser->structural_indexes.get(), parser->structural_indexes.get() + place_count, member};
  while (walk.next < walk.end) {
    bool is_object = walk.at() == '{';
    simdjson_object object{(uint32_t)from + *walk.next++, 0, (uint32_t)member_count, 0, 0, ~0ull};
    if (!is_object || !walk.read_members()) {
      objects.resize(objects_before);
      member_count = members_before;
      return false;
    }
    object.end = (uint32_t)from + walk.next[-1] + 1;
    object.member_count = (uint32_t)(walk.member - member);
    for (; member < walk.member; member++) {
      member->name_start += from;
      member->name_end += from;
      member->start += from;
      member->end += from;
    }
    member_count += object.member_count;
    object.layout = layout_of(object);
    objects.push_back(object);
  }
  return true;
}

/// Reads an object that differs from the one before in scalars alone, as the rows of a table mostly do, without looking at
/// what is the same in both. False, and nothing read, where it differs in more, or in what needs a closer look.
bool simdjson_objects::read_twin(size_t from) {
  if (objects.empty()) return false;
  simdjson_object twin = objects.back();
  simdjson_member *member = room_for(twin.member_count);
  const simdjson_member *known = members.data() + twin.first_member;
  const simdjson_member *const known_end = known + twin.member_count;
  size_t old_place = twin.start;
  size_t place = from;
  twin.changed = 0;
  while (true) {
    // Unsigned numbers go round, so that a shift to the left is one, too.
    uint32_t shift = (uint32_t)(place - old_place);
    size_t rest = twin.end - old_place;
    if (rest > count - place) return false;
    size_t same = common_length(text + old_place, text + place, rest);
    size_t difference = old_place + same;
    for (; known < known_end && (same == rest || known->end < difference); known++)
      *member++ = moved(known, shift);
    if (same == rest) {
      place += rest;
      break;
    }
    if (known == known_end || difference < known->start) return false;
    if (text[known->start] == '{' || text[known->start] == '[') return false;
    uint32_t start = known->start + shift;
    size_t end = start;
    if (text[start] == '"') {
      end = plain_end(text, end + 1, count);
      if (end >= count || text[end] != '"') return false;
      end++;
    } else {
      while (end < count && text[end] != ',' && text[end] != '}' && !is_space(text[end])) end++;
      if (!is_word_or_number(text + start, (uint32_t)(end - start))) return false;
    }
    *member++ = {known->name_start + shift, known->name_end + shift, start, (uint32_t)end};
    size_t number = known - (members.data() + objects.back().first_member);
    if (number < 64) twin.changed |= 1ull << number;
    old_place = known->end;
    place = end;
    known++;
  }
  twin.start = (uint32_t)from;
  twin.end = (uint32_t)place;
  twin.first_member = (uint32_t)member_count;
  member_count += twin.member_count;
  objects.push_back(twin);
  return true;
}

int32_t simdjson_objects::layout_of(const simdjson_object &object) {
  uint64_t hash = object.member_count;
  const simdjson_member *member = members.data() + object.first_member;
  for (uint32_t i = 0; i < object.member_count; i++) {
    // The text has padding behind it, and before a name there are a brace and its quote at least.
    uint32_t length = member[i].name_end - member[i].name_start;
    uint8_t first = text[member[i].start];
    uint64_t kind = first == '{' || first == '[' ? first : 0;
    uint64_t head = word(text + member[i].name_start);
    uint64_t tail = length >= 8 ? word(text + member[i].name_end - 8) : 0;
    if (length < 8) head &= ~0ull >> (64 - 8 * length);
    hash = mixed(hash ^ head, mixed(tail + kind, length));
  }
  auto found = layouts.equal_range(hash);
  for (auto entry = found.first; entry != found.second; ++entry) {
    const std::string &known = entry->second.names;
    size_t place = 0;
    bool is_same = true;
    for (uint32_t i = 0; i < object.member_count && is_same; i++) {
      uint32_t length = member[i].name_end - member[i].name_start;
      is_same = place + length <= known.size() && memcmp(known.data() + place, text + member[i].name_start, length) == 0;
      place += length;
    }
    if (is_same && place == known.size()) return entry->second.number;
  }
  if (layouts.size() >= most_layouts) return -1;
  names.clear();
  for (uint32_t i = 0; i < object.member_count; i++)
    names.append((const char *)text + member[i].name_start, member[i].name_end - member[i].name_start);
  layouts.emplace(hash, layout{names, layout_count});
  return layout_count++;
}

simdjson_objects *simdjson_objects_create(void) { return new (std::nothrow) simdjson_objects(); }

void simdjson_objects_destroy(simdjson_objects *objects) { delete objects; }

size_t simdjson_objects_padding(void) { return simdjson::SIMDJSON_PADDING; }

ptrdiff_t simdjson_objects_read(simdjson_objects *objects, const uint8_t *text, size_t count) {
  try {
    return objects->read(text, count) ? (ptrdiff_t)objects->objects.size() : -1;
  } catch (const std::bad_alloc &) {
    return -1;
  }
}

const simdjson_object *simdjson_objects_first(const simdjson_objects *objects) { return objects->objects.data(); }

const simdjson_member *simdjson_objects_members(const simdjson_objects *objects) { return objects->members.data(); }

namespace {

constexpr double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                             1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Fifteen digits and a power of ten up to 10^22 are exact, and so is their quotient, rounded once.
double number(const uint8_t *text, uint32_t length) {
  const double none = __builtin_nan("");
  if (length >= 2 && text[0] == '"') {
    text++;
    length -= 2;
  }
  uint64_t digits = 0;
  int places = -1;
  int count = 0;
  for (uint32_t i = 0; i < length; i++) {
    uint8_t byte = text[i];
    if (is_digit(byte)) {
      if (++count > 15) return none;
      digits = digits * 10 + (byte - '0');
      if (places >= 0) places++;
    } else if (byte == '.' && places < 0 && count > 0) {
      places = 0;
    } else {
      return none;
    }
  }
  if (count == 0 || places == 0) return none;
  return places > 0 ? (double)digits / powers[places] : (double)digits;
}

}  // namespace

namespace {

struct wide {
  uint64_t first;
  uint64_t second;
};

wide hash(const uint8_t *value, uint32_t length, uint16_t number) {
  uint64_t mark = (uint64_t)number << 32 | length;
  uint64_t first = mixed(0x243f6a8885a308d3u, mark);
  uint64_t second = mixed(0x13198a2e03707344u, ~mark);
  // Every other word goes into each.
  uint32_t place = 0;
  for (; place + 16 <= length; place += 16) {
    first = mixed(first, word(value + place));
    second = mixed(second, word(value + place + 8));
  }
  if (place + 8 <= length) {
    first = mixed(first, word(value + place));
    place += 8;
  }
  if (place < length) second = mixed(second, word(value + place) & ~0ull >> (64 - 8 * (length - place)));
  // What one of the two has not seen the other has.
  return {mixed(first, second), mixed(second, ~first)};
}

}  // namespace

size_t simdjson_objects_measure(
    const simdjson_objects *objects, size_t first, size_t most, const uint8_t *text, const simdjson_measures *measures,
    simdjson_measurement *results) {
  const simdjson_object *object = objects->objects.data() + first;
  size_t available = objects->objects.size() - first;
  if (most > available) most = available;
  if (most == 0) return 0;
  const int32_t layout = object->layout;
  const uint32_t count = object->member_count;
  // The members that are hashed, as bits, and the hashes of those of the object before; the sums change with them.
  uint64_t hashed = 0;
  for (uint32_t i = 0; i < count && i < 64; i++) hashed |= (uint64_t)(measures->hashed[i] != 0) << i;
  wide hashes[64] = {};
  wide common = {0, 0};
  wide details = {0, 0};
  size_t done = 0;
  for (; done < most && object->layout == layout && layout >= 0; done++, object++) {
    simdjson_measurement &result = results[done];
    const simdjson_member *member = objects->members.data() + object->first_member;
    for (uint64_t bits = done > 0 ? hashed & object->changed : hashed; bits; bits &= bits - 1) {
      int i = __builtin_ctzll(bits);
      wide found = hash(text + member[i].start, member[i].end - member[i].start, measures->hashed[i]);
      wide &sum = measures->is_detail[i] ? details : common;
      sum.first += found.first - hashes[i].first;
      sum.second += found.second - hashes[i].second;
      hashes[i] = found;
    }
    wide rest = {0, 0};
    wide rest_of_details = {0, 0};
    for (uint32_t i = 64; i < count; i++) {
      if (measures->hashed[i] == 0) continue;
      wide found = hash(text + member[i].start, member[i].end - member[i].start, measures->hashed[i]);
      wide &sum = measures->is_detail[i] ? rest_of_details : rest;
      sum.first += found.first;
      sum.second += found.second;
    }
    result.common[0] = common.first + rest.first;
    result.common[1] = common.second + rest.second;
    result.all[0] = result.common[0] + details.first + rest_of_details.first;
    result.all[1] = result.common[1] + details.second + rest_of_details.second;
    for (int i = 0; i < 5; i++) {
      int32_t place = measures->numbers[i];
      bool is_there = place >= 0 && (uint32_t)place < count;
      result.numbers[i] = is_there ? number(text + member[place].start, member[place].end - member[place].start)
                                   : __builtin_nan("");
    }
  }
  return done;
}
