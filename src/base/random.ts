/**
 * Random numbers by counting: every draw is a pure function of (key, counter). Nothing is consumed, so a
 * draw made or left out shifts no other one: two scenarios that differ in one setting share all the rest of
 * their luck. A key names a stream (see `streamKey`); counters are the request, environment or event number.
 */
import { detExp, detLog } from './math'

/** Names a stream of random numbers: an unsigned 32-bit integer. */
export type StreamKey = number

const GOLDEN = 0x9e3779b9
const TWO_32 = 4294967296
const TO_UNIT = 1 / TWO_32
/** Substreams of rejected draws; callers of `substream` use small indices. */
const REJECTION = 0x40000000

/** Avalanching bijection of 32 bits (multiply and xorshift; bias below 0.2 of 32 bits). */
function scramble(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  return x ^ (x >>> 15)
}

/** Key of the stream `name` (of item `index`) under a scenario's 32-bit seed. */
export function streamKey(seed: number, name: string, index = 0): StreamKey {
  let hash = scramble(seed ^ 0x6a09e667)
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  hash = scramble(hash + name.length)
  return scramble(hash + Math.imul(index + 1, GOLDEN)) >>> 0
}

/** A stream derived from another one: for draws that need more than one number. `index` below 2^30. */
export function substream(key: StreamKey, index: number): StreamKey {
  return scramble(key + Math.imul(index + 1, GOLDEN)) >>> 0
}

/** 32 random bits as an unsigned integer. Counters are integers up to 2^53. */
export function u32(key: StreamKey, counter: number): number {
  let k = key | 0
  if (counter >= TWO_32) k = scramble(k + Math.imul(Math.floor(counter / TWO_32), GOLDEN))
  // The key goes in twice: otherwise two streams would hold the same numbers in another order.
  return hash(k, Math.imul(k, GOLDEN), counter) >>> 0
}

/** What `u32` returns, signed, for counters of one half. @param salt `Math.imul(key, GOLDEN)` */
function hash(key: number, salt: number, counter: number): number {
  let x = counter ^ key
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad)
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97)
  x = (x ^ (x >>> 15)) + salt
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}

/** Uniform in (0, 1), ends excluded, in steps of 2^-32. */
export function uniform(key: StreamKey, counter: number): number {
  return (u32(key, counter) + 0.5) * TO_UNIT
}

interface Ziggurat {
  /** An integer below it lies inside the layer for certain. */
  inside: Int32Array
  /** Width of a layer per unit of the integer. */
  width: Float64Array
  /** Density at the layers' edges; entry 256 is the peak. */
  density: Float64Array
}

const LAYERS = 256
/** Edge of the base layer: beyond it lies the tail. */
const EXPONENTIAL_EDGE = 7.69711747013105
const NORMAL_EDGE = 3.6541528853610088
/** Area of each of the 256 layers. */
const EXPONENTIAL_AREA = (EXPONENTIAL_EDGE + 1) * detExp(-EXPONENTIAL_EDGE)
const NORMAL_AREA = 0.004928673233974655
const EXPONENTIAL_BITS = 24
const NORMAL_BITS = 23

const EXPONENTIAL = buildZiggurat(
  EXPONENTIAL_EDGE, EXPONENTIAL_AREA, (x) => detExp(-x), { inverse: (y) => -detLog(y), bits: EXPONENTIAL_BITS },
)
const NORMAL = buildZiggurat(
  NORMAL_EDGE, NORMAL_AREA, (x) => detExp(-0.5 * x * x),
  { inverse: (y) => Math.sqrt(-2 * detLog(y)), bits: NORMAL_BITS },
)

function buildZiggurat(
  edge: number,
  area: number,
  density: (x: number) => number,
  { inverse, bits }: { inverse: (y: number) => number; bits: number },
): Ziggurat {
  const edges = new Float64Array(LAYERS + 1)
  edges[0] = area / density(edge)
  edges[1] = edge
  for (let i = 2; i < LAYERS; i++) edges[i] = inverse(area / edges[i - 1]! + density(edges[i - 1]!))
  edges[LAYERS] = 0
  const scale = 2 ** bits
  const inside = new Int32Array(LAYERS)
  const width = new Float64Array(LAYERS)
  for (let i = 0; i < LAYERS; i++) {
    inside[i] = Math.floor((edges[i + 1]! / edges[i]!) * scale)
    width[i] = edges[i]! / scale
  }
  return { inside, width, density: edges.map((x) => density(x)) }
}

const EXPONENTIAL_INSIDE = EXPONENTIAL.inside
const EXPONENTIAL_WIDTH = EXPONENTIAL.width
const NORMAL_INSIDE = NORMAL.inside
const NORMAL_WIDTH = NORMAL.width

/** Exponential with mean 1. */
export function exponential(key: StreamKey, counter: number): number {
  const bits = u32(key, counter)
  const layer = bits & 0xff
  const position = bits >>> 8
  const x = (position + 0.5) * EXPONENTIAL_WIDTH[layer]!
  return position < EXPONENTIAL_INSIDE[layer]! ? x : exponentialAtEdge(key, counter, bits)
}

/** Draws `first`, `first + 1`, … of a stream: the same numbers as one by one, in half the time. */
export function exponentials(out: Float64Array, key: StreamKey, first: number): void {
  if (first + out.length > TWO_32) {
    for (let i = 0; i < out.length; i++) out[i] = exponential(key, first + i)
    return
  }
  const k = key | 0
  const salt = Math.imul(k, GOLDEN)
  for (let i = 0; i < out.length; i++) {
    const bits = hash(k, salt, (first + i) | 0)
    const layer = bits & 0xff
    const position = bits >>> 8
    if (position < EXPONENTIAL_INSIDE[layer]!) out[i] = (position + 0.5) * EXPONENTIAL_WIDTH[layer]!
    else out[i] = exponentialAtEdge(key, first + i, bits >>> 0)
  }
}

/** Draws `first`, `first + 1`, … of a stream of normals. */
export function normals(out: Float64Array, key: StreamKey, first: number): void {
  if (first + out.length > TWO_32) {
    for (let i = 0; i < out.length; i++) out[i] = normal(key, first + i)
    return
  }
  const k = key | 0
  const salt = Math.imul(k, GOLDEN)
  for (let i = 0; i < out.length; i++) {
    const bits = hash(k, salt, (first + i) | 0)
    const layer = bits & 0xff
    const position = bits >>> 9
    // The sign without a branch, which no processor could foresee.
    if (position < NORMAL_INSIDE[layer]!) out[i] = (position + 0.5) * NORMAL_WIDTH[layer]! * (1 - ((bits >>> 7) & 2))
    else out[i] = normalAtEdge(key, first + i, bits >>> 0)
  }
}

/** One draw in a hundred: the rim of a layer or the tail. Redraws come from substreams of the same counter. */
function exponentialAtEdge(key: StreamKey, counter: number, first: number): number {
  let bits = first
  for (let attempt = 0; ; attempt += 2) {
    const layer = bits & 0xff
    const position = bits >>> 8
    const x = (position + 0.5) * EXPONENTIAL_WIDTH[layer]!
    if (position < EXPONENTIAL_INSIDE[layer]!) return x
    const luck = uniform(substream(key, REJECTION + attempt), counter)
    if (layer === 0) return EXPONENTIAL_EDGE - detLog(luck)
    const low = EXPONENTIAL.density[layer]!
    if (low + luck * (EXPONENTIAL.density[layer + 1]! - low) < detExp(-x)) return x
    bits = u32(substream(key, REJECTION + attempt + 1), counter)
  }
}

/** Normal with mean 0 and standard deviation 1. */
export function normal(key: StreamKey, counter: number): number {
  const bits = u32(key, counter)
  const layer = bits & 0xff
  const position = bits >>> 9
  const x = (position + 0.5) * NORMAL_WIDTH[layer]!
  // The sign without a branch, which no processor could foresee.
  if (position < NORMAL_INSIDE[layer]!) return x * (1 - ((bits >>> 7) & 2))
  return normalAtEdge(key, counter, bits)
}

function normalAtEdge(key: StreamKey, counter: number, first: number): number {
  let bits = first
  for (let attempt = 0; ; attempt += 2) {
    const layer = bits & 0xff
    const position = bits >>> 9
    const sign = (bits & 0x100) === 0 ? 1 : -1
    const x = (position + 0.5) * NORMAL_WIDTH[layer]!
    if (position < NORMAL_INSIDE[layer]!) return sign * x
    if (layer === 0) return sign * normalTail(substream(key, REJECTION + attempt), counter)
    const luck = uniform(substream(key, REJECTION + attempt), counter)
    const low = NORMAL.density[layer]!
    if (low + luck * (NORMAL.density[layer + 1]! - low) < detExp(-0.5 * x * x)) return sign * x
    bits = u32(substream(key, REJECTION + attempt + 1), counter)
  }
}

/** A normal given that it lies beyond the base layer's edge: an exponential proposal, accepted or redrawn. */
function normalTail(key: StreamKey, counter: number): number {
  for (let attempt = 0; ; attempt += 2) {
    const excess = -detLog(uniform(substream(key, attempt), counter)) / NORMAL_EDGE
    const height = -detLog(uniform(substream(key, attempt + 1), counter))
    if (height + height >= excess * excess) return NORMAL_EDGE + excess
  }
}
