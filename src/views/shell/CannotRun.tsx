import { shell } from '../../text/en/shell.ts'
import { Wordmark } from './Wordmark.tsx'
import '../design/index.css'
import './shell.css'

/** In place of everything, where the browser has no workers. */
export function CannotRun() {
  return (
    <main className="cannot-run" role="alert">
      <Wordmark />
      <h1>{shell.noWorker.title}</h1>
      <p>{shell.noWorker.text}</p>
    </main>
  )
}
