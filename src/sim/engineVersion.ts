/** Raised whenever the same scenario would give another trace. Links carry it. */
export const ENGINE_VERSION = '4'
