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
export function Keyless(): ReactElement | null {
  const workspace = useWorkspace()
  const notify = useNotify()
  const { lastPassAt } = useSyncStatus()
  const [found, setFound] = useState<Found>({ here: null, others: [] })
  const look = useCallback(() => void workspace.laptops.keyless().then(setFound), [workspace])
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again after every pass
  useEffect(look, [look, lastPassAt])
  const letIn = async (id: string, name: string): Promise<void> => {
    const done = await workspace.laptops.letIn({ id })
    if (done.ok) notify.done(keyless.done(name))
    else notify.error(done.error)
    look()
  }
  if (found.here !== null)
    return (
      <Panel title={keyless.hereTitle}>
        <p>{keyless.hereBody}</p>
        <Words words={found.here} />
      </Panel>
    )
  if (found.others.length === 0) return null
  return (
    <Panel title={keyless.title} help={keyless.help}>
      {found.others.map(({ id, name, usedBy, check }) => (
        <div className="invite-row" key={id}>
          <p className="sending-words">{keyless.lacks(name, usedBy)}</p>
          <p>{keyless.compare}</p>
          <Words words={check} />
          <Group gap="sm">
            <Button onClick={() => void letIn(id, name)}>{keyless.same}</Button>
            <Button component={Link} to={`/laptops/${encodeURIComponent(id)}/lost`} variant="default">
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
