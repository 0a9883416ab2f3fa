/** Words about what a picture rests on. */
import { plural } from './words.ts'

export const sureText = {
  open: 'How sure is this?',
  title: 'How sure is this picture?',
  close: 'Close',
  intro: 'Each rule and number is documented by AWS, measured by others, or assumed. This is what the scenario at hand rests on.',
  documented: (count: number) => `${plural(count, 'rule of this run is', 'rules of this run are')} documented by AWS.`,
  measured: 'Measured by others',
  assumed: 'Assumed',
  where: 'Assumptions that can be changed are in the configuration, under Assumptions, and each cold start phase can be given in the JSON.',
  left: 'What the model leaves out',
  leftIntro: 'Where this scenario touches it:',
} as const
