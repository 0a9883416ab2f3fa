import { whole } from '../config'
import { backlog, HALF_SECOND, mapping, starting } from '../mapping'
import { CHANGES, polled, type SourceOf } from '../source'

/** A change stream of Amazon DocumentDB and the mapping that polls it. */
export const documentdb = polled({
  kinds: ['documentdb'],
  config: {
    /** Hours a change is kept. */
    retentionHours: whole(1, ['KF-06', 'kept'], 3),
    backlog,
    mapping: mapping(HALF_SECOND, starting),
  },
  faces: { documentdb: { short: ['DocumentDB stream', 'DocumentDB'] } },
  sends: CHANGES,
  holder: 'changes',
  isLog: true,
  iteratorAge: true,
  shortTimeout: true,
})

export type DocumentDbSource = SourceOf<typeof documentdb>
