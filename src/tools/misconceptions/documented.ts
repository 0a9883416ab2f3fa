/**
 * The counts that the project's list of misconceptions (37 of them, written on 23 November 2026) gives for its
 * scenarios, by run and in the order of its questions. Null: it gives none. A pair: about so many, give or take.
 * Some were worked out there with simpler models, or taken from what AWS documents.
 */
export type Documented = number | readonly [about: number, giveOrTake: number] | null

export const DOCUMENTED: Readonly<Record<string, readonly Documented[]>> = {
  'M01.short': [71, 20],
  'M01.long': [251, 200],
  'M02.waves': [30, 20],
  'M03.between': [19, 1],
  'M04.fifty': [50, 0],
  'M04.sixty': [50, 10],
  'M05.spill': [5],
  'M05.capped': [null, 5],
  'M05.latest': [15],
  'M06.idle': [100, null],
  'M07.once': [2000],
  'M07.ten': [[1000, 50]],
  'M07.twenty': [[0, 30]],
  'M08.rate': [[50, 0.5], [500, 25]],
  'M09.shared': [50, null],
  'M10.default': [100, [25, 0], 0, [3600, 600]],
  'M11.three': [1, 3, null],
  'M12.plain': [3, null, null],
  'M12.call': [1, null, 2],
  'M13.off': [0, null, 0],
  'M15.worst': [6, 14, 48, 0, null],
  'M15.capped': [20, 0, 0, 0, 100],
  'M16.window': [2],
  'M16.sixfold': [1],
  'M17.whole': [30, 0, 10, 3],
  'M17.partial': [null, 9, 1, null],
  'M18.empty': [10],
  'M18.typo': [0],
  'M18.throws': [0],
  'M18.correct': [8],
  'M19.one': [[155, 8], null, null],
  'M20.groups': [3, 20, 2, 20],
  'M21.bisect': [null, null, 8, null],
  'M22.one': [200, 4],
  'M22.limit': [200, 4],
  'M22.two': [400, 8],
  'M22.ten': [2000, 40],
  'M23.gateway': [null, 2, 80, 2],
  'M24.minute': [3, 3, [210, 5]],
  'M25.cpu': [[13.8, 0.05], [3.46, 0.01], 1, 1],
  'M25.io': [[1.69, 0.01], [1.17, 0.01], 1.05, 1.05],
  'M26.before': [null, 5],
  'M26.now': [null, 5.4],
  'M27.fifteen': [23, 1],
  'M27.ten': [20, 0],
  'M29.hangs': [1000, 15_000, null],
  'M30.counter': [2, 3],
  'M32.impatient': [100, 150, null, null],
  'M32.patient': [100, 150, null, null],
  'M33.caught': [16, null],
  'M33.doubling': [null, 1024],
  'M36.small': [[0.4, 0.02]],
  'M36.large': [[16.87, 0.02]],
}

export function agrees(ours: number, documented: Documented): boolean {
  if (documented === null) return true
  const [about, giveOrTake] = typeof documented === 'number' ? [documented, 1e-9] : documented
  return Math.abs(ours - about) <= giveOrTake
}
