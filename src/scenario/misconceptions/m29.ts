import { fn, regular, run, scenario, SECOND, source, type Misconception } from './build.ts'

/** The route to the internet is not modelled: a call that hangs until the timeout stands in for it. */
const of = (runsMs: number) => scenario(999.5 * SECOND, fn('proxy', { runsMs, initMs: 0, MemorySize: 512 }), source('callers', 'proxy', regular(1)))

export const M29: Misconception = {
  id: 'M29',
  runs: [run('hangs', of(60 * SECOND), 'timeouts', 'gbSeconds', 'peak'), run('answers', of(200), 'timeouts', 'gbSeconds', 'peak')],
}
