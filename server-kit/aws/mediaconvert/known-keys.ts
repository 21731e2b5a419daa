/** Keys of examples and manuals, which everybody has. */
const published = new Set([
  "0123456789abcdef0123456789abcdef",
  "00112233445566778899aabbccddeeff",
  "000102030405060708090a0b0c0d0e0f",
  "0102030405060708090a0b0c0d0e0f10",
  "123456789012345678901234567890ab",
  "12345678901234567890123456789012",
  "deadbeefdeadbeefdeadbeefdeadbeef",
  "3c44008a7e2e5f0877c73ecfab3d0b43",
  "2b7e151628aed2a6abf7158809cf4f3c",
]);

/** Whether a key is no secret. @param key 32 hexadecimal digits */
export function isKnownKey(key: string): boolean {
  const digits = key.toLowerCase();
  return published.has(digits) || new Set(digits.match(/../g)).size <= 2;
}
