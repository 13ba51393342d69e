import { Button, Progress } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { focusInNextFrame } from '@/components/next-frame'
import { importing } from '@/messages/import-members'
import type { Import, ImportPreview } from './use-import'

/** What every step after the first is given. */
export interface StepProps {
  readonly list: Import
  readonly preview: ImportPreview
}

/** How far long work is, and the way to stop it. */
export function Working({
  busy,
  onStop,
}: {
  readonly busy: NonNullable<Import['busy']>
  readonly onStop: () => void
}): ReactElement {
  const [stopping, setStopping] = useState(false)
  const words = stopping ? importing.stopping : busy.what === 'reading' ? importing.reading : importing.saving
  const part = busy.total === 0 ? 0 : Math.round((busy.done / busy.total) * 100)
  return (
    <div className="working" role="status">
      <p className="working-words">{words}</p>
      <Progress value={busy.total === 0 ? 100 : part} animated={busy.total === 0} size="lg" aria-label={words} />
      <div className="working-foot">
        <span>{busy.what === 'saving' && busy.total > 0 ? importing.progress(busy.done, busy.total) : ''}</span>
        <Button
          variant="default"
          size="sm"
          disabled={stopping}
          onClick={() => {
            setStopping(true)
            onStop()
          }}
        >
          {importing.cancel}
        </Button>
      </div>
    </div>
  )
}

/** The buttons under a step. */
export function StepButtons(props: {
  readonly onBack: () => void
  readonly onReset: () => void
  readonly next: string
  readonly onNext: () => void
  readonly disabled?: boolean
}): ReactElement {
  return (
    <div className="step-buttons">
      <Button variant="default" leftSection={<IconArrowLeft size="1.1rem" />} onClick={props.onBack}>
        {importing.previous}
      </Button>
      <Button variant="subtle" onClick={props.onReset}>
        {importing.startOver}
      </Button>
      <Button className="step-next" onClick={props.onNext} disabled={props.disabled === true}>
        {props.next}
      </Button>
    </div>
  )
}

/** The heading of a step; it takes the focus, so that the keyboard and the screen reader go on from there. */
export function StepTitle({ children, help }: { readonly children: string; readonly help?: ReactNode }): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => focusInNextFrame(() => heading.current), [])
  return (
    <div className="step-title">
      <h2 ref={heading} tabIndex={-1}>
        {children}
      </h2>
      {help !== undefined && <p className="soft-words">{help}</p>}
    </div>
  )
}
