import { readGuess, type Guess, type Question } from '../metrics/prediction.ts'
import type { Shelf } from './shelf.ts'

/** Guesses that were committed to, kept for the next visit: one per question. */

export const GUESS_KEY = 'lambdascope.guess.'

export interface Guesses {
  /** What was guessed; null when nothing was, or nothing that makes sense. */
  of(question: Question): Guess | null
  keep(question: Question, guess: Guess): void
}

export function createGuesses(shelf: Shelf): Guesses {
  return {
    of: (question) => {
      const text = shelf.get(GUESS_KEY + question.id)
      try {
        return text === null ? null : readGuess(question, JSON.parse(text))
      } catch {
        return null
      }
    },
    keep: (question, guess) => void shelf.set(GUESS_KEY + question.id, JSON.stringify(guess)),
  }
}
