import type { Issue } from '../../scenario/issue.ts'
import type { Scenario } from '../../sim/scenario.ts'
import type { Target } from './edit.ts'
import type { Knob, KnobGroup } from './knob.ts'

/** Knobs of a group that apply to the scenario. */
export function shownKnobs(group: KnobGroup, scenario: Scenario, target: Target): readonly Knob[] {
  return group.knobs.filter((knob) => knob.shown?.(scenario, target) ?? true)
}

/** The first issue of each knob: an issue belongs to the shown knob with the longest path it starts with. */
export function issuesAt(issues: readonly Issue[], knobs: readonly Knob[], target: Target): ReadonlyMap<Knob, Issue> {
  const found = new Map<Knob, Issue>()
  for (const issue of issues) {
    let best: Knob | undefined
    for (const knob of knobs) {
      const path = knob.path(target)
      const longer = best === undefined || path.length > best.path(target).length
      if (longer && isWithin(issue.path, path)) best = knob
    }
    if (best !== undefined && !found.has(best)) found.set(best, issue)
  }
  return found
}

/** Whether a path is another or leads into it: `functions[1].Timeout` is not within `functions[1].Time`. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && (path[outer.length] === '.' || path[outer.length] === '['))
}
