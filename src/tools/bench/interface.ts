/** Times of the app itself: the production build in Chromium, through the controls a user has. */
import type { Locator, Page } from '@playwright/test'
import { encodeLink } from '../../scenario/link.ts'
import { parseScenario } from '../../scenario/parse.ts'
import { ENGINE_VERSION } from '../../sim/simulate.ts'
import type { Scenario } from '../../sim/scenario.ts'
import { configuration } from '../../text/en/configuration.ts'
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { runScript } from '../run.mjs'
import { openPage } from './browser.ts'
import { installProbe, pressToPicture, type ProbedWindow } from './probe.ts'
import { quantile, spread, type Spread } from './statistics.ts'
import { scenarioFor } from './workloads.ts'

const PRESSES = 20
const WATCHED_MS = 5000
const SMALL = 2000
const MILLION = 1_000_000
/** Requests per second that keep about 1,000 environments busy. */
const CROWD_RATE = 3300
const CROWD_MS = 60_000

export interface FrameTimes {
  frames: number
  medianMs: number
  p95Ms: number
  maxMs: number
  /** Longest task of the main thread outside frames, 0 below 50 ms. */
  longestTaskMs: number
}

export interface InterfaceTimes {
  /** From the press of a control to the first picture of the new run. */
  pressToPicture: { invocations: number; ms: Spread; untilResultMs: Spread }
  pressToPictureMillion: { invocations: number; ms: Spread; untilResultMs: Spread }
  playing1000Environments: FrameTimes
  zoomingMillion: FrameTimes
  panningMillion: FrameTimes
}

/** Builds the app as `npm run build` does; what that says goes to standard error. */
export async function buildApp(folder: string): Promise<void> {
  const code = await runScript('vite/bin/vite.js', ['build', '--outDir', folder, '--emptyOutDir'], { stdoutToStderr: true })
  if (code !== 0) throw new Error(TOOLS_TEXT.buildFailed)
}

/** Loads the app on a scenario, as a link to it would. */
async function show(page: Page, scenario: Scenario): Promise<void> {
  const parsed = parseScenario(scenario)
  if (!parsed.ok) throw new Error(TOOLS_TEXT.invalidScenario('', parsed.issues.map(({ message }) => message)))
  const hash = encodeLink({ scenario: parsed.scenario, presetId: null, timeMs: null, view: null }, ENGINE_VERSION)
  await page.goto('about:blank')
  await page.goto(`${originOf.get(page)}${hash}`)
  await page.waitForFunction(() => (window as unknown as ProbedWindow).appIdle !== undefined)
  await page.evaluate(() => (window as unknown as ProbedWindow).appIdle?.())
}

const originOf = new WeakMap<Page, string>()

/** The button that asks for the same scenario with other random numbers. */
async function newSeed(page: Page): Promise<Locator> {
  const button = page.getByRole('button', { name: configuration.reroll })
  if ((await button.count()) === 0) for (const closed of await page.locator('.group-toggle[aria-expanded="false"]').all()) await closed.click()
  return button.first()
}

async function presses(page: Page, scenario: Scenario, invocations: number, count: number) {
  await show(page, scenario)
  const button = await newSeed(page)
  const totals: number[] = []
  const results: number[] = []
  for (let press = 0; press < count; press++) {
    const { total, untilResult } = await button.evaluate(pressToPicture)
    await page.evaluate(() => (window as unknown as ProbedWindow).appIdle?.())
    totals.push(total)
    results.push(untilResult)
  }
  return { invocations, ms: spread(totals), untilResultMs: spread(results) }
}

/** Frames while `during` goes on for some seconds. */
async function framesWhile(page: Page, during: () => Promise<void>): Promise<FrameTimes> {
  await page.evaluate(() => {
    const { probe } = window as unknown as ProbedWindow
    probe.frames.length = 0
    probe.longestTask = 0
  })
  const end = Date.now() + WATCHED_MS
  while (Date.now() < end) await during()
  const { frames, longestTask } = await page.evaluate(() => (window as unknown as ProbedWindow).probe)
  const rounded = (value: number): number => Number(value.toFixed(2))
  return {
    frames: frames.length,
    medianMs: rounded(quantile(frames, 0.5)),
    p95Ms: rounded(quantile(frames, 0.95)),
    maxMs: rounded(Math.max(...frames)),
    longestTaskMs: rounded(longestTask),
  }
}

function crowd(): Scenario {
  const base = scenarioFor('W2', MILLION)
  return {
    ...base,
    durationMs: CROWD_MS,
    account: { ...base.account, ConcurrentExecutions: 2000, scalingRate: 'off' },
    traffic: base.traffic.map((source) => ({ ...source, arrivals: { kind: 'poisson' as const, ratePerSecond: CROWD_RATE } })),
  }
}

async function playing(page: Page): Promise<FrameTimes> {
  await show(page, crowd())
  await page.getByTestId('play').click()
  return framesWhile(page, () => page.waitForTimeout(250))
}

/** Wheel turns over the timeline, one after the other: in and out again, or to and fro. */
async function wheeling(page: Page, direction: 'zoom' | 'pan'): Promise<FrameTimes> {
  const box = await page.getByTestId('timeline').boundingBox()
  if (box === null) throw new Error(TOOLS_TEXT.pageTimedOut('timeline'))
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2)
  if (direction === 'pan') await page.keyboard.down('Shift')
  let turn = 0
  const times = await framesWhile(page, async () => {
    const sign = Math.floor(turn++ / 25) % 2 === 0 ? -1 : 1
    await page.mouse.wheel(0, sign * 60)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  })
  if (direction === 'pan') await page.keyboard.up('Shift')
  return times
}

/** All interface figures; `folder` holds the built app. */
export async function measureInterface(folder: string, rounds: number): Promise<InterfaceTimes> {
  const session = await openPage(folder, installProbe)
  const { page } = session
  originOf.set(page, page.url().split('#')[0]!)
  try {
    const small = await presses(page, scenarioFor('W2', SMALL), SMALL, PRESSES)
    const playing1000Environments = await playing(page)
    const million = await presses(page, scenarioFor('W2', MILLION), MILLION, rounds)
    const zoomingMillion = await wheeling(page, 'zoom')
    const panningMillion = await wheeling(page, 'pan')
    return { pressToPicture: small, pressToPictureMillion: million, playing1000Environments, zoomingMillion, panningMillion }
  } finally {
    await session.close()
  }
}
