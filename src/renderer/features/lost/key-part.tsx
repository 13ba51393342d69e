import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { Note } from '@/components/note'
import { Problem } from '@/components/problem'
import { key as words } from '@/messages/lost'
import type { NewKey } from './use-new-key'
import { WhoGets } from './who-gets'

/** The button that makes a new key; after it, how it stands with the new sheet. */
export function KeyPart(props: {
  readonly newKey: NewKey
  /** Laptops that the key closes (record ids). */
  readonly without: readonly string[]
  /** For how many laptops it was made; absent before. */
  readonly madeFor: number | undefined
  readonly wordsKept: boolean
}): ReactElement {
  const { newKey, without, madeFor, wordsKept } = props
  return (
    <>
      {madeFor === undefined && <WhoGets without={without} />}
      {newKey.problem !== null && <Problem error={newKey.problem} />}
      {madeFor !== undefined && <p>{words.made(madeFor)}</p>}
      {madeFor !== undefined && (
        <Note tone={wordsKept ? 'good' : 'warn'}>{wordsKept ? words.kept : words.notKept}</Note>
      )}
      {(madeFor === undefined || !wordsKept) && (
        <div>
          <Button
            size="md"
            leftSection={<IconKey size="1.25rem" />}
            loading={newKey.busy}
            onClick={() => void newKey.make()}
          >
            {madeFor === undefined ? words.make : words.again}
          </Button>
          {newKey.busy && (
            <p className="lost-soft" role="status">
              {words.making}
            </p>
          )}
        </div>
      )}
    </>
  )
}
