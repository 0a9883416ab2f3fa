import { useEffect } from 'react'
import { useStore } from 'zustand'
import { PRESETS } from '../../scenario/presets/index.ts'
import type { LambdascopeApp } from '../../store/createApp.ts'
import { questionFor } from '../../store/homeStore.ts'
import { home as text, watchFor } from '../../text/en/home.ts'
import { presetText } from '../../text/en/presets.ts'
import { FirstQuestion } from './FirstQuestion.tsx'
import './home.css'

/** The front door: one question on a run that plays, then the way to everything else. */
export function Home({ app }: { app: LambdascopeApp }) {
  const items = useStore(app.home, ({ reserved }) => questionFor(reserved).items)
  const { open } = app.home
  useEffect(open, [open])
  return (
    <main className="home-page" id="stage" tabIndex={-1} aria-labelledby="home-heading">
      <div className="home-column">
        <div className="home-words">
          <h1 id="home-heading">{text.heading(items)}</h1>
          <p className="home-question">{text.question(items)}</p>
        </div>
        <FirstQuestion app={app} />
        <Doors />
      </div>
    </main>
  )
}

/** Every scenario of the Lab but the one that stands above. */
function Doors() {
  const offered = PRESETS.filter(({ id }) => watchFor[id] !== undefined)
  return (
    <section className="doors" aria-labelledby="doors-heading">
      <h2 id="doors-heading">{text.doors}</h2>
      <p className="muted">{text.doorsHint}</p>
      <ul role="list" className="door-list">
        {offered.map(({ id }) => (
          <li key={id}>
            <a className="door" href={`#/lab?p=${id}`}>
              <span className="door-title">{presetText[id].title}</span>
              <span className="door-text">{watchFor[id]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
