/** The buffers behind every typed array in `value`, each once: what `postMessage` may move instead of copy. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const visit = (item: unknown): void => {
    if (ArrayBuffer.isView(item)) {
      if (item.buffer instanceof ArrayBuffer) buffers.add(item.buffer)
    } else if (typeof item === 'object' && item !== null) Object.values(item).forEach(visit)
  }
  visit(value)
  return [...buffers]
}
