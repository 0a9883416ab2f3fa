import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../sim/scenario.ts'
import { defaultFunction, defaultScenario, defaultSource } from '../defaults.ts'
import { fromSam } from './sam.ts'
import { toSam } from './samWrite.ts'

const scenario = defaultScenario()
const read = (text: string, current: Scenario = scenario): Scenario => {
  const result = fromSam(text, current)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.scenario
}
const template = (properties: string, globals = ''): string => `Transform: AWS::Serverless-2016-10-31
${globals}Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: orders-api
${properties.replace(/^/gm, '      ')}
`
const fn = (properties: string, globals?: string) => read(template(properties, globals)).functions[0]
const issuesOf = (properties: string) => fromSam(template(properties), scenario).issues

describe('a template', () => {
  it('carries settings, in numbers or numbers in quotes', () => {
    expect(fn(`MemorySize: "512"\nTimeout: 7\nArchitectures: [arm64]\nEphemeralStorage:\n  Size: 1024`)).toMatchObject({
      MemorySize: 512,
      Timeout: 7,
      Architectures: ['arm64'],
      EphemeralStorage: { Size: 1024 },
    })
  })
  it('takes from Globals what a function does not say', () => {
    const globals = 'Globals:\n  Function:\n    MemorySize: 1024\n    Timeout: 20\n'
    expect(fn('Timeout: 5', globals)).toMatchObject({ MemorySize: 1024, Timeout: 5 })
  })
  it('names a function by its logical id where it has no other name', () => {
    const text = 'Resources:\n  Orders:\n    Type: AWS::Serverless::Function\n'
    expect(read(text).functions[0]).toMatchObject({ FunctionName: 'Orders', MemorySize: 128 })
  })
  it('provisions the published alias, and callers follow', () => {
    const after = read(template('AutoPublishAlias: live\nProvisionedConcurrencyConfig:\n  ProvisionedConcurrentExecutions: 4'))
    expect(after.functions[0]?.provisioned).toEqual([{ Qualifier: 'live', ProvisionedConcurrentExecutions: 4, readyAtStart: true }])
    expect(after.traffic[0]?.Qualifier).toBe('live')
  })
  it('chooses the door of those who come through one', () => {
    const current = defaultScenario({ traffic: [defaultSource('callers', 'orders-api', { via: 'rest-api' })] })
    const events = 'Events:\n  Any:\n    Type: HttpApi'
    expect(read(template(events), current).traffic[0]?.via).toBe('http-api')
    expect(read(template('FunctionUrlConfig:\n  AuthType: NONE'), current).traffic[0]?.via).toBe('function-url')
    expect(read(template('Timeout: 3'), current).traffic[0]?.via).toBe('sdk')
  })
  it('attaches to a VPC where there is a VpcConfig, whatever it holds', () => {
    expect(fn('VpcConfig:\n  SubnetIds: !Ref Subnets')?.vpc).toBe(true)
  })
})

describe('what is wrong', () => {
  it.each([
    ['MemorySize: !Ref Memory', '!Ref'],
    ['MemorySize:\n  Ref: Memory', 'Ref'],
    ['EphemeralStorage:\n  Size: !GetAtt A.B', '!GetAtt'],
    ['Timeout:\n  Fn::If: [a, 1, 2]', 'Fn::If'],
  ])('intrinsic functions are named with their line: %s', (properties, name) => {
    const [issue] = issuesOf(`Timeout: 3\n${properties}`.replace('Timeout: 3\nTimeout', 'Runtime: nodejs22.x\nTimeout'))
    expect(issue).toMatchObject({ line: 8 })
    expect(issue?.message).toContain(`uses ${name}. Intrinsic functions are not evaluated`)
  })
  it('says the line and what the API would answer', () => {
    expect(issuesOf('Timeout: 3\nMemorySize: 50')).toEqual([
      {
        line: 8,
        message: 'functions[0].MemorySize is 50. Allowed: a whole number from 128 to 10,240.',
        api: "1 validation error detected: Value '50' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
      },
    ])
  })
  it('names unknown properties, and what they may mean', () => {
    expect(issuesOf('MemorySise: 512')[0]).toMatchObject({ line: 7, message: 'There is no property MemorySise here. Did you mean MemorySize?' })
  })
  it('wants an alias for provisioned concurrency', () => {
    expect(issuesOf('ProvisionedConcurrencyConfig:\n  ProvisionedConcurrentExecutions: 4')[0]?.api).toContain('AutoPublishALias must be defined')
  })
  it('tells broken YAML and an empty template', () => {
    expect(fromSam('Resources: [', scenario).issues[0]?.line).toBe(1)
    expect(fromSam('Transform: x', scenario).issues[0]?.message).toContain('no AWS::Serverless::Function')
  })
  it('lists other resources and events as ignored', () => {
    const text = `${template('Events:\n  Nightly:\n    Type: IoTRule')}  Table:\n    Type: AWS::DynamoDB::Table\n`
    const result = fromSam(text, scenario)
    expect(result.ok && result.ignored.map(({ line, message }) => [line, message])).toEqual([
      [8, 'The event Nightly (IoTRule) is not part of a simulation.'],
      [10, 'Table (AWS::DynamoDB::Table) is not part of a simulation.'],
    ])
  })
})

describe('a template at hand', () => {
  const mine = `# Orders
Globals:
  Function:
    Timeout: 20 # for all
Resources:
  Table: {Type: AWS::DynamoDB::Table}
  # takes orders
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      MemorySize: 512 # enough
      FunctionName: orders-api
`
  it('keeps comments and order where another value is set', () => {
    const current = read(mine)
    const changed: Scenario = { ...current, functions: current.functions.map((one) => ({ ...one, MemorySize: 1024 })) }
    expect(toSam(changed, mine)).toBe(mine.replace('512', '1024'))
  })
  it('stays as it is where nothing it can say changes', () => {
    expect(toSam({ ...read(mine), seed: 99 }, mine)).toBe(mine)
  })
  it('gains and loses functions', () => {
    const current = read(mine)
    const two = { ...current, functions: [...current.functions, defaultFunction('b-2', { Timeout: 20 })] }
    const text = toSam(two, mine)
    expect(text).toContain('  B2:')
    expect(text).toContain('# takes orders')
    expect(toSam(current, text)).not.toContain('B2')
  })
  it('renames a function where it stands', () => {
    const current = read(mine)
    const renamed: Scenario = {
      ...current,
      functions: current.functions.map((one) => ({ ...one, FunctionName: 'orders' })),
      traffic: current.traffic.map((source) => ({ ...source, function: 'orders' })),
    }
    expect(toSam(renamed, mine)).toBe(mine.replace('orders-api', 'orders'))
  })
})
