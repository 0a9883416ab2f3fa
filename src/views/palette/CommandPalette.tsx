import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import type { RuleId } from '../../rules/registry.ts'
import { palette as text } from '../../text/en/palette.ts'
import { shell } from '../../text/en/shell.ts'
import { Button } from '../design/Button.tsx'
import type { DialogName } from '../shell/Header.tsx'
import { askedFor, entriesOf, type Entry, type PaletteContext } from './entries.ts'
import './palette.css'
import { RuleDetails } from './RuleDetails.tsx'
import { find } from './score.ts'

interface CommandPaletteProps extends PaletteContext {
  /** What was typed before the field was there. */
  takeTyped: () => string
  onClose: () => void
  onDialog: (dialog: DialogName | null) => void
}

const MOST = 60

/** Everything by name: a text field and the list of what fits it. */
export function CommandPalette({ app, status, takeTyped, onClose, onDialog }: CommandPaletteProps) {
  const [rule, setRule] = useState<RuleId | null>(null)
  const [query, setQuery] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const choose = ({ action }: Entry) => {
    if (action.kind === 'rule') return setRule(action.rule)
    if (action.kind === 'dialog') return onDialog(action.dialog)
    onClose()
    action.run()
  }
  const back = () => {
    setRule(null)
    // The field is there again once this is drawn.
    setTimeout(() => input.current?.focus())
  }
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="dialog palette" initialFocus={input}>
          <Dialog.Title className="hidden-visually">{text.title}</Dialog.Title>
          {rule === null ? (
            <Finder context={{ app, status }} input={input} query={query} onQuery={setQuery} onReady={() => setQuery((before) => before + takeTyped())} onChoose={choose} />
          ) : (
            <RuleDetails rule={rule} date={app.scenarioStore.getState().scenario.lambdaAsOf} />
          )}
          <div className="palette-foot">
            {rule === null ? <p>{text.keys}</p> : <Button onClick={back}>{text.back}</Button>}
            <Button size="small" onClick={onClose}>
              {shell.close}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function useFound(query: string, { app, status }: PaletteContext): readonly Entry[] {
  const entries = useMemo(() => entriesOf({ app, status }), [app, status])
  return useMemo(() => {
    // Rules are many: they are looked for, not leafed through.
    const offered = query.trim() === '' ? entries.filter(({ group }) => group !== 'rules' && group !== 'misconceptions') : entries
    const asked = askedFor(query, { app, status })
    // A bare number may be part of another name: 429.
    return /^[\d,]+$/.test(query.trim()) ? find(query, [...offered, ...asked], MOST) : [...asked, ...find(query, offered, MOST)]
  }, [query, entries, app, status])
}

interface FinderProps {
  context: PaletteContext
  input: RefObject<HTMLInputElement | null>
  query: string
  onQuery: (query: string) => void
  /** The field has the focus. */
  onReady: () => void
  onChoose: (entry: Entry) => void
}

function Finder({ context: { app, status }, input, query, onQuery, onReady, onChoose }: FinderProps) {
  const id = useId()
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = useFound(query, { app, status })
  const at = Math.min(chosen, found.length - 1)
  const optionId = (entry: Entry) => `${id}-${entry.id}`
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at, found])
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: (at + 1) % found.length, ArrowUp: (at + found.length - 1) % found.length }
    const target = steps[event.key]
    const entry = found[at]
    if (target !== undefined && found.length > 0) {
      event.preventDefault()
      setChosen(target)
    } else if (event.key === 'Enter' && entry !== undefined) {
      event.preventDefault()
      onChoose(entry)
    }
  }
  return (
    <>
      <div className="palette-field">
        <Search size={18} aria-hidden />
        <input
          role="combobox"
          aria-label={text.label}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] === undefined ? undefined : optionId(found[at])}
          placeholder={text.placeholder}
          autoComplete="off"
          spellCheck={false}
          ref={input}
          value={query}
          onFocus={onReady}
          onChange={(event) => {
            onQuery(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p role="status" className="hidden-visually">{text.found(found.length)}</p>
      <div className="palette-list" id={`${id}-list`} role="listbox" aria-label={text.results} ref={list} tabIndex={-1}>
        {found.map((entry, index) => (
          <div
            key={entry.id}
            id={optionId(entry)}
            role="option"
            aria-selected={index === at}
            className="palette-item"
            onClick={() => onChoose(entry)}
            onPointerMove={() => setChosen(index)}
          >
            <span className="palette-title">{entry.title}</span>
            <span className="palette-group">{text.groups[entry.group]}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="palette-none muted">{text.none(query)}</p> : null}
    </>
  )
}
