import type { EntryPoint } from '../../sim/scenario.ts'
import type { AwsSettings } from './functions.ts'

/** A value as it was written, not yet checked. */
export interface Written {
  value: unknown
  line: number
}

/** What a text says about one function. */
export interface Declared {
  name: string
  line: number
  /** True: what is not said has AWS's default. False: it stays as it is. */
  complete: boolean
  settings: Map<keyof AwsSettings, Written>
  /** By qualifier; null takes the setting away. */
  provisioned: Map<string, Written | null>
  doors: Map<EntryPoint, boolean>
  /** By name: version and, where it splits requests, the weights. */
  aliases: Map<string, Written>
}

export const declare = (name: string, line: number, complete: boolean): Declared => ({
  name,
  line,
  complete,
  settings: new Map(),
  provisioned: new Map(),
  doors: new Map(),
  aliases: new Map(),
})
