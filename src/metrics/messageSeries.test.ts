import { expect, it } from 'vitest'
import { presetById } from '../scenario/presets/index'
import { simulate } from '../sim/simulate'
import { messageIndex } from './messages'
import { messageLines, messageMetrics } from './messageSeries'
import { buildTimelineIndex } from './timeline/timelineIndex'

const runOf = (id: string) => {
  const { scenario } = presetById(id)!
  return { scenario, index: buildTimelineIndex(simulate(scenario), scenario) }
}

it('offers what the sources of a run have to say', () => {
  expect(messageMetrics(runOf('poison-message').index)).toEqual(['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateAgeOfOldestMessage', 'lost'])
  expect(messageMetrics(runOf('blocked-shard').index)).toEqual(['IteratorAge', 'lost'])
  expect(messageMetrics(runOf('steady-api').index)).toEqual([])
})

it('agrees with the messages at any moment, and shows what happens between two columns', () => {
  const run = runOf('poison-message')
  const messages = messageIndex(run.index.trace)
  const [first] = messageLines(run, 'ApproximateNumberOfMessagesNotVisible')
  const [age] = messageLines(run, 'ApproximateAgeOfOldestMessage')
  for (let time = 0; time <= 100e6; time += 777_777) {
    expect(first!.valueAt(time)).toBe(messages.countsAt(first!.source, time)!.inFlight)
    expect(age!.valueAt(time)).toBe(messages.oldestAge(age!.source, time))
  }
  expect([...first!.highest(Float64Array.of(0, 0.5e6, 2e6, 99e6, 100e6))]).toEqual([0, 10, 10, 0])
  // It grows until the last message is dead-lettered, 90 s after it was sent.
  expect(Math.max(...age!.highest(Float64Array.of(0, 30e6, 60e6, 90.9e6, 95e6)))).toBe(89.9e6)
})

it('counts what was lost, and takes the age of an iterator at invocations', () => {
  expect(messageLines(runOf('poison-message'), 'lost').map((line) => line.valueAt(100e6))).toEqual([10, 1])
  const [blocked] = messageLines(runOf('blocked-shard'), 'IteratorAge')
  expect(blocked!.valueAt(0)).toBe(0)
  expect(blocked!.valueAt(60e6)).toBeGreaterThan(blocked!.valueAt(20e6))
})
