/** `npm run -s conformance -- cases.json`: results of the cases on standard output, as JSON. */
import { TOOLS_TEXT } from '../../text/en/tools.ts'
import { noteLine, parseCommandLine, printLine, readJson, runTool, usageError, wholeNumber, type CommandLine } from '../commandLine.ts'
import { isUnknownKind, parseCases, parseKinds } from './cases.ts'
import { runAll } from './parallel.ts'
import { ADAPTERS } from './registry.ts'
import type { JsonObject } from './types.ts'

function effortOf(line: CommandLine): number {
  const text = line.values.get('--effort') ?? '1'
  const effort = Number(text)
  if (!(effort > 0 && effort <= 1)) throw usageError(TOOLS_TEXT.badEffort(text))
  return effort
}

async function main(): Promise<number> {
  const line = parseCommandLine(process.argv.slice(2), { flags: [], values: ['--salt', '--kinds', '--jobs', '--effort'] })
  const [path, ...more] = line.files
  if (path === undefined || more.length > 0) throw usageError(TOOLS_TEXT.oneFile)
  const settings = { salt: wholeNumber(line, '--salt', 0), effort: effortOf(line) }
  const jobs = wholeNumber(line, '--jobs', 2)
  const wanted = parseKinds(line.values.get('--kinds'))
  const asked = parseCases(readJson(path)).filter((test) => wanted(test.kind))
  const known = asked.filter(({ kind }) => Object.hasOwn(ADAPTERS, kind))
  const unknown = asked.filter(({ kind }) => isUnknownKind(kind))
  for (const test of asked) if (!known.includes(test) && !unknown.includes(test)) noteLine(TOOLS_TEXT.laterKind(test.id, test.kind))
  const problems = unknown.map(({ id, kind }) => TOOLS_TEXT.unknownKind(id, kind))
  const replies = await runAll(known, settings, jobs, (test, reply) => {
    noteLine(TOOLS_TEXT.caseDone(test.id, test.kind, reply.milliseconds))
    if (!reply.ok) problems.push(TOOLS_TEXT.caseFailed(test.id, reply.reason))
    else if (reply.result.missing.length > 0) problems.push(TOOLS_TEXT.missingMetrics(test.id, reply.result.missing))
  })
  const results: Record<string, JsonObject> = {}
  for (const reply of replies) if (reply.ok) results[reply.result.id] = reply.result.metrics
  printLine(JSON.stringify(results))
  if (problems.length === 0) return 0
  noteLine([...problems, TOOLS_TEXT.notRun(problems.length)].join('\n'))
  return 1
}

await runTool(main, TOOLS_TEXT.conformanceUsage)
