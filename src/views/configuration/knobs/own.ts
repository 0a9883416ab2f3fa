/** Settings that one source alone has, made from what it says of itself. */
import { limitsOf } from '../../../scenario/fieldLimits.ts'
import { SOURCES, type SourceKnobId } from '../../../sources/index.ts'
import type { Field } from '../../../sources/config.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import type { KnobGroup, NumberKnob } from '../knob.ts'
import { lensOf, numberOf, type Polled } from './mapping.ts'

/** Up to here one by one. */
const FEW = 10

function ownKnob(kinds: readonly Polled['kind'][], name: SourceKnobId, field: Field<number | null>): NumberKnob {
  const { min, max } = limitsOf(field)
  const { initial, orNull } = field
  return numberOf<Polled>({
    lens: lensOf(...kinds),
    id: name,
    field: name,
    read: (source) => (source as unknown as Readonly<Record<string, number | null>>)[name] ?? null,
    write: (source, value) => ({ ...source, [name]: value ?? (orNull ? null : min) }),
    stops: () => [...linearStops(min, Math.min(FEW, max), 1), ...(max > FEW ? logStops(FEW + 2, max, 1) : [])],
    ...(orNull && typeof initial === 'number' ? { initial } : {}),
  })
}

export const OWN_KNOBS: KnobGroup['knobs'] = SOURCES.flatMap(({ kinds, config, knobs }) =>
  Object.keys(knobs ?? {}).map((name) => ownKnob(kinds as readonly Polled['kind'][], name as SourceKnobId, config.shape.fields[name] as Field<number | null>)),
)
