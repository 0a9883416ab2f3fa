/**
 * The design tokens as plain colour strings, for drawing surfaces that CSS does not reach. Read once per
 * theme change; never per frame.
 */
import type { Pool, RecordKind } from '../../sim/trace/schema.ts'

export type Pattern = 'none' | 'diagonal' | 'dots' | 'cross' | 'vertical'
export type Phase = 'create' | 'network' | 'download' | 'runtimeStart' | 'functionInit' | 'restore' | 'suppressedInit' | 'handler'
export type LimitKind = 'account' | 'unreserved' | 'reserved' | 'provisioned'

export interface PhaseStyle {
  fill: string
  /** Tells the phase apart without colour; drawn in `ink` at low opacity. */
  pattern: Pattern
  /** Text and pattern on the fill, 4.5:1. */
  ink: string
}

export interface Palette {
  background: string
  surface: string
  raised: string
  line: string
  text: string
  textMuted: string
  textFaint: string
  grid: string
  axis: string
  accent: string
  onAccent: string
  /** Selected and hovered backgrounds. */
  accentWash: string
  playhead: string
  /** Edges of controls, and what stands over the page. */
  control: string
  overlay: string
  alarm: string
  alarmWash: string
  billed: string
  idle: string
  documented: string
  measured: string
  assumed: string
  phases: Readonly<Record<Phase, PhaseStyle>>
  /** One colour per record kind: the phases, and what marks are drawn in. */
  kinds: Readonly<Record<RecordKind, string>>
  pools: Readonly<Record<Pool, string>>
  limits: Readonly<Record<LimitKind, string>>
  /** Functions side by side in one chart; repeats beyond the last. */
  series: readonly string[]
  fontSans: string
  fontMono: string
  /** What sizes of text and widths of lines are multiplied by. */
  textScale?: number
  strokeScale?: number
  /** Opacity of the background over what has not happened yet. */
  veil?: number
}

/** Order of the cold start, then the work: legends and tables follow it. */
export const PHASES: readonly Phase[] = [
  'create',
  'network',
  'download',
  'runtimeStart',
  'functionInit',
  'restore',
  'suppressedInit',
  'handler',
]

/** Pattern of each phase, the same on every surface. */
export const PHASE_PATTERNS: Readonly<Record<Phase, Pattern>> = {
  create: 'diagonal',
  network: 'cross',
  download: 'vertical',
  runtimeStart: 'none',
  functionInit: 'dots',
  restore: 'cross',
  suppressedInit: 'vertical',
  handler: 'none',
}

/** CSS custom property of each phase. A network interface is part of placing the environment: the pattern tells it apart. */
export const PHASE_TOKENS: Readonly<Record<Phase, string>> = {
  create: '--phase-create',
  network: '--phase-create',
  download: '--phase-download',
  runtimeStart: '--phase-runtime-start',
  functionInit: '--phase-function-init',
  restore: '--phase-restore',
  suppressedInit: '--phase-suppressed-init',
  handler: '--phase-handler',
}

/** Resolves the tokens that hold for `element` (theme, contrast and forced colours included). */
export function readPalette(element: Element): Palette {
  const color = createProbe(element)
  const ink = color('--phase-ink')
  const phase = (name: Phase): PhaseStyle => ({ fill: color(PHASE_TOKENS[name]), pattern: PHASE_PATTERNS[name], ink })
  const phases: Record<Phase, PhaseStyle> = {
    create: phase('create'),
    network: phase('network'),
    download: phase('download'),
    runtimeStart: phase('runtimeStart'),
    functionInit: phase('functionInit'),
    restore: phase('restore'),
    suppressedInit: phase('suppressedInit'),
    handler: phase('handler'),
  }
  const plain = {
    background: color('--background'),
    surface: color('--surface'),
    raised: color('--raised'),
    line: color('--line'),
    text: color('--text'),
    textMuted: color('--text-muted'),
    textFaint: color('--text-faint'),
    grid: color('--grid'),
    axis: color('--axis'),
    accent: color('--accent'),
    onAccent: color('--on-accent'),
    accentWash: color('--accent-wash'),
    playhead: color('--playhead'),
    control: color('--control'),
    overlay: color('--overlay'),
    alarm: color('--alarm'),
    alarmWash: color('--alarm-wash'),
    billed: color('--billed'),
    idle: color('--idle'),
    documented: color('--documented'),
    measured: color('--measured'),
    assumed: color('--assumed'),
  }
  const limits: Record<LimitKind, string> = {
    account: color('--limit-account'),
    unreserved: color('--limit-unreserved'),
    reserved: color('--limit-reserved'),
    provisioned: color('--limit-provisioned'),
  }
  const series = ['--series-1', '--series-2', '--series-3', '--series-4'].map(color)
  color.remove()
  const styles = getComputedStyle(element)
  return {
    ...plain,
    phases,
    limits,
    series,
    kinds: kindColors(phases, plain),
    pools: { 'on-demand': plain.textMuted, provisioned: plain.accent, proactive: plain.assumed },
    fontSans: styles.getPropertyValue('--font-sans').trim(),
    fontMono: styles.getPropertyValue('--font-mono').trim(),
    textScale: Number(styles.getPropertyValue('--text-scale')) || 1,
    strokeScale: Number(styles.getPropertyValue('--stroke-scale')) || 1,
    veil: Number(styles.getPropertyValue('--veil')),
  }
}

type Plain = Pick<Palette, 'alarm' | 'textMuted' | 'accent' | 'idle' | 'measured'>

function kindColors(phases: Palette['phases'], plain: Plain): Readonly<Record<RecordKind, string>> {
  return {
    arrival: plain.accent,
    throttle: plain.alarm,
    reject: plain.alarm,
    create: phases.create.fill,
    network: phases.network.fill,
    download: phases.download.fill,
    runtimeStart: phases.runtimeStart.fill,
    functionInit: phases.functionInit.fill,
    restore: phases.restore.fill,
    suppressedInit: phases.suppressedInit.fill,
    handler: phases.handler.fill,
    shutdown: plain.idle,
    giveUp: plain.alarm,
    retryWait: plain.textMuted,
    connectionWait: plain.measured,
    provision: plain.accent,
    intervention: plain.accent,
    drop: plain.alarm,
    delivery: plain.textMuted,
    sideEffect: plain.measured,
  }
}

/** `light-dark()` resolves only in a colour property, so a hidden element computes each token. */
function createProbe(element: Element) {
  const probe = document.createElement('span')
  probe.hidden = true
  probe.style.setProperty('forced-color-adjust', 'none')
  element.append(probe)
  const styles = getComputedStyle(probe)
  const read = (token: string): string => {
    probe.style.color = `var(${token})`
    return styles.color
  }
  return Object.assign(read, { remove: () => probe.remove() })
}
