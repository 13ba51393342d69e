import { Button, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { useCallback, useEffect, useState } from 'react'
import { useNotify } from '@/app/notify'
import { useWorkspace } from '@/app/providers'
import { Link } from '@/app/router'
import { useSyncStatus } from '@/app/use-state'
import { Panel } from '@/components/panel'
import type { Keyless as Found } from '@/core/workspace-types'
import { keyless } from '@/messages/laptops'

/** Laptops that a new key missed: the four words on both sides, and the button that lets one in. */
export function Keyless(): ReactElement {
  const workspace = useWorkspace()
  const notify = useNotify()
  const { lastPassAt } = useSyncStatus()
  const [found, setFound] = useState<Found>({ here: null, others: [] })
  const look = useCallback(() => void workspace.laptops.keyless().then(setFound), [workspace])
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again after every pass
  useEffect(look, [look, lastPassAt])
  const letIn = async ({ id, name, check }: Found['others'][number]): Promise<void> => {
    const done = await workspace.laptops.letIn({ id, check })
    if (done.ok) notify.done(found.here === null ? keyless.done(name) : keyless.doneWithout(name))
    else notify.error(done.error)
    look()
  }
  return (
    <>
      {found.here !== null && (
        <Panel title={keyless.hereTitle}>
          <p>{keyless.hereBody}</p>
          <Words words={found.here} />
        </Panel>
      )}
      {found.others.length > 0 && <Others others={found.others} onLetIn={letIn} />}
    </>
  )
}

function Others(props: {
  readonly others: Found['others']
  readonly onLetIn: (other: Found['others'][number]) => Promise<void>
}): ReactElement {
  return (
    <Panel title={keyless.title} help={keyless.help}>
      {props.others.map((other) => (
        <div className="invite-row" key={other.id}>
          <p className="sending-words">{keyless.lacks(other.name, other.usedBy)}</p>
          <p>{keyless.compare}</p>
          <Words words={other.check} />
          <Group gap="sm">
            <Button onClick={() => void props.onLetIn(other)}>{keyless.same}</Button>
            <Button component={Link} to={`/laptops/${encodeURIComponent(other.id)}/lost`} variant="default">
              {keyless.notOurs}
            </Button>
          </Group>
        </div>
      ))}
    </Panel>
  )
}

function Words({ words }: { readonly words: readonly string[] }): ReactElement {
  return (
    <ul className="check-words">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  )
}
