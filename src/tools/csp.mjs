/**
 * The content security policy, in one place: the server sends it as a header, the build writes it into the
 * page for hosts that send no headers.
 */

/** @type {Readonly<Record<string, readonly string[]>>} */
const DIRECTIVES = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'", 'blob:'],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  // Embedding in course pages is a feature.
  'frame-ancestors': ['*'],
}

/** Directives that a `<meta>` element may not carry; browsers warn about them. */
const HEADER_ONLY = new Set(['frame-ancestors'])

/**
 * @param {(name: string) => boolean} keep
 * @returns {string}
 */
const join = (keep) =>
  Object.entries(DIRECTIVES)
    .filter(([name]) => keep(name))
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')

/** Value of the `Content-Security-Policy` header. */
export const CSP_HEADER = join(() => true)

/** Content of `<meta http-equiv="Content-Security-Policy">`. */
export const CSP_META = join((name) => !HEADER_ONLY.has(name))
