/** The runtimes we have measurements of. */
export interface RuntimeInfo {
  /** Name in the API for managed runtimes; otherwise the name under which it was measured. */
  id: string
  label: string
  family: 'nodejs' | 'python' | 'java' | 'dotnet' | 'ruby' | 'go' | 'rust' | 'llrt' | 'graalvm'
  /** AWS provides and patches it; otherwise it runs on an OS-only runtime (`provided.al2023`). */
  managed: boolean
  snapStart: boolean
}

type Row = (id: string, label: string, family: RuntimeInfo['family']) => RuntimeInfo

const kept =
  (managed: boolean, snapStart: boolean): Row =>
  (id, label, family) => ({ id, label, family, managed, snapStart })
const plain = kept(true, false)
const snap = kept(true, true)
const custom = kept(false, false)

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

const BY_ID = new Map(RUNTIMES.map((runtime) => [runtime.id, runtime]))

export function runtimeOf(id: string): RuntimeInfo | undefined {
  return BY_ID.get(id)
}

/** Unknown names count as OS-only. */
export function isManagedRuntime(id: string): boolean {
  return BY_ID.get(id)?.managed ?? false
}
