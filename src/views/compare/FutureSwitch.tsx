import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { FutureName } from '../../scenario/comparison.ts'
import { compare } from '../../text/en/compare.ts'
import { FutureBadge } from './FutureBadge.tsx'

const NAMES: readonly FutureName[] = ['a', 'b']

/** Which of the two is shown and edited. */
export function FutureSwitch({ active, onChange }: { active: FutureName; onChange: (name: FutureName) => void }) {
  return (
    <RadioGroup className="segmented future-switch" aria-label={compare.futures} value={active} onValueChange={(next) => onChange(next as FutureName)}>
      {NAMES.map((name) => (
        <Radio.Root key={name} value={name} className="segment" aria-label={compare.future(name)}>
          <FutureBadge name={name} />
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
