#define _GNU_SOURCE
#include "CScan.h"

#include <string.h>

static inline size_t count_one_by_one(const uint8_t *bytes, size_t count, uint8_t byte) {
  size_t found = 0;
  for (size_t i = 0; i < count; i++) found += bytes[i] == byte;
  return found;
}

static inline bool is_marked(const uint8_t *place, uint8_t end, uint8_t mark, size_t first, size_t second) {
  return *place == end && (*(place - first) == mark || *(place - second) == mark);
}

#if defined(__x86_64__)
#include <immintrin.h>

// Swift's vectors were measured to be slower here than a search for line ends one by one.
__attribute__((target("avx2"))) static size_t find_marked_avx2(
    const uint8_t *bytes, size_t count, size_t at, uint8_t end, uint8_t mark, size_t first, size_t second) {
  const __m256i ends = _mm256_set1_epi8((char)end);
  const __m256i marks = _mm256_set1_epi8((char)mark);
  for (; count - at >= 32; at += 32) {
    __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + at));
    __m256i before = _mm256_loadu_si256((const __m256i *)(bytes + at - first));
    __m256i other = _mm256_loadu_si256((const __m256i *)(bytes + at - second));
    __m256i marked = _mm256_or_si256(_mm256_cmpeq_epi8(before, marks), _mm256_cmpeq_epi8(other, marks));
    unsigned found = (unsigned)_mm256_movemask_epi8(_mm256_and_si256(_mm256_cmpeq_epi8(text, ends), marked));
    if (found) return at + (size_t)__builtin_ctz(found);
  }
  while (at < count && !is_marked(bytes + at, end, mark, first, second)) at++;
  return at;
}

// Per lane, matches are counted as bytes (at most 255 rounds), then summed by eights.
__attribute__((target("avx2"))) static size_t count_avx2(const uint8_t *bytes, size_t count, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  const __m256i zero = _mm256_setzero_si256();
  __m256i sums = zero;
  size_t at = 0;
  while (count - at >= 128) {
    size_t rounds = (count - at) / 128;
    if (rounds > 63) rounds = 63;
    __m256i lanes = zero;
    for (size_t round = 0; round < rounds; round++, at += 128) {
      for (int i = 0; i < 128; i += 32) {
        __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + at + i));
        lanes = _mm256_sub_epi8(lanes, _mm256_cmpeq_epi8(text, wanted));
      }
    }
    sums = _mm256_add_epi64(sums, _mm256_sad_epu8(lanes, zero));
  }
  uint64_t parts[4];
  _mm256_storeu_si256((__m256i *)parts, sums);
  return parts[0] + parts[1] + parts[2] + parts[3] + count_one_by_one(bytes + at, count - at, byte);
}
#endif

size_t scan_count_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return count_avx2(bytes, count, byte);
#endif
  return count_one_by_one(bytes, count, byte);
}

size_t scan_find_marked_byte(
    const uint8_t *bytes, size_t count, size_t start, uint8_t end, uint8_t mark, size_t first, size_t second) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return find_marked_avx2(bytes, count, start, end, mark, first, second);
#endif
  while (start < count) {
    const uint8_t *found = memchr(bytes + start, end, count - start);
    if (!found) return count;
    if (is_marked(found, end, mark, first, second)) return (size_t)(found - bytes);
    start = (size_t)(found - bytes) + 1;
  }
  return count;
}

const uint8_t *scan_find_last_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
#if defined(__linux__)
  return memrchr(bytes, byte, count);
#else
  for (size_t i = count; i > 0; i--) {
    if (bytes[i - 1] == byte) return bytes + i - 1;
  }
  return NULL;
#endif
}
