/** Words of the two buttons that are there before the rest of their words are needed. */
export const futureTools = { now: 'Now', fork: 'Fork' } as const
