/** What lies behind a function: connections that are limited, and a pile of coins where handlers pay. */
import type { Box, Surface } from '../../chart/surface.ts'
import { flowText as text } from '../../../text/en/flow.ts'
import type { SideEffectCounts } from '../../../metrics/sideEffects.ts'
import type { FlowScene } from './scene.ts'
import type { FunctionState } from './state.ts'

interface DownstreamLine {
  /** In as many words as there is room for. */
  texts: readonly [string, ...string[]]
  alarm: boolean
}

/** What has been paid, how much of it again, and what keys have kept from happening; the most important first. */
export function coinLines({ paid, again, done, busy }: SideEffectCounts): DownstreamLine[] {
  return [
    { texts: [text.paid(paid)], alarm: false },
    ...(again > 0 ? [{ texts: text.paidAgain(again), alarm: true }] : []),
    ...(done > 0 ? [{ texts: text.alreadyDone(done), alarm: false }] : []),
    ...(busy > 0 ? [{ texts: text.inProgress(busy), alarm: false }] : []),
  ]
}

export function downstreamLines({ connections, waiting, coins }: FunctionState, pays: boolean): DownstreamLine[] {
  const limit: DownstreamLine[] = connections === null ? [] : [{ texts: [text.connections(connections)], alarm: false }]
  const waits: DownstreamLine[] = waiting > 0 ? [{ texts: [text.waiting(waiting)], alarm: false }] : []
  if (pays) return [...coinLines(coins), ...limit, ...waits]
  const open: DownstreamLine = { texts: [text.noLimit], alarm: false }
  return [...(limit.length > 0 ? limit : [open]), ...waits]
}

const COIN = 8
const STEP = 5

/** A row of coins that lie over each other, those paid again last; where there are too many, in proportion. */
export function drawCoins(surface: Surface, { palette }: FlowScene, box: Box, { paid, again }: SideEffectCounts): void {
  const room = Math.max(1, Math.floor((box.width - 24 - COIN) / STEP) + 1)
  const shown = Math.min(paid, room)
  const repeated = again === 0 ? 0 : Math.max(1, Math.round((again / paid) * shown))
  const left = box.x + (box.width - (COIN + (shown - 1) * STEP)) / 2
  for (let at = 0; at < shown; at++) {
    const coin = { x: left + at * STEP, y: box.y, width: COIN, height: COIN }
    surface.rect({ x: coin.x - 1, y: coin.y - 1, width: COIN + 2, height: COIN + 2 }, { color: palette.surface }, COIN / 2 + 1)
    surface.rect(coin, { color: at >= shown - repeated ? palette.alarm : palette.measured }, COIN / 2)
  }
}
