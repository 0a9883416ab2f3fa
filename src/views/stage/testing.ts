/** What the stage's tests share: traces with their index, a palette, and runs of the engine. */
import { createOutliner } from '../../metrics/timeline/outline.ts'
import { buildTimelineIndex, type TimelineIndex } from '../../metrics/timeline/timelineIndex.ts'
import { DEFAULT_FUNCTION_FIELDS, defaultScenario } from '../../scenario/defaults.ts'
import { simulate } from '../../sim/simulate.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Trace } from '../../sim/trace/schema.ts'
import { FIRST_BURST, traceFromText } from '../../sim/trace/testing/fixture.ts'
import type { Palette, Pattern, Phase } from '../design/palette.ts'
import { PHASES, PHASE_PATTERNS } from '../design/palette.ts'
import { modelOf as modelOfOutline, type TraceModel } from './model.ts'

export const indexOf = (trace: Trace, scenario?: Scenario): TimelineIndex => buildTimelineIndex(trace, scenario)

export const burst = (): Trace => traceFromText(6000, FIRST_BURST)

/** A run of the engine with arrivals by chance, idle environments reclaimed early and a limit that is met. */
export function randomRun(ratePerSecond: number, durationMs = 20_000): { trace: Trace; scenario: Scenario } {
  const base = defaultScenario()
  const scenario: Scenario = {
    ...base,
    durationMs,
    account: { ...base.account, ConcurrentExecutions: 120 },
    functions: [{ ...DEFAULT_FUNCTION_FIELDS, ...base.functions[0]!, ReservedConcurrentExecutions: 12 }],
    traffic: base.traffic.map((source) => ({ ...source, arrivals: { kind: 'poisson' as const, ratePerSecond } })),
    assumptions: { ...base.assumptions, idleLifetimeSeconds: { kind: 'uniform', min: 0.2, max: 1.5 } },
  }
  return { trace: simulate(scenario), scenario }
}

/** A model as the stage builds it. */
export function modelOf(trace: Trace, scenario: Scenario = defaultScenario()): TraceModel {
  return modelOfOutline(createOutliner()(trace, scenario), scenario)
}

const colorOf = (phase: Phase): string => `#0000${(PHASES.indexOf(phase) + 16).toString(16)}`
const phases = Object.fromEntries(
  PHASES.map((phase) => [phase, { fill: colorOf(phase), pattern: PHASE_PATTERNS[phase] satisfies Pattern, ink: '#ffffff' }]),
) as Palette['phases']

/** Colours that tell apart what drew them. */
export const palette: Palette = {
  background: '#ffffff', surface: '#fffffe', raised: '#fffffd', line: '#fffffc', text: '#000001', textMuted: '#000002',
  textFaint: '#000003', grid: '#000004', axis: '#000005', accent: '#000006', onAccent: '#fffff0', accentWash: '#fffff1',
  playhead: '#000007', control: '#00000e', overlay: '#fffff3', alarm: '#ff0000', alarmWash: '#fffff2', billed: '#ffaa00', idle: '#888888', documented: '#000008',
  measured: '#000009', assumed: '#00000a',
  phases,
  kinds: {} as Palette['kinds'],
  pools: { 'on-demand': '#00000b', provisioned: '#00000c', proactive: '#00000d' },
  limits: { account: '#00000e', unreserved: '#00000f', reserved: '#000020', provisioned: '#000021' },
  series: ['#000031', '#000032'],
  fontSans: 'sans-serif',
  fontMono: 'monospace',
}
