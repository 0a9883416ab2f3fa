import { runtimeOf } from '../../../rules/runtimes.ts'
import { LIMITS } from '../../../scenario/limits.ts'
import type { Architecture, FunctionConfig, PackageType } from '../../../sim/scenario.ts'
import { linearStops, logStops } from '../../design/stops.ts'
import { withFunction } from '../edit.ts'
import type { KnobGroup } from '../knob.ts'
import { fromFunction, functionPath, optionsOf } from './build.ts'
import { FUNCTION_NAME } from './parts.ts'

const RUNTIME_OPTIONS = LIMITS.runtimes.map((id) => ({ value: id, label: runtimeOf(id)?.label ?? id }))

/** Memory sizes people choose, rather than equal steps: 128 to 10,240 MB. */
const MEMORY_STOPS = [
  ...linearStops(LIMITS.memoryMB.min, 1024, 64),
  ...linearStops(1152, 1664, 128),
  1769,
  ...linearStops(2048, LIMITS.memoryMB.max, 256),
]

export const FUNCTION_GROUP: KnobGroup = {
  id: 'function',
  open: true,
  knobs: [
    FUNCTION_NAME,
    {
      id: 'Runtime',
      kind: 'choice',
      as: 'list',
      path: functionPath('Runtime'),
      options: () => RUNTIME_OPTIONS,
      read: fromFunction((config) => config.Runtime, ''),
      write: (scenario, target, Runtime) => withFunction(scenario, target, { Runtime }),
    },
    {
      id: 'MemorySize',
      kind: 'number',
      path: functionPath('MemorySize'),
      read: fromFunction((config) => config.MemorySize, 0),
      write: (scenario, target, value) => withFunction(scenario, target, { MemorySize: value ?? 0 }),
      stops: () => MEMORY_STOPS,
      step: 64,
    },
    {
      id: 'Timeout',
      kind: 'number',
      path: functionPath('Timeout'),
      read: fromFunction((config) => config.Timeout, 0),
      write: (scenario, target, value) => withFunction(scenario, target, { Timeout: value ?? 0 }),
      stops: () => logStops(LIMITS.timeoutSeconds.min, LIMITS.timeoutSeconds.max, 1),
      step: 1,
    },
    {
      id: 'Architectures',
      advanced: true,
      kind: 'choice',
      as: 'segments',
      path: functionPath('Architectures'),
      options: () => optionsOf('Architectures'),
      read: fromFunction((config) => config.Architectures[0], ''),
      write: (scenario, target, value) => withFunction(scenario, target, { Architectures: [value as Architecture] }),
    },
    {
      id: 'PackageType',
      advanced: true,
      kind: 'choice',
      as: 'segments',
      path: functionPath('PackageType'),
      options: () => optionsOf('PackageType'),
      read: fromFunction((config) => config.PackageType, ''),
      write: (scenario, target, value) => withFunction(scenario, target, { PackageType: value as PackageType }),
    },
    {
      id: 'EphemeralStorage',
      advanced: true,
      kind: 'number',
      path: functionPath('EphemeralStorage.Size'),
      read: fromFunction((config) => config.EphemeralStorage.Size, 0),
      write: (scenario, target, value) => withFunction(scenario, target, { EphemeralStorage: { Size: value ?? 0 } }),
      stops: () => linearStops(LIMITS.ephemeralStorageMB.min, LIMITS.ephemeralStorageMB.max, 512),
      step: 512,
    },
    {
      id: 'vpc',
      advanced: true,
      kind: 'switch',
      path: functionPath('vpc'),
      read: fromFunction((config) => config.vpc, false),
      write: (scenario, target, vpc) => withFunction(scenario, target, { vpc }),
    },
    {
      id: 'extensions',
      advanced: true,
      kind: 'choice',
      as: 'segments',
      path: functionPath('extensions'),
      options: () => optionsOf('extensions'),
      read: fromFunction((config) => config.extensions, ''),
      write: (scenario, target, value) =>
        withFunction(scenario, target, { extensions: value as FunctionConfig['extensions'] }),
    },
  ],
}
