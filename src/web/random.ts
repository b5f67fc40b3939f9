/**
 * `bytes` random bytes in URL-safe base 64 (16 bytes: 22 characters). From `getRandomValues`, because `randomUUID`
 * does not exist on a page that a phone loads over plain http.
 */
export function randomId(bytes = 16): string {
  const drawn = crypto.getRandomValues(new Uint8Array(bytes))
  return btoa(String.fromCharCode(...drawn))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
