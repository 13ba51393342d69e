import { Button, Group } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useNotify } from '@/app/notify'
import { pathOf } from '@/app/places'
import { Link } from '@/app/router'
import { useClashActions } from '@/app/use-clashes'
import { useQuery, useRun } from '@/app/use-query'
import { ClashNote } from '@/components/clash-note'
import { useConfirm } from '@/components/confirm'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { sidesOf } from '@/core/domain/sides'
import type { ShownClash } from '@/core/model/clash-values'
import { clashPage } from '@/messages/clashes'

const NO_PARAMS = {}

/** Everything that two laptops changed without seeing each other. */
export function ClashesPage(): ReactElement | null {
  const found = useQuery('clashes.list', NO_PARAMS)
  if (found === undefined) return null
  if (found.total === 0)
    return (
      <Page title={clashPage.title}>
        <EmptyState icon={<IconArrowsSplit2 />} title={clashPage.noneTitle} body={clashPage.noneBody} />
      </Page>
    )
  return (
    <Page title={clashPage.title} intro={clashPage.intro} actions={<AllOf clashes={found.clashes} />}>
      {found.clashes.map((clash) => (
        <OneClash key={`${clash.id} ${clash.path}`} clash={clash} />
      ))}
      {found.total > found.clashes.length && <p>{clashPage.more(found.total - found.clashes.length)}</p>}
    </Page>
  )
}

function OneClash({ clash }: { readonly clash: ShownClash }): ReactElement {
  const actions = useClashActions()
  return (
    <Panel
      title={clash.label === '' ? clash.title : `${clash.title}: ${clash.label}`}
      actions={
        <Button
          component={Link}
          to={pathOf(clash)}
          variant="subtle"
          size="compact-md"
          aria-label={clashPage.openOf(clash.title)}
        >
          {clashPage.open(clash.typeLabel)}
        </Button>
      }
    >
      <ClashNote
        clash={clash}
        onPick={(value) => void actions.pick(clash, value)}
        onKeepBoth={() => void actions.keepBoth(clash)}
      />
    </Panel>
  )
}

/** One button per laptop that wrote a value here, when there is more than one question. */
function AllOf({ clashes }: { readonly clashes: readonly ShownClash[] }): ReactElement | null {
  const run = useRun()
  const notify = useNotify()
  const confirm = useConfirm()
  const devices = new Map(
    clashes.flatMap((clash) => sidesOf(clash.values).map((value) => [value.device, value.who] as const)),
  )
  const take = async (device: string, who: string): Promise<void> => {
    if (!(await confirm({ title: clashPage.allOfTitle(who), body: clashPage.allOfBody, action: clashPage.allOf(who) })))
      return
    const saved = await run('clashes.takeAllFrom', { device })
    if (saved.ok) notify.done(clashPage.allSettled, { undo: saved.value.changeId })
    else notify.error(saved.error)
  }
  if (clashes.length < 2) return null
  return (
    <Group gap="xs">
      {[...devices]
        .filter(([, who]) => who !== '')
        .map(([device, who]) => (
          <Button key={device} variant="default" onClick={() => void take(device, who)}>
            {clashPage.allOf(who)}
          </Button>
        ))}
    </Group>
  )
}
