import { ruleNumber } from '../rules/registry.ts'

/** Bounds of the settings of mappings that the panel and AWS's texts ask for by name. */
export const MAPPING_LIMITS = {
  batchSize: { min: 1, max: ruleNumber('ES-05', 'most') },
  batchingWindowSeconds: { min: 0, max: ruleNumber('ES-02', 'windowMost') },
  retentionSeconds: { min: ruleNumber('SQ-17', 'retentionLeast'), max: ruleNumber('SQ-17', 'retentionMost') },
  mappingConcurrency: { min: ruleNumber('SQ-04', 'least'), max: ruleNumber('SQ-04', 'most') },
  sqsPollers: { min: ruleNumber('SQ-15', 'least'), max: ruleNumber('SQ-15', 'most') },
  parallelization: { min: 1, max: ruleNumber('ST-03', 'most') },
  tumblingSeconds: { min: 0, max: ruleNumber('ST-15', 'most') },
  shards: { min: 1, max: 200 },
  kafkaPollers: { min: 1, max: ruleNumber('KF-02', 'most') },
  /** -1: without end. */
  streamRetries: { min: -1, max: ruleNumber('ST-07', 'most') },
  recordAgeSeconds: { min: -1, max: ruleNumber('ST-08', 'most') },
} as const
