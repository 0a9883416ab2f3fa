/** Milliseconds that a change takes by the design; 0 where less motion is asked for. */
const fadeMs = (): number => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--medium')) || 0

/** How far something has come in, 0 to 1: for what is drawn, and not faded by the style sheet. @param duration ms */
export function createFade(duration: () => number = fadeMs): (on: boolean, nowMs: number) => number {
  let goal = 0
  let begin = { value: 0, at: 0, duration: 0 }
  const valueAt = (now: number): number => {
    const share = begin.duration === 0 ? 1 : Math.min(1, (now - begin.at) / begin.duration)
    return begin.value + (goal - begin.value) * share
  }
  return (on, now) => {
    if (Number(on) !== goal) {
      begin = { value: valueAt(now), at: now, duration: duration() }
      goal = Number(on)
    }
    return valueAt(now)
  }
}
