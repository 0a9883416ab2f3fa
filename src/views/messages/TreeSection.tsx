import { ChevronRight } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { nodesOf, familyOf, type BatchNode } from '../../metrics/message/family.ts'
import { batchOf } from '../../metrics/messages.ts'
import type { RecordId } from '../../sim/trace/schema.ts'
import { messagesText } from '../../text/en/messages.ts'
import { momentText } from '../stage/describe.ts'
import { visit, type Inspection } from '../inspector/inspection.ts'
import { folded, nodeAfterKey, visibleNodes } from './tree.ts'
import './messages.css'

const text = messagesText.tree

/** Which batches came from which, the original one first, down to the record that fails. Nothing where a batch stayed whole. */
export function TreeSection({ inspection, record }: { inspection: Inspection; record: RecordId }) {
  const { trace } = inspection.run
  const request = trace.records.request[record]!
  const root = useMemo(() => familyOf(trace, request), [trace, request])
  if (root === null) return null
  const nodes = [...nodesOf(root)]
  const split = nodes.some(({ fate }) => fate === 'split')
  const failures = nodes.reduce((sum, { fate, attempts }) => sum + attempts - Number(fate === 'done' || fate === 'rest' || fate === 'open'), 0)
  return (
    <section className="inspector-part" aria-label={split ? text.title : text.titleRest}>
      <h3 className="eyebrow">{split ? text.title : text.titleRest}</h3>
      <p className="muted life-total">{text.summary(nodes.length, failures)}</p>
      <Tree key={root.request} inspection={inspection} root={root} selected={request} />
    </section>
  )
}

function Tree({ inspection, root, selected }: { inspection: Inspection; root: BatchNode; selected: number }) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [closed, setClosed] = useState<ReadonlySet<number>>(() => folded(root, selected))
  const [focused, setFocused] = useState(selected)
  const nodes = visibleNodes(root, closed)
  const tabStop = nodes.some(({ request }) => request === focused) ? focused : root.request
  const toggle = (request: number, close: boolean) => setClosed(close ? new Set([...closed, request]) : new Set([...closed].filter((each) => each !== request)))
  const focus = (request: number) => {
    setFocused(request)
    list.current?.querySelector<HTMLElement>(`[data-request="${request}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const node = nodes.find(({ request }) => request === tabStop)!
    if (event.key === 'Enter' || event.key === ' ') visit(inspection, node.record)
    else {
      const next = nodeAfterKey(event.key, { nodes, node, closed })
      if (next === null) return
      if (next.kind === 'focus') focus(next.request)
      else toggle(node.request, next.kind === 'close')
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <p id={`${id}-help`} hidden>{text.help}</p>
      <div className="batch-tree" role="tree" ref={list} aria-label={text.label} aria-describedby={`${id}-help`} onKeyDown={onKeyDown}>
        {nodes.map((node) => (
          <Node
            key={node.request}
            inspection={inspection}
            node={node}
            whole={root.size}
            closed={node.children.length > 0 ? closed.has(node.request) : null}
            selected={node.request === selected}
            tabStop={node.request === tabStop}
            onToggle={() => toggle(node.request, !closed.has(node.request))}
            onChoose={() => {
              setFocused(node.request)
              visit(inspection, node.record)
            }}
          />
        ))}
      </div>
    </>
  )
}

interface NodeProps {
  inspection: Inspection
  node: BatchNode
  /** Records of the original batch. */
  whole: number
  /** Null: nothing below it. */
  closed: boolean | null
  selected: boolean
  tabStop: boolean
  onToggle: () => void
  onChoose: () => void
}

/** Deeper ones stand where these do. */
const DEEPEST = 8
/** Least width of a part, percent, so that a single record of thousands is seen. */
const LEAST = 1.5

function Node({ inspection, node, whole, closed, selected, tabStop, onToggle, onChoose }: NodeProps) {
  const { trace } = inspection.run
  const { request, parent, depth, first, size, fate, attempts, outcome, from, to } = node
  const name = text.name(batchOf(trace, node.record)?.number ?? 0)
  const moment = momentText(from, trace.until, { resolution: 1000 })
  const ended = outcome === 'success' || outcome === 'none' ? '' : text.outcome(outcome)
  const siblings = parent?.children ?? [node]
  const style = { '--depth': Math.min(depth, DEEPEST) } as CSSProperties
  return (
    <div
      role="treeitem"
      className="tree-node"
      style={style}
      data-request={request}
      data-fate={fate}
      aria-level={depth + 1}
      aria-setsize={siblings.length}
      aria-posinset={siblings.indexOf(node) + 1}
      aria-selected={selected}
      {...(closed === null ? {} : { 'aria-expanded': !closed })}
      tabIndex={tabStop ? 0 : -1}
      onClick={onChoose}
    >
      <span className="tree-line">
        <span className="tree-twisty" data-open={closed === false || undefined} aria-hidden onClick={closed === null ? undefined : (event) => { event.stopPropagation(); onToggle() }}>
          {closed === null ? null : <ChevronRight size={14} aria-hidden />}
        </span>
        <strong>{name}</strong> <span className="muted">{text.size(size)}</span>{' '}
        <span className="tree-fate">
          <i className="fate-mark" data-fate={fate} aria-hidden />
          {text.fate(fate)}
        </span>{' '}
        <span className="hidden-visually">{text.row([depth === 0 ? text.original : '', ended])}</span>
      </span>{' '}
      <span className="tree-facts muted mono">{text.facts([moment, text.ranFor(to - from), attempts > 1 ? text.attempts(attempts) : ''])}</span>
      <span className="tree-track" aria-hidden>
        <i data-fate={fate} style={{ left: `${(first / whole) * (100 - LEAST)}%`, width: `${Math.max(LEAST, (size / whole) * 100)}%` }} />
      </span>
    </div>
  )
}
