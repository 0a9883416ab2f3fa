import { misconceptionsText, misconceptionText, type MisconceptionText } from '../../text/en/misconceptions.ts'
import type { Misconception } from './build.ts'
import { M01 } from './m01.ts'
import { M02 } from './m02.ts'
import { M03 } from './m03.ts'
import { M04 } from './m04.ts'
import { M05 } from './m05.ts'
import { M06 } from './m06.ts'
import { M07 } from './m07.ts'
import { M08 } from './m08.ts'
import { M09 } from './m09.ts'
import { M10 } from './m10.ts'
import { M11 } from './m11.ts'
import { M12 } from './m12.ts'
import { M13 } from './m13.ts'
import { M14 } from './m14.ts'
import { M15 } from './m15.ts'
import { M16 } from './m16.ts'
import { M17 } from './m17.ts'
import { M18 } from './m18.ts'
import { M19 } from './m19.ts'
import { M20 } from './m20.ts'
import { M21 } from './m21.ts'
import { M22 } from './m22.ts'
import { M23 } from './m23.ts'
import { M24 } from './m24.ts'
import { M25 } from './m25.ts'
import { M26 } from './m26.ts'
import { M27 } from './m27.ts'
import { M28 } from './m28.ts'
import { M29 } from './m29.ts'
import { M30 } from './m30.ts'
import { M32 } from './m32.ts'
import { M33 } from './m33.ts'
import { M34 } from './m34.ts'
import { M36 } from './m36.ts'
import { M37 } from './m37.ts'

export type { Misconception, MisconceptionRun, Question } from './build.ts'

/** Scenarios are titled and described in the words of their misconception: by its title the one on show is known again. */
function titled({ id, runs }: Misconception): Misconception {
  const { belief, runs: names }: MisconceptionText = misconceptionText[id]
  return { id, runs: runs.map((run) => ({ ...run, scenario: { ...run.scenario, title: misconceptionsText.runTitle(id, names[run.name] ?? run.name), description: belief } })) }
}

const PLAYED: readonly Misconception[] = [
  M01, M02, M03, M04, M05, M06, M07, M08, M09, M10, M11, M12, M13, M14, M15, M16,
  M17, M18, M19, M20, M21, M22, M23, M24, M25, M26, M27, M28, M29, M30, M32, M33, M34, M36, M37,
]

/** Those that the simulation can play, in the order of their numbers. Why the others are not here is said in the words. */
export const MISCONCEPTIONS: readonly Misconception[] = PLAYED.map(titled)

/** The misconception whose scenario this was before it was changed. */
export const misconceptionOf = (title: string): Misconception | null => MISCONCEPTIONS.find(({ id }) => title.startsWith(`${id}: `)) ?? null
