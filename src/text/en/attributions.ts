/** What is shown for each source of data, by the key of the attribution. */
export const attributionsText = {
  azure:
    'Traffic shapes derived from the Azure Functions Trace 2019 (Shahrad et al., USENIX ATC 2020) and the Huawei Cloud traces (Joosen et al., SoCC 2023 and EuroSys 2025), CC BY 4.0, digitised and normalised.',
  huawei: 'Daily curves and spikes of single functions; see the line above.',
  lambdaPerf: 'Init Duration, first call and SnapStart restores of empty functions, by runtime. Quantiles computed from its daily files.',
  cebert: 'Init and first call with an AWS SDK, and how handlers speed up with memory.',
  shilkov: 'Idle lifetimes and what a VPC adds to a cold start.',
  rustTraces: 'Time from placing an environment to its Init phase.',
  lambdabench: 'Time to fetch a zip package by its size.',
  awsJava: 'Cold starts and handler times of Java frameworks.',
  awsDotnet: 'Cold starts and handler times of .NET.',
  awsGo: 'Cold starts and handler times of Go.',
  awsTypescript: 'Cold starts and handler times of Node.js.',
  awsRust: 'Handler times of Rust.',
  thesis: 'Init and first call of Quarkus, Kotlin and native images. Figures only.',
  stuyvenberg: 'Cold starts by package size, and proactive initialisation. Figures only.',
  tanasa: 'Init of Node.js by the size of one loaded file. Figures only.',
} as const satisfies Record<string, string>

export const attributionsIntro =
  'Times and traffic come from measurements that others published. Each keeps its own licence; Lambdascope shows figures computed from them.'
