// Compares the NEON kernel with what it must find, one position after the other. Swift's tests do the same for the
// kernels of the machine they run on; this program is for a machine that is emulated.

#include "CScan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { longest = 700, capacity = 96 };

static uint64_t state = 1;

static uint32_t next(uint32_t limit) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % limit;
}

static int passes(const uint8_t *bytes, size_t count, size_t at);

// The buckets whose nibbles fit from `at` on; bytes beyond the end are zero.
static uint8_t expected(const uint8_t *table, const uint8_t *bytes, size_t count, size_t at) {
  uint8_t buckets = 0xFF;
  for (size_t i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    uint8_t byte = at + i < count ? bytes[at + i] : 0;
    buckets &= table[32 * i + (byte & 0x0F)] & table[32 * i + 16 + (byte >> 4)];
  }
  return passes(bytes, count, at) ? buckets : 0;
}

static uint8_t filter[SCAN_FILTER_SIZE];

// Whether the filter lets a candidate pass.
static int passes(const uint8_t *bytes, size_t count, size_t at) {
  uint32_t word = 0;
  for (size_t i = 0; i < 4 && at + i < count; i++) word |= (uint32_t)bytes[at + i] << (8 * i);
  uint32_t place = scan_filter_place(word);
  return filter[place / 8] >> (place % 8) & 1;
}

static int check(const uint8_t *table, const uint8_t *bytes, size_t count) {
  scan_candidate out[capacity];
  size_t position = 0, at = 0;
  while (position < count) {
    size_t found =
        scan_find_candidates(scan_kernel_neon, table, filter, bytes, count, &position, out, capacity);
    for (size_t i = 0; i < found; i++) {
      while (at < out[i].position) {
        if (expected(table, bytes, count, at++)) return 1;
      }
      if (expected(table, bytes, count, at++) != out[i].buckets) return 1;
    }
    while (at < position) {
      if (expected(table, bytes, count, at++)) return 1;
    }
  }
  return at != count;
}

int main(void) {
  if (!scan_kernel_is_available(scan_kernel_neon)) {
    puts("no NEON here");
    return 1;
  }
  int failed = 0, texts = 20000;
  for (int text = 0; text < texts; text++) {
    size_t count = next(longest);
    // Of its own, so that reading past the end is noticed.
    uint8_t *bytes = malloc(count ? count : 1);
    for (size_t i = 0; i < count; i++) bytes[i] = (uint8_t)next(text % 2 ? 256 : 8);
    uint8_t table[SCAN_TABLE_SIZE] = {0};
    for (size_t i = 0; i < SCAN_FILTER_SIZE; i++) filter[i] = (uint8_t)(next(256) | next(256));
    int density = 1 + (int)next(8);
    for (size_t i = 0; i < SCAN_SEPTETS; i++) {
      for (int bit = 0; bit < density; bit++) table[i] |= (uint8_t)(1u << next(8));
    }
    failed += check(table, bytes, count);
    free(bytes);
  }
  printf("%d passed, %d failed\n", texts - failed, failed);
  return failed != 0;
}
