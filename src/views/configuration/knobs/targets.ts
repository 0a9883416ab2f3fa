/** Where events and batches go that were given up, or that succeeded. */
import { serviceOf } from '../../../scenario/destinationChecks.ts'
import type { KnobId } from '../../../text/en/configuration.ts'
import type { ChoiceKnob } from '../knob.ts'
import { optionsOf } from './build.ts'

const OFF = 'off'
/** A target of the service, for whoever only wants to see one. */
const targetAt = (service: string, name: string): string =>
  service === 's3' ? `arn:aws:s3:::${name}` : `arn:aws:${service}:us-east-1:123456789012:${name}`

interface TargetKnob extends Pick<ChoiceKnob, 'path' | 'shown' | 'advanced'> {
  id: KnobId
  /** Services on offer; one that is set already is offered, too. */
  services: readonly string[]
  /** Of a new target. */
  name: string
  read: (...at: Parameters<ChoiceKnob['read']>) => string | null
  write: (scenario: Parameters<ChoiceKnob['write']>[0], target: Parameters<ChoiceKnob['write']>[1], arn: string | null) => ReturnType<ChoiceKnob['write']>
}

/** A choice of services for a field that holds an ARN. */
export function targetKnob({ services, name, read, write, ...rest }: TargetKnob): ChoiceKnob {
  const current: ChoiceKnob['read'] = (scenario, target) => {
    const arn = read(scenario, target)
    return arn === null ? OFF : serviceOf(arn)
  }
  return {
    ...rest,
    kind: 'choice',
    as: 'list',
    options: (scenario, target) => optionsOf(rest.id).filter(({ value }) => [OFF, ...services, current(scenario, target)].includes(value)),
    read: current,
    write: (scenario, target, service) => {
      if (service === current(scenario, target)) return scenario
      return write(scenario, target, service === OFF ? null : targetAt(service, name))
    },
  }
}
