/** Words about how sure we are. */
import type { Confidence } from '../../rules/rule'

const names: Readonly<Record<Confidence, string>> = { documented: 'Documented', measured: 'Measured', assumed: 'Assumed' }

export const confidenceText = {
  names,
  /** One letter, for places without room for the word. */
  letters: { documented: 'D', measured: 'M', assumed: 'A' } as Readonly<Record<Confidence, string>>,
  meaning: {
    documented: 'AWS says so.',
    measured: 'Others measured it; AWS says nothing.',
    assumed: 'Neither documented nor measured: our choice, which you can change.',
  } as Readonly<Record<Confidence, string>>,
  rule: (name: string, statement: string) => `${name}: ${statement}`,
  spoken: (confidence: Confidence, statement: string) => `${names[confidence]}: ${statement}`,
} as const
