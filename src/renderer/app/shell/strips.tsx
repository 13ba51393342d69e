import { Button } from '@mantine/core'
import { IconArrowsSplit2, IconSparkles } from '@tabler/icons-react'
import type { ReactElement, ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { clashPage } from '@/messages/clashes'
import { updates } from '@/messages/shell'
import { useHost } from '../providers'
import { Link, usePath } from '../router'

/** A line above every screen: what it says and one thing to do about it. */
export function Strip(props: {
  readonly icon: ReactNode
  readonly words: string
  readonly action: ReactNode
}): ReactElement {
  return (
    <div className="strip" role="status">
      <span className="strip-words">
        {props.icon}
        {props.words}
      </span>
      {props.action}
    </div>
  )
}

/** A newer Trestle waits; it is used when the person says so. */
export function UpdateStrip(): ReactElement | null {
  const host = useHost()
  const [apply, setApply] = useState<(() => void) | null>(null)
  const [isComing, setIsComing] = useState(false)
  useEffect(() => host.updates?.onReady((ready) => setApply(() => ready)), [host])
  if (apply === null) return null
  return (
    <Strip
      icon={<IconSparkles size="1.3rem" aria-hidden="true" />}
      words={updates.ready}
      action={
        <Button
          variant="outline"
          color="yellow"
          size="compact-md"
          loading={isComing}
          onClick={() => {
            setIsComing(true)
            apply()
          }}
        >
          {updates.use}
        </Button>
      }
    />
  )
}

/** Two laptops changed the same thing: leads to the page where a person chooses. */
export function ClashStrip({ count }: { readonly count: number }): ReactElement | null {
  const path = usePath()
  if (count === 0 || path === '/clashes') return null
  return (
    <Strip
      icon={<IconArrowsSplit2 size="1.3rem" aria-hidden="true" />}
      words={clashPage.note(count)}
      action={
        <Button component={Link} to="/clashes" variant="outline" color="yellow" size="compact-md">
          {clashPage.look}
        </Button>
      }
    />
  )
}
