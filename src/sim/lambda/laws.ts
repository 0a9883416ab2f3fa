import { coldStartModel } from '../../rules/measurements'
import type { Rulebook } from '../../rules/rulebook'
import { createFill, createSampler } from '../kernel/sampler'
import type { Distribution, FunctionConfig } from '../scenario'
import { LONGEST_SPAN } from '../trace/schema'
import type { FunctionLaws, PhaseLaw, Version } from './world'
import { ruleIndex } from '../../rules/registry'

const OVERRIDDEN_RULE = ruleIndex('MC-15')

/** Share of one vCPU that a single-threaded handler gets (rules MEM-02, MEM-05). */
export function cpuShare(memoryMB: number, rules: Rulebook): number {
  return Math.min(1, memoryMB / rules.memory.mbPerVcpu)
}

/** Resolves how long everything takes: what the scenario gives, else the measured model. */
function functionLaws(config: FunctionConfig, rules: Rulebook, relaxed: ReadonlySet<string>): FunctionLaws {
  const model = coldStartModel(config, rules)
  const { coldStart, handler } = config
  const cpu = cpuShare(config.MemorySize, rules)
  return {
    create: phaseLaw(coldStart.create, model.create),
    network: { span: relaxed.has('CS-06H') ? 0 : Math.round(model.vpcMs * 1000), rule: model.vpcRule },
    download: phaseLaw(coldStart.download, model.download),
    runtimeStart: phaseLaw(coldStart.runtimeStart, model.runtimeStart),
    functionInit: phaseLaw(coldStart.functionInit, model.functionInit),
    restoreUncached: phaseLaw(coldStart.restore, model.restoreUncached),
    restoreCached: phaseLaw(coldStart.restore, model.restoreCached),
    io: { draw: createSampler(handler.io), fill: createFill(handler.io) },
    work: { draw: createSampler(handler.work, 1000 / cpu), fill: createFill(handler.work, 1000 / cpu) },
    hasWork: !(handler.work.kind === 'deterministic' && handler.work.value === 0),
    firstCall: handler.firstCall === null ? null : createSampler(handler.firstCall),
    firstCallExtra: Math.round((model.firstCall.fixedMs + model.firstCall.cpuMs / cpu) * 1000),
  }
}

/** A version with its laws. Without rule LC-07 its timeout is as long as can be. */
export function createVersion(number: number, config: FunctionConfig, { rules, relaxed }: { rules: Rulebook; relaxed: ReadonlySet<string> }): Version {
  const timeout = relaxed.has('LC-07') ? LONGEST_SPAN : Math.round(config.Timeout * 1e6)
  const outOfMemory = config.handler.memoryUsedMB > config.MemorySize
  return { number, config, laws: functionLaws(config, rules, relaxed), timeout, outOfMemory, restores: 0 }
}

function phaseLaw(given: Distribution | null, measured: { law: Distribution; rule: number }): PhaseLaw {
  if (given !== null) return { draw: createSampler(given), rule: OVERRIDDEN_RULE }
  return { draw: createSampler(measured.law), rule: measured.rule }
}
