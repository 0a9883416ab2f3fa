/**
 * The texts of a page that follow a moving playhead change on a common beat: slow enough to be read, and each new one
 * has the browser lay out and paint the page again, which costs about the same for one text as for all.
 */
export const BEATS_PER_SECOND = 2.5

/** The beat of a moment of wall time, ms. */
export const beatAt = (nowMs: number): number => Math.floor((nowMs * BEATS_PER_SECOND) / 1000)

/**
 * Tells whether a frame is the one after the first of a beat: by then React has answered that first one, and the page
 * is laid out anew in any case. To be asked in every frame.
 */
export function createAfterBeat(): (nowMs: number) => boolean {
  let beat = NaN
  let began = false
  return (nowMs) => {
    const due = began
    began = beatAt(nowMs) !== beat
    beat = beatAt(nowMs)
    return due
  }
}
