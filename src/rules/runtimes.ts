/** What can stand in `Runtime`. */
export interface RuntimeInfo {
  /** Name in the API, or the name under which a language on an OS-only runtime was measured. */
  id: string
  /** Name in the API. */
  apiName: string
  label: string
  family: 'nodejs' | 'python' | 'java' | 'dotnet' | 'ruby' | 'go' | 'rust' | 'llrt' | 'graalvm'
  /** AWS provides and patches it; otherwise it runs on an OS-only runtime (`provided.al2023`). */
  managed: boolean
  snapStart: boolean
}

type Row = (id: string, label: string, family: RuntimeInfo['family']) => RuntimeInfo

/** Where languages run that AWS has no runtime for. */
const OS_ONLY = 'provided.al2023'

const kept =
  (managed: boolean, snapStart: boolean): Row =>
  (id, label, family) => ({ id, apiName: managed ? id : OS_ONLY, label, family, managed, snapStart })
const plain = kept(true, false)
const snap = kept(true, true)
const custom = kept(false, false)

/** The runtimes we have measurements of. */
export const RUNTIMES: readonly RuntimeInfo[] = [
  plain('nodejs24.x', 'Node.js 24', 'nodejs'),
  plain('nodejs22.x', 'Node.js 22', 'nodejs'),
  plain('nodejs20.x', 'Node.js 20', 'nodejs'),
  snap('python3.14', 'Python 3.14', 'python'),
  snap('python3.13', 'Python 3.13', 'python'),
  snap('python3.12', 'Python 3.12', 'python'),
  plain('python3.11', 'Python 3.11', 'python'),
  snap('java25', 'Java 25', 'java'),
  snap('java21', 'Java 21', 'java'),
  snap('java17', 'Java 17', 'java'),
  snap('java11', 'Java 11', 'java'),
  snap('dotnet10', '.NET 10', 'dotnet'),
  snap('dotnet8', '.NET 8', 'dotnet'),
  plain('ruby3.4', 'Ruby 3.4', 'ruby'),
  plain('ruby3.3', 'Ruby 3.3', 'ruby'),
  plain('ruby3.2', 'Ruby 3.2', 'ruby'),
  custom('go', 'Go', 'go'),
  custom('rust', 'Rust', 'rust'),
  custom('dotnet10-aot', '.NET 10, native AOT', 'dotnet'),
  custom('dotnet8-aot', '.NET 8, native AOT', 'dotnet'),
  custom('java21-graalvm', 'Java 21, GraalVM native', 'graalvm'),
  custom('llrt', 'JavaScript on LLRT', 'llrt'),
]

const osOnly: Row = (id, label, family) => ({ id, apiName: id, label, family, managed: false, snapStart: false })

/** Further identifiers of the API. Nobody measured them, so the nearest measured runtime stands in (rule MC-06). */
export const UNMEASURED_RUNTIMES: readonly RuntimeInfo[] = [
  plain('nodejs18.x', 'Node.js 18', 'nodejs'),
  plain('python3.10', 'Python 3.10', 'python'),
  plain('python3.9', 'Python 3.9', 'python'),
  snap('java17.al2023', 'Java 17 on AL2023', 'java'),
  snap('java11.al2023', 'Java 11 on AL2023', 'java'),
  plain('java8.al2023', 'Java 8 on AL2023', 'java'),
  plain('java8.al2', 'Java 8', 'java'),
  plain('dotnet6', '.NET 6', 'dotnet'),
  plain('ruby4.0', 'Ruby 4.0', 'ruby'),
  osOnly('provided.al2023', 'OS only, Amazon Linux 2023', 'go'),
  osOnly('provided.al2', 'OS only, Amazon Linux 2', 'go'),
]

/** Everything that can stand in `Runtime`. */
export const KNOWN_RUNTIMES: readonly RuntimeInfo[] = [...RUNTIMES, ...UNMEASURED_RUNTIMES]

const BY_ID = new Map(KNOWN_RUNTIMES.map((runtime) => [runtime.id, runtime]))

export function runtimeOf(id: string): RuntimeInfo | undefined {
  return BY_ID.get(id)
}

/** Unknown names count as OS-only. */
export function isManagedRuntime(id: string): boolean {
  return BY_ID.get(id)?.managed ?? false
}
