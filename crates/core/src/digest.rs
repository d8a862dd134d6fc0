//! A short digest of a text (FNV-1a, 64 bits), to tell texts apart and for nothing that anybody could want to forge.

/// The digest of these bytes.
pub(crate) fn digest(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
