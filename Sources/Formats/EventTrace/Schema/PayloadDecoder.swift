/// Decodes the payloads of events by their schemas. Whatever the bytes are, a payload costs no more than its
/// length and its schema do.
struct PayloadDecoder: Sendable {
  /// Of the process that wrote the event: 4 or 8 bytes.
  let pointerSize: Int

  /// What `schema` makes of `payload`.
  func decode(_ payload: Span<UInt8>, as schema: EventSchema) -> DecodedPayload {
    DecodedPayload(fields: [], leftover: payload.count, isCutShort: false)
  }
}
