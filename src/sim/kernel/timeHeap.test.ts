import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimeHeap } from './timeHeap'

test('the earliest comes first, whatever the order of pushing and taking', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(50), fc.constant(null)), { maxLength: 200 }), (steps) => {
      const heap = createTimeHeap()
      let plain: number[] = []
      for (const step of steps) {
        if (step === null) expect(heap.take()).toBe(plain.shift() ?? Infinity)
        else {
          heap.push(step)
          plain = [...plain, step].sort((a, b) => a - b)
        }
        expect([heap.first(), heap.size()]).toEqual([plain[0] ?? Infinity, plain.length])
      }
    }),
    { seed: 1 },
  )
})
