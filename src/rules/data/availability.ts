import { documented, measured, SOURCE, type RuleBody } from './sources.ts'

const CHECKED = '2026-11-25'

/** Since when a feature is generally available (AV). */
export const AVAILABILITY = {
  'AV-01': documented(SOURCE.history, CHECKED, [], { from: '2019-12-03' }),
  'AV-02': documented(SOURCE.gatewayHistory, CHECKED, [], { from: '2020-03-12' }),
  'AV-03': documented(SOURCE.containerImages, CHECKED, [], { from: '2020-12-01' }),
  'AV-04': documented(SOURCE.tenGigabytes, CHECKED, [['maxBefore', 3_008, 'MB']], { from: '2020-12-01' }),
  'AV-05': documented(SOURCE.graviton, CHECKED, [], { from: '2021-09-29' }),
  'AV-06': documented(SOURCE.largeStorage, CHECKED, [['maxBefore', 512, 'MB']], { from: '2022-03-24' }),
  'AV-07': documented(SOURCE.functionUrlLaunch, CHECKED, [], { from: '2022-04-06' }),
  'AV-08': documented(SOURCE.snapStartLaunches, CHECKED, [], { from: '2022-11-28' }),
  'AV-09': documented(SOURCE.snapStartLaunches, CHECKED, [], { from: '2024-11-18' }),
  // Others keep the list: AWS announces each runtime by itself.
  'AV-10': measured(SOURCE.runtimeDates, CHECKED, [
    ['provided', '2018-11-29', ''], ['provided.al2', '2020-08-12', ''], ['provided.al2023', '2023-11-10', ''],
    ['nodejs18.x', '2022-11-18', ''], ['nodejs20.x', '2023-11-15', ''], ['nodejs22.x', '2024-11-22', ''], ['nodejs24.x', '2025-11-25', ''],
    ['python3.9', '2021-08-16', ''], ['python3.10', '2023-04-18', ''], ['python3.11', '2023-07-27', ''], ['python3.12', '2023-12-14', ''],
    ['python3.13', '2024-11-14', ''], ['python3.14', '2025-11-18', ''],
    ['java8.al2', '2020-08-12', ''], ['java11', '2019-11-18', ''], ['java17', '2023-04-27', ''], ['java21', '2023-11-17', ''], ['java25', '2025-11-14', ''],
    ['dotnet6', '2022-02-24', ''], ['dotnet8', '2024-02-22', ''], ['dotnet10', '2026-01-08', ''],
    ['ruby3.2', '2023-06-07', ''], ['ruby3.3', '2024-04-04', ''], ['ruby3.4', '2025-03-27', ''],
  ]),
  'AV-11': documented(SOURCE.history, CHECKED, [], { from: '2018-11-29' }),
} as const satisfies Record<string, RuleBody>
