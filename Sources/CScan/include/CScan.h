/// The vectorised loops under the Scan module: candidates of a multi-literal search, and counting of bytes.
///
/// No function keeps a pointer, allocates, or reads outside `bytes[0..<count]`.

#ifndef CSCAN_H
#define CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Bytes in a fingerprint. A shorter one leaves its last positions open to every byte.
#define SCAN_FINGERPRINT_LENGTH 4

/// Positions examined at once: the least capacity of a batch.
#define SCAN_BLOCK 64

/// Where in a fingerprint table the septets begin.
#define SCAN_SEPTETS 128

/// Bytes of a fingerprint table, which says the same in two forms. Bit `b` of each byte stands for bucket `b`.
/// Nibbles: per position of the fingerprint sixteen bytes for the low nibble, then sixteen for the high one.
/// Septets, behind them: per position 128 bytes, one for each value of a byte's lower seven bits.
#define SCAN_TABLE_SIZE 640

/// Bits of a place in a filter, and the bytes of one, which have a bit for each: set where a fingerprint's text may stand.
#define SCAN_FILTER_BITS 15
#define SCAN_FILTER_SIZE 4096

/// The place in a filter of four bytes of text, little-endian, in whatever case.
static inline uint32_t scan_filter_place(uint32_t text) {
  return ((text | 0x20202020u) * 0x9E3779B1u) >> (32 - SCAN_FILTER_BITS);
}

/// Whether a literal may begin with these four bytes of text: the filter's bit for them is set.
static inline bool scan_filter_has(const uint8_t *_Nonnull filter, uint32_t text) {
  // Four bytes at once, which processors test a bit of in one instruction.
  uint32_t place = scan_filter_place(text);
  uint32_t bits;
  memcpy(&bits, filter + place / 32 * 4, sizeof bits);
  return bits >> (place % 32) & 1;
}

/// The instruction sets that a search can be run with.
typedef enum scan_kernel {
  scan_kernel_avx512,
  scan_kernel_ssse3,
  scan_kernel_avx2,
  scan_kernel_neon,
} scan_kernel;

/// A place where the fingerprint of at least one bucket may stand.
typedef struct scan_candidate {
  /// The offset of the fingerprint's first byte.
  size_t position;
  /// One bit for each bucket whose nibbles fit.
  uint32_t buckets;
} scan_candidate;

/// Whether this build has the kernel and this processor can run it.
bool scan_kernel_is_available(scan_kernel kernel);

/// Finds the positions, from `*position` on, at which every byte of some bucket's fingerprint fits; a superset of
/// the true ones, since a byte's nibbles are looked up apart, or only seven of its bits. Bytes beyond the end read as
/// zero, so that a fingerprint with open positions is found up to the last byte.
///
/// Stops early when fewer than `SCAN_BLOCK` places are left in `out`. `*position` becomes the place to go on
/// from; the search is over when it has reached `count`.
///
/// - Parameters:
///   - kernel: one that is available.
///   - table: `SCAN_TABLE_SIZE` bytes.
///   - filter: `SCAN_FILTER_SIZE` bytes. Sets of bytes for each position fit mixtures of what they were made of; one look
///     tells most of these from the real ones.
///   - capacity: candidates that `out` has room for, at least `SCAN_BLOCK`.
/// - Returns: the number of candidates written, ascending by position.
size_t scan_find_candidates(
    scan_kernel kernel, const uint8_t *_Nonnull table, const uint8_t *_Nonnull filter, const uint8_t *_Nonnull bytes,
    size_t count, size_t *_Nonnull position, scan_candidate *_Nonnull out, size_t capacity);

/// How often `byte` stands in `bytes`.
size_t scan_count_byte(const uint8_t *_Nonnull bytes, size_t count, uint8_t byte);

/// The first place of `end`, from `start` on, that has `mark` at distance `first` or `second` before it; `count` where
/// there is none. `start` is not less than either distance.
size_t scan_find_marked_byte(
    const uint8_t *_Nonnull bytes, size_t count, size_t start, uint8_t end, uint8_t mark, size_t first, size_t second);

/// The last place of `byte`, or null. (`memrchr`, which is not in every C library.)
const uint8_t *_Nullable scan_find_last_byte(const uint8_t *_Nonnull bytes, size_t count, uint8_t byte);

#endif
