#include "CScan.h"

#include <string.h>

// The search is Teddy, by Geoffrey Langdale (Hyperscan): a byte's two nibbles select, by one shuffle each, the
// buckets that have such a byte at a position of their fingerprint. Where all positions agree stands a candidate.
// AVX-512 with VBMI has shuffles over 128 bytes, so that one finds the buckets of a whole ASCII character: fewer
// instructions, and hardly a false candidate.
//
// Each instruction set defines a table type, its loader, and `block`: the buckets of 64 positions, read from 67
// bytes, as a mask of the positions with any; `bits` is written only where the mask is not zero. The loop around
// them is the same for all.

static inline size_t write_candidates(
    uint64_t mask, const uint8_t *bits, const uint8_t *text, const uint8_t *filter, size_t position,
    scan_candidate *out, size_t written) {
  while (mask) {
    unsigned index = (unsigned)__builtin_ctzll(mask);
    mask &= mask - 1;
    uint32_t word;
    memcpy(&word, text + index, sizeof word);
    if (!scan_filter_has(filter, word)) continue;
    out[written].position = position + index;
    out[written].buckets = bits[index];
    written += 1;
  }
  return written;
}

_Static_assert(SCAN_SEPTETS == SCAN_FINGERPRINT_LENGTH * 32, "nibbles fill the table up to the septets");
_Static_assert(SCAN_TABLE_SIZE == SCAN_SEPTETS + SCAN_FINGERPRINT_LENGTH * 128, "septets fill the rest");

enum { reach = SCAN_BLOCK + SCAN_FINGERPRINT_LENGTH - 1 };

#define DEFINE_FIND(name, attributes, loaded_table, load_table, block)                                             \
  attributes static size_t name(                                                                                   \
      const uint8_t *table, const uint8_t *filter, const uint8_t *bytes, size_t count, size_t *position,           \
      scan_candidate *out, size_t capacity) {                                                                      \
    const loaded_table loaded = load_table(table);                                                                 \
    uint8_t bits[SCAN_BLOCK];                                                                                      \
    size_t written = 0;                                                                                            \
    size_t at = *position;                                                                                         \
    while (at < count && count - at >= reach && capacity - written >= SCAN_BLOCK) {                                \
      uint64_t mask = block(&loaded, bytes + at, bits);                                                            \
      if (__builtin_expect(mask != 0, 0)) {                                                                        \
        written = write_candidates(mask, bits, bytes + at, filter, at, out, written);                              \
      }                                                                                                            \
      at += SCAN_BLOCK;                                                                                            \
    }                                                                                                              \
    while (at < count && count - at < reach && capacity - written >= SCAN_BLOCK) {                                 \
      uint8_t padded[reach] = {0};                                                                                 \
      size_t rest = count - at;                                                                                    \
      memcpy(padded, bytes + at, rest);                                                                            \
      uint64_t mask = block(&loaded, padded, bits);                                                                \
      if (rest < SCAN_BLOCK) mask &= ((uint64_t)1 << rest) - 1;                                                    \
      written = write_candidates(mask, bits, padded, filter, at, out, written);                                    \
      at += rest < SCAN_BLOCK ? rest : SCAN_BLOCK;                                                                 \
    }                                                                                                              \
    *position = at;                                                                                                \
    return written;                                                                                                \
  }

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define SSSE3 __attribute__((target("ssse3")))

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))

typedef struct {
  __m512i lower[SCAN_FINGERPRINT_LENGTH], upper[SCAN_FINGERPRINT_LENGTH];
} table_avx512;

AVX512 static inline table_avx512 load_table_avx512(const uint8_t *table) {
  table_avx512 loaded;
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    loaded.lower[i] = _mm512_loadu_si512(table + SCAN_SEPTETS + 128 * i);
    loaded.upper[i] = _mm512_loadu_si512(table + SCAN_SEPTETS + 128 * i + 64);
  }
  return loaded;
}

AVX512 static inline uint64_t block_avx512(const table_avx512 *table, const uint8_t *bytes, uint8_t *bits) {
  __m512i buckets = _mm512_set1_epi8(-1);
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    __m512i text = _mm512_loadu_si512(bytes + i);
    buckets = _mm512_and_si512(buckets, _mm512_permutex2var_epi8(table->lower[i], text, table->upper[i]));
  }
  uint64_t mask = _mm512_test_epi8_mask(buckets, buckets);
  if (__builtin_expect(mask != 0, 0)) _mm512_storeu_si512(bits, buckets);
  return mask;
}

DEFINE_FIND(find_avx512, AVX512, table_avx512, load_table_avx512, block_avx512)

typedef struct {
  __m256i low[SCAN_FINGERPRINT_LENGTH], high[SCAN_FINGERPRINT_LENGTH];
} table_avx2;

AVX2 static inline table_avx2 load_table_avx2(const uint8_t *table) {
  table_avx2 loaded;
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    loaded.low[i] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table + 32 * i)));
    loaded.high[i] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(table + 32 * i + 16)));
  }
  return loaded;
}

AVX2 static inline __m256i buckets_avx2(const table_avx2 *table, const uint8_t *bytes) {
  const __m256i nibble = _mm256_set1_epi8(0x0F);
  __m256i buckets = _mm256_set1_epi8(-1);
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    __m256i text = _mm256_loadu_si256((const __m256i *)(bytes + i));
    __m256i low = _mm256_and_si256(text, nibble);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(text, 4), nibble);
    buckets = _mm256_and_si256(buckets, _mm256_shuffle_epi8(table->low[i], low));
    buckets = _mm256_and_si256(buckets, _mm256_shuffle_epi8(table->high[i], high));
  }
  return buckets;
}

AVX2 static inline uint64_t block_avx2(const table_avx2 *table, const uint8_t *bytes, uint8_t *bits) {
  __m256i first = buckets_avx2(table, bytes);
  __m256i second = buckets_avx2(table, bytes + 32);
  __m256i any = _mm256_or_si256(first, second);
  if (__builtin_expect(_mm256_testz_si256(any, any), 1)) return 0;
  _mm256_storeu_si256((__m256i *)bits, first);
  _mm256_storeu_si256((__m256i *)(bits + 32), second);
  const __m256i zero = _mm256_setzero_si256();
  uint32_t none_first = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(first, zero));
  uint32_t none_second = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(second, zero));
  return ~((uint64_t)none_second << 32 | none_first);
}

DEFINE_FIND(find_avx2, AVX2, table_avx2, load_table_avx2, block_avx2)

typedef struct {
  __m128i low[SCAN_FINGERPRINT_LENGTH], high[SCAN_FINGERPRINT_LENGTH];
} table_ssse3;

SSSE3 static inline table_ssse3 load_table_ssse3(const uint8_t *table) {
  table_ssse3 loaded;
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    loaded.low[i] = _mm_loadu_si128((const __m128i *)(table + 32 * i));
    loaded.high[i] = _mm_loadu_si128((const __m128i *)(table + 32 * i + 16));
  }
  return loaded;
}

SSSE3 static inline __m128i buckets_ssse3(const table_ssse3 *table, const uint8_t *bytes) {
  const __m128i nibble = _mm_set1_epi8(0x0F);
  __m128i buckets = _mm_set1_epi8(-1);
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    __m128i text = _mm_loadu_si128((const __m128i *)(bytes + i));
    __m128i low = _mm_and_si128(text, nibble);
    __m128i high = _mm_and_si128(_mm_srli_epi16(text, 4), nibble);
    buckets = _mm_and_si128(buckets, _mm_shuffle_epi8(table->low[i], low));
    buckets = _mm_and_si128(buckets, _mm_shuffle_epi8(table->high[i], high));
  }
  return buckets;
}

SSSE3 static inline uint64_t block_ssse3(const table_ssse3 *table, const uint8_t *bytes, uint8_t *bits) {
  uint64_t none = 0;
  for (int i = 0; i < SCAN_BLOCK; i += 16) {
    __m128i buckets = buckets_ssse3(table, bytes + i);
    _mm_storeu_si128((__m128i *)(bits + i), buckets);
    none |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(buckets, _mm_setzero_si128())) << i;
  }
  return ~none;
}

DEFINE_FIND(find_ssse3, SSSE3, table_ssse3, load_table_ssse3, block_ssse3)

#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>

typedef struct {
  uint8x16_t low[SCAN_FINGERPRINT_LENGTH], high[SCAN_FINGERPRINT_LENGTH];
} table_neon;

static inline table_neon load_table_neon(const uint8_t *table) {
  table_neon loaded;
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    loaded.low[i] = vld1q_u8(table + 32 * i);
    loaded.high[i] = vld1q_u8(table + 32 * i + 16);
  }
  return loaded;
}

static inline uint8x16_t buckets_neon(const table_neon *table, const uint8_t *bytes) {
  uint8x16_t buckets = vdupq_n_u8(0xFF);
  for (int i = 0; i < SCAN_FINGERPRINT_LENGTH; i++) {
    uint8x16_t text = vld1q_u8(bytes + i);
    buckets = vandq_u8(buckets, vqtbl1q_u8(table->low[i], vandq_u8(text, vdupq_n_u8(0x0F))));
    buckets = vandq_u8(buckets, vqtbl1q_u8(table->high[i], vshrq_n_u8(text, 4)));
  }
  return buckets;
}

static inline uint64_t block_neon(const table_neon *table, const uint8_t *bytes, uint8_t *bits) {
  uint8x16_t first = buckets_neon(table, bytes);
  uint8x16_t second = buckets_neon(table, bytes + 16);
  uint8x16_t third = buckets_neon(table, bytes + 32);
  uint8x16_t fourth = buckets_neon(table, bytes + 48);
  if (vmaxvq_u8(vorrq_u8(vorrq_u8(first, second), vorrq_u8(third, fourth))) == 0) return 0;
  vst1q_u8(bits, first);
  vst1q_u8(bits + 16, second);
  vst1q_u8(bits + 32, third);
  vst1q_u8(bits + 48, fourth);
  // One bit for each byte: set bytes keep the bit of their place among eight, and three pairwise sums pack them.
  static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t place = vld1q_u8(places);
  uint8x16_t lower = vpaddq_u8(
      vandq_u8(vtstq_u8(first, first), place), vandq_u8(vtstq_u8(second, second), place));
  uint8x16_t upper = vpaddq_u8(
      vandq_u8(vtstq_u8(third, third), place), vandq_u8(vtstq_u8(fourth, fourth), place));
  uint8x16_t packed = vpaddq_u8(lower, upper);
  packed = vpaddq_u8(packed, packed);
  return vgetq_lane_u64(vreinterpretq_u64_u8(packed), 0);
}

DEFINE_FIND(find_neon, , table_neon, load_table_neon, block_neon)

#endif

bool scan_kernel_is_available(scan_kernel kernel) {
  switch (kernel) {
#if defined(__x86_64__)
  case scan_kernel_avx512: return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi");
  case scan_kernel_avx2: return __builtin_cpu_supports("avx2");
  case scan_kernel_ssse3: return __builtin_cpu_supports("ssse3");
#elif defined(__aarch64__) && defined(__ARM_NEON)
  case scan_kernel_neon: return true;
#endif
  default: return false;
  }
}

size_t scan_find_candidates(
    scan_kernel kernel, const uint8_t *table, const uint8_t *filter, const uint8_t *bytes, size_t count,
    size_t *position, scan_candidate *out, size_t capacity) {
  switch (kernel) {
#if defined(__x86_64__)
  case scan_kernel_avx512: return find_avx512(table, filter, bytes, count, position, out, capacity);
  case scan_kernel_avx2: return find_avx2(table, filter, bytes, count, position, out, capacity);
  case scan_kernel_ssse3: return find_ssse3(table, filter, bytes, count, position, out, capacity);
#elif defined(__aarch64__) && defined(__ARM_NEON)
  case scan_kernel_neon: return find_neon(table, filter, bytes, count, position, out, capacity);
#endif
  default: *position = count; return 0;
  }
}
