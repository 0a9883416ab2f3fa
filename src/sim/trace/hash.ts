/**
 * Fingerprint of a trace: two runs are the same exactly if their hashes are.
 *
 * What is hashed, in this order: the engine version (UTF-16 units), `until`, `stoppedAt` (-1 for null), requests,
 * the number of records and of lanes, then every column of `records` and of `lanes` in the order of the schema,
 * cut to its length; then, where there are messages, their columns and those of their events. `levels` are left out: they follow from the records. Columns are read as little-endian
 * 32-bit words, the last one padded with zeros. The result is 64 bits in 16 hexadecimal digits; it says whether
 * traces differ, it is not meant to resist somebody who wants a collision.
 */
import type { Lanes, Records, Trace } from './schema'

type Column = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array

const MULTIPLIER_LOW = 0x9e3779b1
const MULTIPLIER_HIGH = 0x85ebca77

/** Two independent 32-bit states fed with the same words. */
interface State {
  low: number
  high: number
}

/** Each step is a bijection of the state for a given word, so a changed word always changes both states. */
function mixWords(state: State, words: Uint32Array): void {
  let low = state.low
  let high = state.high
  for (let row = 0; row < words.length; row++) {
    const word = words[row] as number
    const turned = low ^ word
    low = Math.imul((turned << 15) | (turned >>> 17), MULTIPLIER_LOW)
    const sum = (((high << 13) | (high >>> 19)) + word) | 0
    high = Math.imul(sum ^ (sum >>> 16), MULTIPLIER_HIGH)
  }
  state.low = low
  state.high = high
}

/** The first `length` values as 32-bit words, without a copy where they fill whole words. */
function wordsOf(column: Column, length: number): Uint32Array {
  const bytes = length * column.BYTES_PER_ELEMENT
  const count = Math.ceil(bytes / 4)
  if (bytes % 4 === 0 && column.byteOffset % 4 === 0) return new Uint32Array(column.buffer, column.byteOffset, count)
  const padded = new Uint8Array(count * 4)
  padded.set(new Uint8Array(column.buffer, column.byteOffset, bytes))
  return new Uint32Array(padded.buffer)
}

function recordColumns(records: Records): readonly Column[] {
  const { time, span, kind, outcome, rule, lane, request, cause } = records
  return [time, span, kind, outcome, rule, lane, request, cause]
}

function laneColumns(lanes: Lanes): readonly Column[] {
  const { kind, parent, pool, version, born, died } = lanes
  return [kind, parent, pool, version, born, died]
}

function finish(value: number): string {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  mixed ^= mixed >>> 16
  return (mixed >>> 0).toString(16).padStart(8, '0')
}

/** 16 hexadecimal digits. About 10 ms for a million records. */
export function hashTrace(trace: Trace): string {
  const state: State = { low: 0x243f6a88, high: 0x13198a2e }
  const { records, lanes } = trace
  mixWords(state, Uint32Array.from(trace.engine, (unit) => unit.charCodeAt(0)))
  const numbers = [trace.until, trace.stoppedAt ?? -1, trace.requests, records.length, lanes.length]
  mixWords(state, wordsOf(Float64Array.from(numbers), numbers.length))
  for (const column of recordColumns(records)) mixWords(state, wordsOf(column, records.length))
  for (const column of laneColumns(lanes)) mixWords(state, wordsOf(column, lanes.length))
  if (trace.messages.length > 0) {
    for (const column of [trace.messages.lane, trace.messages.key]) mixWords(state, wordsOf(column, trace.messages.length))
    const { time, kind, message, record, length } = trace.messageEvents
    for (const column of [time, kind, message, record]) mixWords(state, wordsOf(column, length))
  }
  return finish(state.high) + finish(state.low ^ state.high)
}
