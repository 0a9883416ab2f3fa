/**
 * Money as a whole number of units so small that every price times every quantity is one of them: nothing is
 * rounded until an amount is shown. Prices are whole pico-dollars per GB-second, quantities whole MB-milliseconds,
 * and a GB-second has 1,024,000 of those: so the unit is a pico-dollar divided by 1,024,000.
 */
import { MB_MS_PER_GB_S, PICO_USD_PER_USD } from '../rules/prices'

/** Units of 1 / 1.024e18 US dollar. */
export type Money = bigint

const UNITS_PER_PICO = BigInt(MB_MS_PER_GB_S)
const UNITS_PER_USD = BigInt(PICO_USD_PER_USD) * UNITS_PER_PICO
/** Restores are priced per GB, not per GB-second. */
const UNITS_PER_PICO_MB = UNITS_PER_PICO / 1024n
/** Digits kept when an amount becomes a float: more than a float can hold for amounts above a nano-dollar. */
const FLOAT_SCALE = 1_000_000_000_000_000_000n

/** MB-milliseconds at a price. @param price pico-USD per GB-second */
export function priceOfMbMs(mbMs: bigint, price: number): Money {
  return mbMs * BigInt(price)
}

/** A number of things at a price each. @param price pico-USD */
export function priceOfCount(count: number, price: number): Money {
  return BigInt(count) * BigInt(price) * UNITS_PER_PICO
}

/** Megabytes at a price. @param price pico-USD per GB */
export function priceOfMb(mb: number, price: number): Money {
  return BigInt(mb) * BigInt(price) * UNITS_PER_PICO_MB
}

/** An amount as a float, to show it. */
export function toUsd(money: Money): number {
  return Number((money * FLOAT_SCALE) / UNITS_PER_USD) / Number(FLOAT_SCALE)
}

export function sumOf(amounts: Iterable<{ amount: Money }>): Money {
  let sum = 0n
  for (const { amount } of amounts) sum += amount
  return sum
}
