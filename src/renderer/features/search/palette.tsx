import { Modal, TextInput } from '@mantine/core'
import { IconFile, IconSearch } from '@tabler/icons-react'
import type { KeyboardEvent, ReactElement } from 'react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { lowerPlaces, mainPlaces, pathOf } from '@/app/places'
import { useNavigate } from '@/app/router'
import type { ShellActions } from '@/app/shell/use-menu'
import { useQuery } from '@/app/use-query'
import { useFocusBack } from '@/components/focus-back'
import { shortDate } from '@/components/when'
import type { Found } from '@/core/model/queries/search'
import { kinds, palette } from '@/messages/search'
import type { Entry } from './palette-entries'
import { commandEntries, matching, meantFirst, placeEntries, type Section } from './palette-entries'

interface PaletteProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly actions: ShellActions
}

/** Ctrl+K: finds any record, and anything that can be done. */
export function Palette(props: PaletteProps): ReactElement {
  useFocusBack(props.opened)
  return (
    <Modal.Root
      opened={props.opened}
      onClose={props.onClose}
      size="38rem"
      centered={false}
      yOffset="10vh"
      returnFocus={false}
    >
      <Modal.Overlay backgroundOpacity={1} color="var(--t-shade)" />
      <Modal.Content aria-label={palette.label}>
        <Modal.Body p={0}>
          <PaletteBody {...props} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody({ onClose, actions }: PaletteProps): ReactElement {
  const listId = useId()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const sections = useSections(text, actions, navigate)
  const entries = sections.flatMap((section) => section.entries)
  const current = Math.min(chosen, entries.length - 1)

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })

  const act = (entry: Entry | undefined): void => {
    if (entry === undefined) return
    onClose()
    entry.act()
  }
  const onKey = (event: KeyboardEvent): void => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (move !== 0 && entries.length > 0) {
      event.preventDefault()
      setChosen((current + move + entries.length) % entries.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      act(entries[current])
    }
  }
  return (
    <>
      <TextInput
        size="lg"
        variant="unstyled"
        className="palette-box"
        aria-label={palette.label}
        placeholder={palette.prompt}
        leftSection={<IconSearch size="1.3rem" aria-hidden="true" />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKey}
        role="combobox"
        aria-expanded={entries.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(current >= 0 ? { 'aria-activedescendant': `${listId}-${current}` } : {})}
        autoComplete="off"
        data-autofocus
      />
      <div id={listId} ref={list} role="listbox" aria-label={palette.label} className="palette-list">
        {sections.map((section, index) => (
          <Options
            key={section.name}
            section={section}
            from={sections.slice(0, index).reduce((sum, before) => sum + before.entries.length, 0)}
            current={current}
            listId={listId}
            onAct={act}
          />
        ))}
      </div>
      {entries.length === 0 && <p className="palette-none">{palette.nothing(text)}</p>}
      <div className="palette-foot" aria-hidden="true">
        {palette.foot.map(([keys, what]) => (
          <span key={keys}>
            <kbd className="keys">{keys}</kbd> {what}
          </span>
        ))}
      </div>
      <div className="visually-hidden" role="status">
        {text === '' ? '' : palette.count(entries.length)}
      </div>
    </>
  )
}

interface OptionsProps {
  readonly section: Section
  readonly from: number
  readonly current: number
  readonly listId: string
  readonly onAct: (entry: Entry) => void
}

function Options({ section, from, current, listId, onAct }: OptionsProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, as the listbox pattern asks
    <div role="group" aria-label={section.name}>
      <div className="palette-heading" aria-hidden="true">
        {section.name}
      </div>
      {section.entries.map((entry, index) => {
        const Icon = entry.icon
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the focus and takes the keys
          <div
            key={entry.id}
            id={`${listId}-${from + index}`}
            role="option"
            tabIndex={-1}
            aria-selected={from + index === current}
            className="palette-option"
            onClick={() => onAct(entry)}
          >
            <Icon size="1.25rem" stroke={1.8} />
            <span className="palette-text">
              <span className="palette-title">{entry.title}</span>
              {entry.detail !== undefined && entry.detail !== '' && (
                <span className="palette-detail">{entry.detail}</span>
              )}
            </span>
            {entry.kind !== undefined && <span className="palette-kind">{entry.kind}</span>}
          </div>
        )
      })}
    </div>
  )
}

function useSections(text: string, actions: ShellActions, navigate: (to: string) => void): readonly Section[] {
  const found = useQuery('search.all', { text, limit: 8 })
  const fixed = useMemo(
    () => ({ commands: commandEntries(actions, navigate), places: placeEntries(navigate) }),
    [actions, navigate],
  )
  const icons = new Map([...mainPlaces, ...lowerPlaces].map((place) => [place.path, place.icon]))
  const entryOf = (hit: Found): Entry => {
    const path = pathOf(hit.opens)
    return {
      id: `${hit.type}-${hit.id}`,
      title: hit.title,
      detail: hit.detail.replace(/\d{4}-\d{2}-\d{2}/g, (iso) => shortDate(iso)),
      kind: kinds[hit.type] ?? '',
      icon: icons.get(`/${path.split(/[/?]/)[1] ?? ''}`) ?? IconFile,
      act: () => navigate(path),
    }
  }
  const hits = text.trim() === '' ? [] : (found ?? [])
  const sure = hits.filter((hit) => !hit.guess).map(entryOf)
  const guesses = hits.filter((hit) => hit.guess).map(entryOf)
  const sections = [
    { name: palette.found, entries: sure },
    { name: sure.length === 0 ? palette.onlyClose : palette.close, entries: guesses },
    { name: palette.commands, entries: matching(fixed.commands, text) },
    { name: palette.places, entries: matching(fixed.places, text) },
  ].filter((section) => section.entries.length > 0)
  return meantFirst(sections, text)
}
