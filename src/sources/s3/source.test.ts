import { expect, it } from 'vitest'
import { pushed } from '../testing/pushed'

it.each(['s3'] as const)('%s hands its events over at once, and Lambda tries again', (kind) => {
  expect(pushed(kind)).toEqual({ at: [0, 5], retriedBy: ['AS-03', 'AS-03'] })
})
