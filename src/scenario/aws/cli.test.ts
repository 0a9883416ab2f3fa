import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../sim/scenario.ts'
import { defaultFunction, defaultScenario, defaultSource } from '../defaults.ts'
import { fromCli, toCli } from './cli.ts'

const scenario = defaultScenario()
const read = (text: string, current: Scenario = scenario): Scenario => {
  const result = fromCli(text, current)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.scenario
}
const issuesOf = (text: string, current: Scenario = scenario) => fromCli(text, current).issues
const first = (text: string, current?: Scenario) => read(text, current).functions[0]
const update = (options: string) => `aws lambda update-function-configuration --function-name orders-api ${options}`

describe('words', () => {
  it('continue over lines, keep quotes apart and leave comments out', () => {
    const text = `# memory\naws lambda update-function-configuration \\\n  --function-name 'orders-api' \\\n  --memory-size "1024" # more\n`
    expect(first(text)?.MemorySize).toBe(1024)
  })
  it('end a command at a new line, a semicolon and &&', () => {
    const text = `${update('--timeout 5')}; ${update('--memory-size 256')} && ${update('--ephemeral-storage Size=1024')}`
    expect(first(text)).toMatchObject({ Timeout: 5, MemorySize: 256, EphemeralStorage: { Size: 1024 } })
  })
  it.each([
    ['aws lambda publish-version --function-name $NAME', '$'],
    ['aws lambda publish-version --function-name "a$NAME"', '$'],
    ['aws lambda publish-version --function-name `name`', '`'],
    ['aws lambda publish-version --function-name orders-api > out.json', '>'],
  ])('are not expanded: %s', (text, found) => {
    expect(issuesOf(text)[0]?.message).toContain(`${found} would be expanded`)
  })
  it('tell a quote that is not closed, with its line', () => {
    expect(issuesOf(`${update('--timeout 5')}\naws lambda 'x`)[0]).toMatchObject({ line: 2, message: "The quote ' is not closed." })
  })
})

describe('commands', () => {
  it('take JSON, shorthand, = and --cli-input-json', () => {
    expect(first(update(`--ephemeral-storage '{"Size": 2048}'`))?.EphemeralStorage.Size).toBe(2048)
    expect(first(update('--memory-size=300'))?.MemorySize).toBe(300)
    const json = JSON.stringify({ FunctionName: 'orders-api', MemorySize: 700, Timeout: 9 })
    expect(first(`aws lambda update-function-configuration --cli-input-json '${json}' --timeout 4`)).toMatchObject({
      MemorySize: 700,
      Timeout: 4,
    })
  })
  it('leave alone what they do not name, unless they create the function', () => {
    const current = defaultScenario({ functions: [defaultFunction('orders-api', { MemorySize: 900, Timeout: 30, vpc: true })] })
    expect(first(update('--timeout 5'), current)).toMatchObject({ MemorySize: 900, Timeout: 5, vpc: true })
    const created = first('aws lambda create-function --function-name orders-api --timeout 5', current)
    expect(created).toMatchObject({ MemorySize: 128, Timeout: 5, vpc: false, handler: current.functions[0]?.handler })
  })
  it('reserve and provision, and take it back', () => {
    const name = '--function-name orders-api'
    const set = [
      `aws lambda put-function-concurrency ${name} --reserved-concurrent-executions 20`,
      `aws lambda put-provisioned-concurrency-config ${name} --qualifier live --provisioned-concurrent-executions 5`,
    ].join('\n')
    const on = read(set)
    expect(on.functions[0]).toMatchObject({
      ReservedConcurrentExecutions: 20,
      provisioned: [{ Qualifier: 'live', ProvisionedConcurrentExecutions: 5, readyAtStart: true }],
    })
    expect(on.traffic[0]?.Qualifier).toBe('live')
    const off = read(
      `aws lambda delete-function-concurrency ${name}\naws lambda delete-provisioned-concurrency-config ${name} --qualifier live`,
      on,
    )
    expect(off).toEqual(scenario)
  })
  it('rename a function at its place, and its traffic follows', () => {
    const after = read(toCli(scenario).replaceAll('orders-api', 'orders'))
    expect(after.functions.map((fn) => fn.FunctionName)).toEqual(['orders'])
    expect(after.traffic[0]?.function).toBe('orders')
  })
  it('take away functions that are no longer created, with their traffic', () => {
    const two = defaultScenario({
      functions: [defaultFunction('orders-api'), defaultFunction('b')],
      traffic: [defaultSource('callers', 'orders-api'), defaultSource('others', 'b')],
    })
    expect(read(toCli(scenario), two)).toEqual(scenario)
    expect(read('aws lambda delete-function --function-name b', two)).toEqual(scenario)
    expect(issuesOf('aws lambda delete-function --function-name orders-api')[0]?.message).toContain('at least one')
  })
  it('close the function URL', () => {
    const current = defaultScenario({ traffic: [defaultSource('callers', 'orders-api', { via: 'function-url' })] })
    expect(toCli(current)).toContain('create-function-url-config')
    expect(read('aws lambda delete-function-url-config --function-name orders-api', current).traffic[0]?.via).toBe('sdk')
  })
})

describe('what is wrong', () => {
  const api = (text: string) => issuesOf(text).map(({ line, api: answer }) => ({ line, api: answer }))

  it('says the line and what the API would answer', () => {
    expect(api(`\n${update('\\\n --memory-size 50')}`)).toEqual([
      {
        line: 3,
        api: "1 validation error detected: Value '50' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
      },
    ])
    expect(issuesOf(update('--memory-size 50'))[0]?.message).toContain('128 to 10,240')
    expect(api(update('--timeout 901'))[0]?.api).toContain("'901' at 'timeout'")
    expect(api(update('--ephemeral-storage Size=100'))[0]?.api).toContain("'100' at 'ephemeralStorage.size'")
    expect(api(update('--runtime nodejs1.x'))[0]?.api).toContain("Value nodejs1.x at 'runtime'")
    expect(api(update('--snap-start ApplyOn=PublishedVersions'))[0]?.api).toBe('nodejs22.x is not supported for SnapStart enabled functions.')
  })
  it('knows the answers about concurrency', () => {
    const put = (value: number) =>
      `aws lambda put-function-concurrency --function-name orders-api --reserved-concurrent-executions ${value}`
    const provision = (qualifier: string, value: number) =>
      `aws lambda put-provisioned-concurrency-config --function-name orders-api --qualifier ${qualifier} --provisioned-concurrent-executions ${value}`
    expect(api(put(950))[0]).toEqual({
      line: 1,
      api: "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    })
    expect(api(`${put(3)}\n${provision('live', 5)}`)[0]).toEqual({
      line: 2,
      api: 'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
    })
    expect(api(provision(`'$LATEST'`, 5))[0]?.api).toContain('unpublished function versions')
    expect(api(provision('live', 901))[0]?.api).toContain('Specified ConcurrentExecutions for function decreases')
    const small = defaultScenario({ account: { ...scenario.account, ConcurrentExecutions: 10 } })
    expect(issuesOf(put(1), small)[0]?.api).toContain('minimum value of [10]')
  })
  it.each([
    ['aws lambda create-functio --function-name a', /no command create-functio.*Did you mean create-function\?/, null],
    ['aws s3 ls x', /aws s3 is not an AWS CLI command for Lambda/, null],
    [update('--memry-size 5'), /no option --memry-size.*Did you mean --memory-size\?/, 'Unknown options: --memry-size'],
    ['aws lambda publish-version', /--function-name is missing/, 'the following arguments are required: --function-name'],
    ['aws lambda publish-version --function-name nobody', /no function nobody/, 'Function not found: nobody'],
    [update('--memory-size'), /--memory-size has no value/, null],
    [update(`--snap-start '{"ApplyOn"'`), /--snap-start is not JSON/, null],
    [update('--snap-start on'), /ApplyOn=PublishedVersions/, null],
    [update('--memory-size lots'), /MemorySize is "lots"/, null],
  ])('names it: %s', (text, message, answer) => {
    const [issue] = issuesOf(text)
    expect(issue?.message).toMatch(message)
    expect(issue?.api).toBe(answer)
  })
  it('lists what has no effect, by name and line', () => {
    const result = fromCli(update('--timeout 5 --description x --region eu-west-1'), scenario)
    expect(result.ok && result.ignored).toEqual([{ line: 1, message: '--description has no effect on a simulation.', api: null }])
  })
})

it('tells what commands cannot carry', () => {
  const current = defaultScenario({ traffic: [defaultSource('callers', 'orders-api', { via: 'alb' })] })
  const { kept } = fromCli(toCli(current), current)
  expect(kept).toEqual(expect.arrayContaining(['traffic', 'handler', 'apiGateways']))
  expect(kept).not.toContain('interventions')
})

describe('aliases', () => {
  const name = '--function-name orders-api'
  const split = { Name: 'live', FunctionVersion: '3', RoutingConfig: { AdditionalVersionWeights: { '4': 0.1 } } }
  it.each([`'{"AdditionalVersionWeights": {"4": 0.1}}'`, `AdditionalVersionWeights={"4"=0.1}`])('split requests: %s', (routing) => {
    const quotedRouting = routing.startsWith("'") ? routing : `'${routing}'`
    const text = `aws lambda create-alias ${name} --name live --function-version 3 --routing-config ${quotedRouting}`
    expect(first(text)?.aliases).toEqual([split])
  })
  it('are changed where they stand', () => {
    const current = defaultScenario({ functions: [defaultFunction('orders-api', { aliases: [split] })] })
    expect(first(`aws lambda update-alias ${name} --name live --function-version 4 --routing-config '{}'`, current)?.aliases).toEqual([
      { Name: 'live', FunctionVersion: '4', RoutingConfig: null },
    ])
    expect(toCli(current)).toContain(`--routing-config '{"AdditionalVersionWeights":{"4":0.1}}'`)
  })
  it('out of range name the line', () => {
    const text = `\naws lambda create-alias ${name} --name live --function-version 3 --routing-config '{"AdditionalVersionWeights": {"4": 2}}'`
    expect(issuesOf(text)[0]).toMatchObject({ line: 2, message: expect.stringContaining('0 to 1') as string })
  })
})
