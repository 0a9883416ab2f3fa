/** First position in the sorted `array` whose value is greater than `x`: how many values are at most `x`. */
export function bisectRight(array: ArrayLike<number>, x: number, lo = 0, hi = array.length): number {
  let low = lo
  let high = hi
  while (low < high) {
    const middle = (low + high) >>> 1
    if (array[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low
}

/** First position in the sorted `array` whose value is at least `x`: how many values are below `x`. */
export function bisectLeft(array: ArrayLike<number>, x: number, lo = 0, hi = array.length): number {
  let low = lo
  let high = hi
  while (low < high) {
    const middle = (low + high) >>> 1
    if (array[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}
