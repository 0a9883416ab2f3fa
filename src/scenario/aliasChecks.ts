import type { AliasConfig, FunctionConfig } from '../sim/scenario.ts'
import { allowedText, issueText } from '../text/en/issues.ts'
import type { Issue } from './issue.ts'

/** What AWS refuses about aliases, and what the model cannot follow. */

const isVersion = (text: string): boolean => /^[1-9]\d*$/.test(text)

const additional = ({ RoutingConfig }: AliasConfig): readonly string[] => Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})

/** Qualifiers that aliases make known: their names and their versions. */
export const namedByAliases = (fn: FunctionConfig): readonly string[] =>
  fn.aliases.flatMap((alias) => [alias.Name, alias.FunctionVersion, ...additional(alias)])

export function aliasIssues(fn: FunctionConfig, path: string): Issue[] {
  return [...fn.aliases.flatMap((alias, k) => ofAlias(alias, `${path}.aliases[${k}]`)), ...ofProvisioned(fn, path)]
}

function ofAlias(alias: AliasConfig, path: string): Issue[] {
  const others = additional(alias)
  const issues: Issue[] = []
  if (/^\d+$/.test(alias.Name) || alias.Name === '$LATEST') {
    const at = `${path}.Name`
    issues.push({ code: 'aliasName', path: at, message: issueText.aliasName(at, alias.Name), value: alias.Name, allowed: allowedText.aliasName })
  }
  if (others.length > 1) {
    const at = `${path}.RoutingConfig.AdditionalVersionWeights`
    const message = issueText.aliasWeights(at, others.length)
    issues.push({ code: 'aliasWeights', path: at, message, value: others.length, allowed: allowedText.oneWeight, rule: 'LC-31' })
  }
  const versions = [alias.FunctionVersion, ...others]
  const wrong = others.length === 0 ? undefined : versions.find((version, i) => !isVersion(version) || versions.indexOf(version) !== i)
  const odd = !isVersion(alias.FunctionVersion) && alias.FunctionVersion !== '$LATEST' ? alias.FunctionVersion : wrong
  if (odd !== undefined) {
    const at = `${path}.FunctionVersion`
    issues.push({ code: 'aliasVersion', path: at, message: issueText.aliasVersion(at, odd), value: odd, allowed: allowedText.versions, rule: 'LC-31' })
  }
  return issues
}

function ofProvisioned(fn: FunctionConfig, path: string): Issue[] {
  const seen = new Set<string>()
  return fn.provisioned.flatMap(({ Qualifier }, k): Issue[] => {
    const at = `${path}.provisioned[${k}].Qualifier`
    const alias = fn.aliases.find(({ Name }) => Name === Qualifier)
    const version = alias?.FunctionVersion ?? Qualifier
    const twice = seen.has(version)
    seen.add(version)
    const common = { path: at, value: Qualifier, allowed: allowedText.qualifier }
    if (alias?.FunctionVersion === '$LATEST') {
      return [{ code: 'provisionedOnLatest', message: issueText.provisionedOnLatest(at), rule: 'CC-07', ...common }]
    }
    if (alias !== undefined && additional(alias).length > 0) return [{ code: 'aliasProvisioned', message: issueText.aliasProvisioned(at, Qualifier), ...common }]
    return twice && version !== Qualifier ? [{ code: 'aliasTwice', message: issueText.aliasTwice(at, version), ...common }] : []
  })
}
