/** Typed reading of a case's inputs; whatever is not in the grammar is refused by name. */
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import type { Json, JsonObject } from './types.ts'

export function numberOf(inputs: JsonObject, key: string): number {
  const value = inputs[key]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(TOOLS_TEXT.notANumber(key, value))
  return value
}

/** A number, or null where the case says null or nothing. */
export function numberOrNull(inputs: JsonObject, key: string): number | null {
  const value = inputs[key]
  return value === null || value === undefined ? null : numberOf(inputs, key)
}

export function textOf(inputs: JsonObject, key: string): string {
  const value = inputs[key]
  if (typeof value !== 'string') throw new Error(TOOLS_TEXT.notText(key, value))
  return value
}

export function listOf(inputs: JsonObject, key: string): readonly Json[] {
  const value = inputs[key]
  if (!Array.isArray(value)) throw new Error(TOOLS_TEXT.notAList(key, value))
  return value
}

export function numbersOf(inputs: JsonObject, key: string): readonly number[] {
  return listOf(inputs, key).map((value, row) => {
    if (typeof value !== 'number') throw new Error(TOOLS_TEXT.notANumber(`${key}[${row}]`, value))
    return value
  })
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectsOf(inputs: JsonObject, key: string): readonly JsonObject[] {
  return listOf(inputs, key).map((value, row) => {
    if (!isObject(value)) throw new Error(TOOLS_TEXT.notAnObject(`${key}[${row}]`, value))
    return value
  })
}

/** Looks up one of the listed sentences. */
export function choiceOf<T>(inputs: JsonObject, key: string, choices: Readonly<Record<string, T>>): T {
  const value = textOf(inputs, key)
  const choice = choices[value]
  if (choice === undefined) throw new Error(TOOLS_TEXT.unknownValue(key, value, Object.keys(choices)))
  return choice
}

/** Refuses a field that says something other than what the adapter models. */
export function requireValue(inputs: JsonObject, key: string, allowed: readonly Json[]): void {
  const value = inputs[key]
  if (value !== undefined && !allowed.includes(value)) throw new Error(TOOLS_TEXT.unknownValue(key, value, allowed.map(String)))
}
