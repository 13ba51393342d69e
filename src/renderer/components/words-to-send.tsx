import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { sending } from '@/messages/privacy'
import './words-to-send.css'

/** Words that a person sends to somebody else, with a button that copies them. */
export function WordsToSend(props: { readonly label: string; readonly text: string }): ReactElement {
  const [said, setSaid] = useState('')
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard.writeText(props.text).then(
      () => true,
      () => false,
    )
    setSaid(copied ? sending.copied : sending.notCopied)
  }
  return (
    <div className="to-send">
      <section className="to-send-words" aria-label={props.label}>
        {props.text}
      </section>
      <div className="to-send-foot">
        <Button variant="default" leftSection={<IconCopy size="1.2rem" />} onClick={() => void copy()}>
          {sending.copy}
        </Button>
        <span role="status">{said}</span>
      </div>
    </div>
  )
}
