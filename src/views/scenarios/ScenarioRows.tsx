import { Copy, Download, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Library, SavedScenario } from '../../store/library.ts'
import { NAME_LENGTH } from '../../store/library.ts'
import { scenarios as text } from '../../text/en/scenarios.ts'
import { Button, IconButton } from '../design/Button.tsx'
import { saveText } from './files.ts'
import { savedTime } from './savedTime.ts'

interface ScenarioRowsProps {
  library: Library
  items: readonly SavedScenario[]
  onOpen: (id: string) => void
}

/** A table where there is room, a list of cards where there is not: the style sheet arranges the same cells. */
export function ScenarioRows({ library, items, onOpen }: ScenarioRowsProps) {
  return (
    <table className="scenario-table">
      <thead>
        <tr>
          <th scope="col">{text.columns.name}</th>
          <th scope="col">{text.columns.saved}</th>
          <th scope="col">
            <span className="hidden-visually">{text.columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} library={library} item={item} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  library: Library
  item: SavedScenario
  onOpen: (id: string) => void
}

function Row({ library, item, onOpen }: RowProps) {
  const [renaming, setRenaming] = useState(false)
  const { id, name, savedAt, scenario } = item
  return (
    <tr>
      <td className="scenario-name">
        {renaming ? (
          <Rename item={item} library={library} onDone={() => setRenaming(false)} />
        ) : (
          <button type="button" className="scenario-open" aria-label={text.open(name)} onClick={() => onOpen(id)}>
            {name}
          </button>
        )}
        <span className="muted scenario-what">{text.functions(scenario.functions.length)}</span>
      </td>
      <td className="scenario-saved muted">{savedTime(savedAt)}</td>
      <td className="scenario-actions">
        <IconButton label={text.renameOf(name)} onClick={() => setRenaming(true)}>
          <Pencil size={15} aria-hidden />
        </IconButton>
        <IconButton label={text.duplicateOf(name)} onClick={() => library.duplicate(id)}>
          <Copy size={15} aria-hidden />
        </IconButton>
        <IconButton label={text.exportOf(name)} onClick={() => saveText(text.fileNameOf(name), library.export(id))}>
          <Download size={15} aria-hidden />
        </IconButton>
        <IconButton label={text.deleteOf(name)} onClick={() => library.delete(id)}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </td>
    </tr>
  )
}

function Rename({ item, library, onDone }: { item: SavedScenario; library: Library; onDone: () => void }) {
  const [name, setName] = useState(item.name)
  const commit = (event: FormEvent) => {
    event.preventDefault()
    library.rename(item.id, name)
    onDone()
  }
  return (
    <form className="rename" onSubmit={commit}>
      <input
        className="text-input"
        aria-label={text.newName(item.name)}
        maxLength={NAME_LENGTH}
        autoFocus
        value={name}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // Ends the renaming, not the dialog.
          event.stopPropagation()
          onDone()
        }}
      />
      <Button type="submit" size="small">
        {text.rename}
      </Button>
    </form>
  )
}
