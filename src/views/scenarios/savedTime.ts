const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** When something was saved, ms since 1970, in words. */
export const savedTime = (ms: number): string => format.format(ms)
