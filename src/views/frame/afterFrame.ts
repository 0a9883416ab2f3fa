const waiting = new Set<() => void>()

function runAll(): void {
  const all = [...waiting]
  waiting.clear()
  for (const callback of all) callback()
}

/** Runs the callback once the present frame is on the screen, together with all others that wait: what takes long need not hold it. Returns how to have it left out. */
export function afterFrame(callback: () => void): () => void {
  if (waiting.size === 0) setTimeout(runAll)
  waiting.add(callback)
  return () => void waiting.delete(callback)
}
