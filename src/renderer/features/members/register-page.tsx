import { Button, Menu } from '@mantine/core'
import {
  IconChevronDown,
  IconDownload,
  IconFileImport,
  IconPrinter,
  IconTrash,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { startTransition, useState } from 'react'
import { Link, useAddressSearch } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { Page } from '@/components/page'
import type { MemberList } from '@/core/model/queries/members'
import { register } from '@/messages/members'
import { PrintSheet } from './print-sheet'
import { RegisterTable } from './register-table'
import { RegisterTools } from './register-tools'
import { isNarrowed, listParams, PAGE_SIZE, type RegisterView, useRegisterView } from './register-view'
import { SelectionBar } from './selection-bar'
import { useExport } from './use-export'

/** Everybody on the register: search, filters, the table, and what to do with those chosen. */
export function RegisterPage(): ReactElement {
  const search = useAddressSearch()
  const [view, change, clear] = useRegisterView(search)
  const list = useQuery('members.list', listParams(view))
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const [printing, print] = useState(false)
  const exportList = useExport()

  if (list === undefined)
    return (
      <Page title={register.title} width="wide">
        {null}
      </Page>
    )
  if (list.counts.all === 0) return <NobodyYet removed={list.counts.removed} />
  return (
    <Page
      title={register.title}
      width="wide"
      actions={
        <Actions removed={list.counts.removed} onExport={() => void exportList({ view })} onPrint={() => print(true)} />
      }
    >
      <RegisterTools view={view} counts={list.counts} onChange={change} />
      {list.total === 0 ? (
        <Nobody view={view} onClear={clear} />
      ) : (
        <>
          {list.onlyClose === list.total && <p className="soft-words">{register.onlyClose}</p>}
          <RegisterTable list={list} view={view} chosen={chosen} onChoose={choose} onChange={change} />
          <Pager list={list} onOffset={(offset) => change({ offset })} />
          {list.counts.all === 1 && <OnlyOne />}
        </>
      )}
      <SelectionBar
        chosen={chosen}
        // All rows change at once: they are drawn in slices.
        onChoose={(ids) => startTransition(() => choose(ids))}
        list={list}
        view={view}
      />
      {printing && <PrintSheet view={view} onDone={() => print(false)} />}
    </Page>
  )
}

function Actions(props: {
  readonly removed: number
  readonly onExport: () => void
  readonly onPrint: () => void
}): ReactElement {
  return (
    <>
      <Button component={Link} to="/members/new" leftSection={<IconUserPlus size="1.2rem" />}>
        {register.add}
      </Button>
      <Button component={Link} to="/members/import" variant="default" leftSection={<IconFileImport size="1.2rem" />}>
        {register.importList}
      </Button>
      <Menu>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size="1.1rem" />}>
            {register.more}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size="1.2rem" />} onClick={props.onExport}>
            {register.exportList}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size="1.2rem" />} onClick={props.onPrint}>
            {register.print}
          </Menu.Item>
          {props.removed > 0 && (
            <Menu.Item component={Link} to="/members/removed" leftSection={<IconTrash size="1.2rem" />}>
              {register.bin}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function NobodyYet({ removed }: { readonly removed: number }): ReactElement {
  return (
    <Page title={register.title}>
      <EmptyState
        icon={<IconUsers />}
        title={register.emptyTitle}
        body={register.emptyBody}
        action={
          <>
            <Button component={Link} to="/members/new" leftSection={<IconUserPlus size="1.2rem" />}>
              {register.add}
            </Button>
            <Button
              component={Link}
              to="/members/import"
              variant="default"
              leftSection={<IconFileImport size="1.2rem" />}
            >
              {register.importList}
            </Button>
            {removed > 0 && (
              <Button component={Link} to="/members/removed" variant="subtle">
                {register.bin}
              </Button>
            )}
          </>
        }
      />
    </Page>
  )
}

/** The register of a group that has just been started: the person who started it, and the way to everybody else. */
function OnlyOne(): ReactElement {
  return (
    <EmptyState
      icon={<IconFileImport />}
      title={register.onlyOneTitle}
      body={register.onlyOneBody}
      action={
        <Button component={Link} to="/members/import" leftSection={<IconFileImport size="1.2rem" />}>
          {register.onlyOneAction}
        </Button>
      }
    />
  )
}

function Nobody({ view, onClear }: { readonly view: RegisterView; readonly onClear: () => void }): ReactElement {
  const leavers = view.status === 'left' && !isNarrowed(view)
  return (
    <EmptyState
      title={leavers ? register.noLeaversTitle : register.nobodyTitle}
      body={leavers ? register.noLeaversBody : register.nobodyBody}
      action={
        <Button variant="default" onClick={onClear}>
          {register.clearFilters}
        </Button>
      }
    />
  )
}

function Pager({
  list,
  onOffset,
}: {
  readonly list: MemberList
  readonly onOffset: (offset: number) => void
}): ReactElement {
  const { total, onlyClose, offset, rows } = list
  const turn = (to: number): void => {
    onOffset(to)
    window.scrollTo({ top: 0, behavior: 'instant' })
  }
  return (
    <nav className="register-pager" aria-label={register.pages}>
      <span className="register-count" role="status">
        {register.showing(offset + 1, offset + rows.length, total)}
        {onlyClose > 0 && register.close(onlyClose)}
      </span>
      {total > PAGE_SIZE && (
        <div className="register-turn">
          <Button
            variant="default"
            size="sm"
            disabled={offset === 0}
            onClick={() => turn(Math.max(0, offset - PAGE_SIZE))}
          >
            {register.earlier}
          </Button>
          <span>{register.page(Math.floor(offset / PAGE_SIZE) + 1, Math.ceil(total / PAGE_SIZE))}</span>
          <Button
            variant="default"
            size="sm"
            disabled={offset + PAGE_SIZE >= total}
            onClick={() => turn(offset + PAGE_SIZE)}
          >
            {register.later}
          </Button>
        </div>
      )}
    </nav>
  )
}
