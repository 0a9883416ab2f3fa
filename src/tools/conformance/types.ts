/** Shapes shared by the adapters: a case, what it asks for and what a run returns. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** Estimate from independent runs; `se` is the standard error of `mean`. A type, not an interface, so that it is a `Json`. */
export type Estimate = { readonly mean: number; readonly se: number }

export interface ConformanceCase {
  id: string
  kind: string
  inputs: JsonObject
  /** Only its keys are looked at, to know which metrics are wanted. */
  expected?: JsonObject
  tolerance?: { abs?: number; rel?: number }
}

export interface RunContext {
  /** Seed of the n-th independent run: a function of kind, inputs, salt and n. */
  seed(n: number): number
  /** Share of the full effort, above 0 and at most 1: scales the number of requests, not what is measured. */
  effort: number
  /** What the case wants, if it says so. Adapters read keys from it, never values. */
  asked: JsonObject | null
}

/** Runs one case on the engine. */
export type Adapter = (inputs: JsonObject, context: RunContext) => JsonObject
