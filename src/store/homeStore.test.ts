import { describe, expect, it } from 'vitest'
import { createClock } from '../playback/clock.ts'
import { simulate } from '../sim/simulate.ts'
import type { Client } from '../worker/client.ts'
import type { RunResult } from '../worker/protocol.ts'
import { createGuesses, GUESS_KEY } from './guesses.ts'
import { createHomeStore, questionFor } from './homeStore.ts'
import { createMemory } from './testing/memory.ts'

function setUp({ memory = createMemory(), still = false } = {}) {
  let runs = 0
  const client = {
    run: (scenario) => {
      runs++
      return Promise.resolve({ kind: 'done' as const, result: { trace: simulate(scenario) } as RunResult, elapsedMs: 1 })
    },
  } as Pick<Client, 'run'> as Client
  const clock = createClock({ requestFrame: () => 0 })
  const home = createHomeStore({ client, clock, guesses: createGuesses(memory.tab()), still: () => still })
  const settle = async () => {
    for (let i = 0; i < 4; i++) await Promise.resolve()
  }
  return { home, clock, settle, memory, runs: () => runs }
}

describe('the question', () => {
  it('shows arrivals and no more until it is told', async () => {
    const { home, clock, settle } = setUp()
    home.open()
    await settle()
    const { run, phase } = home.getState()
    expect(phase).toBe('asked')
    expect(run!.fates).toHaveLength(questionFor(8).items)
    const last = run!.fates.at(-1)!.arrived
    expect(clock.state()).toMatchObject({ playing: true, time: run!.from })
    expect(clock.state().until).toBeGreaterThanOrEqual(last)
    expect(clock.state().until).toBeLessThan(run!.until)
    home.tell({ kind: 'count', count: 3 })
    expect(clock.state()).toMatchObject({ playing: true, time: run!.from, until: run!.until })
  })
  it('stands still where motion is not wanted', async () => {
    const { home, clock, settle } = setUp({ still: true })
    home.open()
    await settle()
    expect(clock.state().playing).toBe(false)
    expect(clock.time()).toBe(clock.state().until)
    home.tell(null)
    expect(clock.time()).toBe(home.getState().run!.until)
  })
  it('runs once, and again for another setting', async () => {
    const { home, settle, runs } = setUp()
    home.open()
    home.open()
    await settle()
    expect(runs()).toBe(1)
    home.reserve(4)
    await settle()
    expect(runs()).toBe(2)
    expect(home.getState().run!.fates.filter(({ fate }) => fate === 'cold')).toHaveLength(4)
  })
  it('is asked again without the old guess getting lost', async () => {
    const { home, settle, memory } = setUp()
    home.open()
    await settle()
    home.tell({ kind: 'mark', marked: [1, 2] })
    home.askAgain()
    expect(home.getState()).toMatchObject({ phase: 'asked', guess: null })
    expect(setUp({ memory }).home.getState()).toMatchObject({ phase: 'told', guess: { kind: 'mark', marked: [1, 2] } })
  })
  it('keeps one guess for each setting', async () => {
    const { home, settle, memory } = setUp()
    home.tell({ kind: 'count', count: 5 })
    home.reserve(null)
    await settle()
    expect(home.getState()).toMatchObject({ phase: 'asked', guess: null })
    home.reserve(8)
    expect(home.getState()).toMatchObject({ phase: 'told', guess: { kind: 'count', count: 5 } })
    expect([...memory.kept.keys()]).toEqual([`${GUESS_KEY}${questionFor(8).id}`])
  })
  it('forgets a guess that makes no sense', () => {
    const memory = createMemory({ [`${GUESS_KEY}${questionFor(8).id}`]: '{"kind":"count","count":99}' })
    expect(setUp({ memory }).home.getState()).toMatchObject({ phase: 'asked', guess: null })
  })
})
