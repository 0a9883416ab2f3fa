/**
 * Every rule's id. The position is stored in traces (`Records.rule`), so the list is append-only:
 * never reorder, rename or remove.
 *
 * LC life cycle, CS cold start, BL billing, MEM memory and sizes, CC concurrency, SY synchronous and AS asynchronous invocation, ES event source mappings, SQ queues of SQS, ST streams, KF Kafka, MQ and DocumentDB, FLD fields of a mapping,
 * MO monitoring, LG logs, ID idempotency keys, AV since when a feature is available (facts about AWS); UN what AWS leaves undocumented; MD measured model; MC our modelling choices.
 * A letter after the number marks a variant: H held in the past, R is for reserved concurrency.
 */
export const RULE_IDS = [
  'MC-15',
  'LC-01', 'LC-02', 'LC-03', 'LC-04', 'LC-05', 'LC-06', 'LC-07', 'LC-08', 'LC-09', 'LC-10', 'LC-11', 'LC-12', 'LC-13',
  'LC-15', 'LC-16', 'LC-17', 'LC-18', 'LC-19', 'LC-20', 'LC-21', 'LC-22', 'LC-23', 'LC-24', 'LC-25', 'LC-26', 'LC-27',
  'LC-28', 'LC-29', 'LC-30',
  'CS-01', 'CS-02', 'CS-03', 'CS-04', 'CS-05', 'CS-06', 'CS-06H', 'CS-07', 'CS-08', 'CS-09',
  'BL-01', 'BL-02', 'BL-02H', 'BL-03', 'BL-04', 'BL-05', 'BL-06', 'BL-07', 'BL-08', 'BL-09', 'BL-10', 'BL-12', 'BL-13',
  'BL-14', 'BL-15', 'BL-16', 'BL-17', 'BL-18', 'BL-19', 'BL-29', 'BL-33',
  'MEM-01', 'MEM-02', 'MEM-03', 'MEM-04', 'MEM-05', 'MEM-06', 'MEM-07', 'MEM-08', 'MEM-10', 'MEM-11',
  'CC-01', 'CC-02', 'CC-03', 'CC-04', 'CC-05', 'CC-06', 'CC-07', 'CC-08', 'CC-09', 'CC-10', 'CC-11', 'CC-12', 'CC-13',
  'CC-16', 'CC-19', 'CC-20', 'CC-21', 'CC-23', 'CC-23R', 'CC-24', 'CC-25', 'CC-26', 'CC-27', 'CC-28', 'CC-29', 'CC-31',
  'SY-01', 'SY-03', 'SY-04', 'SY-05', 'SY-06', 'SY-07', 'SY-11', 'SY-12', 'SY-13', 'SY-15', 'SY-16', 'SY-18', 'SY-19',
  'SY-22',
  'UN-01', 'UN-02', 'UN-03', 'UN-04', 'UN-08', 'UN-10', 'UN-11',
  'MD-01', 'MD-02', 'MD-03', 'MD-04', 'MD-05', 'MD-06', 'MD-07', 'MD-08', 'MD-09', 'MD-10', 'MD-11', 'MD-12', 'MD-13',
  'MD-14', 'MD-15',
  'MC-01', 'MC-02', 'MC-03', 'MC-04', 'MC-05', 'MC-06', 'MC-07', 'MC-08', 'MC-09', 'MC-10', 'MC-11', 'MC-12', 'MC-13',
  'MC-14', 'MC-16', 'MC-17', 'MC-18', 'MD-20', 'MD-16', 'CC-02N', 'LC-31', 'BL-11', 'MC-19',
  'MO-01', 'MO-02', 'MO-10', 'MO-11', 'MO-12', 'MO-15', 'MO-16', 'MO-20', 'MO-24', 'MO-25', 'MO-26', 'MO-27', 'MO-28',
  'LG-01', 'LG-02', 'LG-03', 'LG-04', 'LG-05', 'LG-06', 'LG-07', 'LG-08', 'LG-09', 'LG-10', 'LG-11',
  'MC-30', 'MC-31', 'MC-32', 'MC-33',
  'BL-01H', 'AV-01', 'AV-02', 'AV-03', 'AV-04', 'AV-05', 'AV-06', 'AV-07', 'AV-08', 'AV-09', 'AV-10', 'AV-11',
  'AS-01', 'AS-02', 'AS-03', 'AS-04', 'AS-05', 'AS-10', 'AS-12', 'AS-16', 'AS-17', 'AS-20',
  'ES-01', 'ES-02', 'ES-05', 'SQ-01', 'SQ-04', 'SQ-07', 'SQ-08', 'SQ-09', 'SQ-11', 'SQ-13', 'SQ-17', 'ST-03', 'ST-06', 'ST-07',
  'ST-08', 'ST-09', 'ST-10', 'ST-12', 'UN-05', 'UN-06', 'SQ-15', 'MO-22', 'MO-29', 'MO-30', 'MO-31', 'ES-04', 'SQ-06',
  'ES-03', 'ES-08', 'ES-10', 'ES-12', 'SQ-05', 'SQ-10', 'SQ-14', 'ST-01', 'ST-02', 'ST-05', 'ST-15', 'ST-17', 'ST-19', 'ST-21',
  'KF-01', 'KF-02', 'KF-03', 'KF-04', 'KF-05', 'KF-06', 'KF-07', 'UN-20', 'UN-21', 'UN-22',
  'MC-40', 'ID-01', 'ID-02', 'ID-03', 'MC-41',
  'FLD-01', 'FLD-02', 'FLD-03', 'FLD-06', 'FLD-07', 'FLD-11', 'FLD-12', 'FLD-16', 'FLD-17', 'FLD-18', 'FLD-19', 'FLD-20', 'FLD-21', 'FLD-22',
  'FLD-23', 'FLD-24', 'FLD-25', 'FLD-26',
  'AS-07', 'AS-08', 'AS-11', 'AS-14', 'AS-15', 'AS-18', 'MO-13', 'MO-14', 'MO-17', 'SY-14', 'TR-04', 'TR-05', 'TR-06', 'TR-07', 'TR-12', 'TR-13', 'TR-14', 'TR-15',
  'TR-16', 'TR-19', 'TR-20', 'MC-43', 'MC-44', 'MC-45',
] as const

export type RuleId = (typeof RULE_IDS)[number]
/** Position in `RULE_IDS` and in `RULES`: what a trace stores. */
export type RuleIndex = number
