import { describe, expect, it } from 'vitest'
import { initialOf } from '../source'
import { attemptsOf, batchesOf, messagesWith, polled, repeated } from '../testing/polled'
import { mq, type MqSource } from './source'

const DEFAULTS = initialOf(mq)

const queue = (changes: Partial<MqSource>, mapping: Partial<MqSource['mapping']> = {}): MqSource => ({ ...DEFAULTS, ...changes, mapping: { ...DEFAULTS.mapping, ...mapping } })

describe('a queue of MQ', () => {
  it('runs five batches at a time for ActiveMQ, one for RabbitMQ', () => {
    const atOnce = (kind: MqSource['kind']) =>
      batchesOf(polled({ source: queue({ kind }, { BatchSize: 10 }), at: repeated(100), takesMs: 60_000, durationMs: 50_000 })).length
    expect([atOnce('activemq'), atOnce('rabbitmq')]).toEqual([5, 1])
  })
  it('delivers a batch again as a whole, and sets it aside after its redeliveries', () => {
    const at = [{ atMs: 0 }, { atMs: 0, failAttempts: null }]
    const trace = polled({ source: queue({ maximumRedeliveries: 2 }), at })
    expect(attemptsOf(trace, 'handler').map((each) => each.at)).toEqual([0.5, 1.5, 3.5])
    expect(messagesWith(trace, 'deadLettered')).toEqual([0, 1])
  })
  it('acknowledges what does not match', () => {
    const source = queue({ matchShare: 0 }, { FilterCriteria: { Filters: [{ Pattern: '{"data":{"type":["order"]}}' }] } })
    expect(messagesWith(polled({ source, at: repeated(5) }), 'filtered')).toHaveLength(5)
  })
})
