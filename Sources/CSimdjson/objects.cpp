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

  bool read(const uint8_t *text, size_t count);
  int32_t layout_of(const simdjson_object &object);
};

namespace {

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

bool simdjson_objects::read(const uint8_t *new_text, size_t count) {
  text = new_text;
  objects.clear();
  if (count == 0) return true;
  if (count > UINT32_MAX / 2) return false;
  if (!parser || parser->capacity() < count) {
    size_t capacity = count < 65536 ? 65536 : count + count / 4;
    parser.reset();
    if (simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 64, parser)) return false;
  }
  auto error = parser->stage1(text, count, simdjson::stage1_mode::regular);
  if (error == simdjson::EMPTY) return true;
  if (error) return false;
  size_t place_count = parser->n_structural_indexes;
  // Each member takes three places at least.
  if (members.size() < place_count / 3 + 1) members.resize(place_count / 3 + 1);
  walk walk{text, parser->structural_indexes.get(), parser->structural_indexes.get() + place_count, members.data()};
  while (walk.next < walk.end) {
    if (walk.at() != '{') return false;
    simdjson_object object{*walk.next++, 0, (uint32_t)(walk.member - members.data()), 0, 0};
    if (!walk.read_members()) return false;
    object.end = walk.next[-1] + 1;
    object.member_count = (uint32_t)(walk.member - members.data()) - object.first_member;
    object.layout = layout_of(object);
    objects.push_back(object);
  }
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

void simdjson_objects_hash(
    const simdjson_objects *objects, size_t object, const uint8_t *text, const uint16_t *chosen, uint64_t *high,
    uint64_t *low) {
  uint64_t first = 0x243f6a8885a308d3u;
  uint64_t second = 0x13198a2e03707344u;
  const simdjson_object &from = objects->objects[object];
  for (uint32_t i = 0; i < from.member_count; i++) {
    if (chosen[i] == 0) continue;
    const simdjson_member &member = objects->members[from.first_member + i];
    uint32_t length = member.end - member.start;
    const uint8_t *value = text + member.start;
    uint64_t mark = (uint64_t)chosen[i] << 32 | length;
    first = mixed(first, mark);
    second = mixed(second, ~mark);
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
  }
  *high = first;
  *low = second;
}

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

void simdjson_objects_numbers(
    const simdjson_objects *objects, size_t object, const uint8_t *text, const int32_t *members, size_t count,
    double *numbers) {
  const simdjson_object &from = objects->objects[object];
  for (size_t i = 0; i < count; i++) {
    if (members[i] < 0 || (uint32_t)members[i] >= from.member_count) {
      numbers[i] = __builtin_nan("");
      continue;
    }
    const simdjson_member &member = objects->members[from.first_member + members[i]];
    numbers[i] = number(text + member.start, member.end - member.start);
  }
}
