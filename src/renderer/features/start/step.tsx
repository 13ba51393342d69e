import { Button, Title } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { Frontispiece } from '@/app/shell/frontispiece'
import { startInNextFrame } from '@/components/next-frame'
import { appName } from '@/messages/shell'
import { steps } from '@/messages/start'

interface StepProps {
  readonly title: string
  readonly lead?: ReactNode
  /** "Step 2 of 4"; absent on pages that are not counted. */
  readonly at?: { readonly now: number; readonly all: number }
  readonly onBack?: () => void
  readonly onNext?: () => void
  readonly nextLabel?: string
  readonly busy?: boolean
  /** Buttons in the foot, after the main one. */
  readonly more?: ReactNode
  /** Stands under the foot. */
  readonly below?: ReactNode
  /** The page is one box: the focus starts there, not on the heading. */
  readonly straightToBox?: boolean
  readonly children: ReactNode
}

/** One page of a calm wizard: one question, one main button, always a way back. */
export function Step(props: StepProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const { title, straightToBox } = props
  useEffect(() => {
    document.title = `${title} – ${appName}`
    return startInNextFrame(
      () => (straightToBox === true ? form.current?.querySelector('input') : null) ?? heading.current,
    )
  }, [title, straightToBox])
  return (
    <Frontispiece>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          // Enter is pressed twice more often than not.
          if (props.busy !== true) props.onNext?.()
        }}
      >
        {props.at !== undefined && <p className="steps">{steps.of(props.at.now, props.at.all)}</p>}
        <Title order={1} className="front-title" ref={heading} tabIndex={-1}>
          {props.title}
        </Title>
        {props.lead !== undefined && <p className="front-lead">{props.lead}</p>}
        <div className="step-fields">{props.children}</div>
        <div className="step-foot">
          {props.onNext !== undefined && (
            <Button type="submit" size="lg" loading={props.busy === true}>
              {props.nextLabel ?? steps.next}
            </Button>
          )}
          {props.more}
          {props.onBack !== undefined && (
            <Button variant="subtle" color="gray" size="lg" onClick={props.onBack} disabled={props.busy === true}>
              {steps.back}
            </Button>
          )}
        </div>
        {props.below !== undefined && <div className="front-note">{props.below}</div>}
      </form>
    </Frontispiece>
  )
}
