import { Popover } from '@base-ui/react/popover'
import { Bookmark as Icon, ChevronDown, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Bookmark } from '../../../store/timeStore.ts'
import { timeText } from '../../../text/en/time.ts'
import { Button, IconButton } from '../../design/Button.tsx'
import { momentText } from '../describe.ts'
import type { StageContext } from '../stageApp.ts'
import type { TimeTools } from './timeTools.ts'

const text = timeText.bookmarks

interface BookmarkMenuProps {
  tools: TimeTools
  context: StageContext
}

/** The bookmarks: go to one, name it, delete it and think again. */
export function BookmarkMenu({ tools, context }: BookmarkMenuProps) {
  const bookmarks = useStore(tools.app.timeStore, (state) => state.bookmarks)
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button bookmark-trigger" tabIndex={-1} data-variant="quiet" data-size="normal" aria-label={text.list(bookmarks.length)} data-testid="bookmarks">
        <span className="bookmark-count">{bookmarks.length === 0 ? '' : bookmarks.length}</span>
        <ChevronDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="popup-positioner" positionMethod="fixed" side="top" sideOffset={6}>
          <Popover.Popup className="popup time-popup" data-testid="bookmark-list">
            <Popover.Title className="time-popup-title">{text.title}</Popover.Title>
            <Removed tools={tools} until={context.model.trace.until} />
            {bookmarks.length === 0 ? <p className="muted">{text.none}</p> : null}
            <ul role="list">
              {bookmarks.map((bookmark) => (
                <BookmarkItem key={bookmark.at} tools={tools} context={context} bookmark={bookmark} close={() => setOpen(false)} />
              ))}
            </ul>
            <p className="time-popup-note">{text.kept}</p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

const nameOf = ({ at, name }: Bookmark, until: number): string => (name === '' ? momentText(at, until) : name)

interface ItemProps extends BookmarkMenuProps {
  bookmark: Bookmark
  close: () => void
}

function BookmarkItem({ tools, context, bookmark, close }: ItemProps) {
  const [editing, setEditing] = useState(false)
  const { app } = tools
  const { until } = context.model.trace
  const name = nameOf(bookmark, until)
  const jump = (): void => {
    const { clock } = context
    app.step(() => {
      clock.pause()
      clock.seek(bookmark.at)
    })
    close()
  }
  return (
    <li className="bookmark-item">
      {editing ? (
        <NameField bookmark={bookmark} onDone={(next) => {
          if (next !== null) app.timeStore.renameBookmark(bookmark.at, next)
          setEditing(false)
        }} />
      ) : (
        <button type="button" className="bookmark-jump" onClick={jump}>
          <Icon size={14} aria-hidden />
          <span className="hidden-visually">{text.jump}</span>
          <span className="bookmark-name">{name}</span>
          {bookmark.name === '' ? null : <span className="bookmark-time">{momentText(bookmark.at, until)}</span>}
        </button>
      )}
      <IconButton size="small" label={text.rename(name)} onClick={() => setEditing(true)}><Pencil size={14} aria-hidden /></IconButton>
      <IconButton size="small" label={text.remove(name)} onClick={() => app.timeStore.removeBookmark(bookmark.at)}><Trash2 size={14} aria-hidden /></IconButton>
    </li>
  )
}

/** Enter and leaving keep the name, Escape does not. */
function NameField({ bookmark, onDone }: { bookmark: Bookmark; onDone: (name: string | null) => void }) {
  return (
    <input
      className="text-input bookmark-field"
      aria-label={text.name}
      defaultValue={bookmark.name}
      maxLength={60}
      ref={(element) => element?.focus()}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(event.currentTarget.value)
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone(null)
      }}
    />
  )
}

function Removed({ tools, until }: { tools: TimeTools; until: number }) {
  const removed = useStore(tools.app.timeStore, (state) => state.removed)
  return (
    <div className="bookmark-removed" role="status">
      {removed === null ? null : (
        <>
          <span>{text.removed(nameOf(removed, until))}</span>
          <Button size="small" onClick={tools.app.timeStore.undoRemove}>{text.undo}</Button>
        </>
      )}
    </div>
  )
}
