import { Button, Group } from '@mantine/core'
import { IconDeviceFloppy, IconPrinter } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { phrase as words } from '@/messages/start'

/** The six words, numbered, and the ways to keep them. On paper it is the recovery sheet. */
export function PhraseWords(props: {
  readonly phrase: readonly string[]
  readonly groupName: string
  /** In words, for the foot of the sheet. */
  readonly date: string
  readonly onPrint: () => void
  readonly onSave: () => void
}): ReactElement {
  return (
    <div>
      <div className="sheet-only">
        <p className="sheet-title">{words.sheetTitle(props.groupName)}</p>
        <p>{words.sheetBody}</p>
      </div>
      <ol className="phrase">
        {props.phrase.map((word, index) => (
          <li key={word + String(index)}>
            <span className="phrase-number">{index + 1}</span>
            {word}
          </li>
        ))}
      </ol>
      <div className="sheet-only">
        <p>{words.sheetUse}</p>
        <p>{words.sheetDate(props.date)}</p>
      </div>
      <div className="no-print">
        <p>{words.keep}</p>
        <Group gap="sm" mt="md" mb="xs">
          <Button variant="default" leftSection={<IconPrinter size="1.2rem" />} onClick={props.onPrint}>
            {words.print}
          </Button>
          <Button variant="default" leftSection={<IconDeviceFloppy size="1.2rem" />} onClick={props.onSave}>
            {words.save}
          </Button>
        </Group>
        <p className="field-help">{words.saveWarning}</p>
      </div>
    </div>
  )
}
