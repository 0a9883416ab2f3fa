export interface KnobText {
  label: string
  unit?: string
  hint?: string
  /** What an optional field says when it is not set. */
  off?: string
  options?: Readonly<Record<string, string>>
}
