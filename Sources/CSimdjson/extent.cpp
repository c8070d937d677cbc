#include "CSimdjson.h"

size_t json_extent_follow(json_extent *extent, const uint8_t *text, size_t from, size_t count) {
  json_extent state = *extent;
  size_t index = from;
  while (index < count) {
    if (state.in_string) {
      if (state.is_escaped) {
        state.is_escaped = 0;
        index++;
        continue;
      }
      while (index < count && text[index] != '"' && text[index] != '\\') index++;
      if (index == count) break;
      if (text[index] == '"') state.in_string = 0;
      else state.is_escaped = 1;
      index++;
      continue;
    }
    uint8_t byte = text[index++];
    if (byte == '"') {
      state.in_string = 1;
    } else if (byte == '{' || byte == '[') {
      state.depth++;
    } else if (byte == '}' || byte == ']') {
      if (state.depth <= 1) {
        state.depth = 0;
        break;
      }
      state.depth--;
    }
  }
  *extent = state;
  return index;
}
