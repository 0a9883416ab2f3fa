/** The reference workload in C, compiled here and run in the same session. */
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Workload } from './workloads.ts'

const COMPILERS = ['clang', 'cc', 'gcc']

/** Path of the compiled reference in `folder` and the compiler's name; null where there is no compiler. */
export function compileNative(folder: string): { program: string; compiler: string } | null {
  const source = fileURLToPath(new URL('./native/native.c', import.meta.url))
  const program = join(folder, 'native')
  const compiler = COMPILERS.find((name) => spawnSync(name, ['-O3', '-march=native', '-w', '-o', program, source, '-lm']).status === 0)
  return compiler === undefined ? null : { program, compiler }
}

/** Milliseconds of each warm run, the smaller of wall and processor time; fresh memory every time, as our engine has it. */
export function runNative(program: string, workload: Workload, size: number, rounds: number): readonly number[] {
  const lines = execFileSync(program, ['bcal_zig', workload, String(size), String(rounds + 1), '200', '1', '0.25'], { encoding: 'utf8' })
  const times = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { simMs?: number; simCpu?: number })
    .flatMap(({ simMs, simCpu }) => (simMs === undefined || simCpu === undefined ? [] : [Math.min(simMs, simCpu)]))
  return times.slice(1)
}
