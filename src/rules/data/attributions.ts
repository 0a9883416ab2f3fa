/**
 * Whose data the product shows. What is said of each, the line that CC BY 4.0 asks for included, is in
 * `src/text/en/attributions.ts`.
 */
export interface Attribution {
  /** Key of the text. */
  key: string
  title: string
  /** SPDX id, or null where only figures were taken. */
  licence: string | null
  url: string
}

const by = (key: string, title: string, licence: string | null, url: string): Attribution => ({ key, title, licence, url })

export const ATTRIBUTIONS: readonly Attribution[] = [
  by('azure', 'Azure Functions Trace 2019 (Azure/AzurePublicDataset)', 'CC-BY-4.0', 'https://github.com/Azure/AzurePublicDataset'),
  by('huawei', 'Huawei Cloud traces 2023 and 2025 (sir-lab/data-release)', 'CC-BY-4.0', 'https://github.com/sir-lab/data-release'),
  by('lambdaPerf', 'maxday/lambda-perf', 'Apache-2.0', 'https://github.com/maxday/lambda-perf'),
  by('cebert', 'cebert/aws-lambda-performance-benchmarks', 'MIT', 'https://github.com/cebert/aws-lambda-performance-benchmarks'),
  by('shilkov', 'mikhailshilkov/mikhailio-hugo', 'MIT', 'https://github.com/mikhailshilkov/mikhailio-hugo'),
  by('rustTraces', 'codetalkio/patterns-serverless-rust-minimal', 'MIT', 'https://github.com/codetalkio/patterns-serverless-rust-minimal'),
  by('lambdabench', 'PeterUlb/lambdabench', 'Apache-2.0', 'https://github.com/PeterUlb/lambdabench'),
  by('awsJava', 'aws-samples/serverless-java-frameworks-samples', 'MIT-0', 'https://github.com/aws-samples/serverless-java-frameworks-samples'),
  by('awsDotnet', 'aws-samples/serverless-dotnet-demo', 'MIT-0', 'https://github.com/aws-samples/serverless-dotnet-demo'),
  by('awsGo', 'aws-samples/serverless-go-demo', 'MIT-0', 'https://github.com/aws-samples/serverless-go-demo'),
  by('awsTypescript', 'aws-samples/serverless-typescript-demo', 'MIT-0', 'https://github.com/aws-samples/serverless-typescript-demo'),
  by('awsRust', 'aws-samples/serverless-rust-demo', 'MIT-0', 'https://github.com/aws-samples/serverless-rust-demo'),
  by('thesis', 'meex28/aws-lambda-performance-master-thesis', null, 'https://github.com/meex28/aws-lambda-performance-master-thesis'),
  by('stuyvenberg', 'A. J. Stuyvenberg, posts on containers and proactive initialization', null, 'https://aaronstuyvenberg.com/posts/containers-on-lambda'),
  by('tanasa', 'A. Tanasa, post on code size', null, 'https://medium.com/@adtanasa/size-is-almost-all-that-matters-for-optimizing-aws-lambda-cold-starts-cad54f65cbb'),
]
