import { Button, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useHost } from '@/app/providers'
import { Link, useParams } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { EmptyState } from '@/components/empty-state'
import { ChoiceField, FlagField } from '@/components/fields'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { formatDate } from '@/core/domain/dates'
import type { QueryResult } from '@/core/workspace-types'
import { code, sheet } from '@/messages/code'
import { CodeText } from './code-text'

type Sheet = NonNullable<QueryResult<'code.signSheet'>>

/** As many as the screen shows. */
const SHOWN = 100
const BLANK_LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l']

/** A sheet to sign at a meeting: names with room for a signature and a date. */
export function SheetPage(): ReactElement {
  const id = useParams().id ?? ''
  const host = useHost()
  const [who, setWho] = useState<'unsigned' | 'everybody'>('unsigned')
  const [blank, setBlank] = useState(true)
  const [withText, setWithText] = useState(false)
  const data = useQuery('code.signSheet', { id, who })
  const version = useQuery('code.version', { id, list: 'unsigned' })
  const back = <Link to={`/code/${encodeURIComponent(id)}`}>{sheet.back}</Link>
  if (data === undefined) return <Page title={sheet.title}>{null}</Page>
  if (data === null) {
    return (
      <Page title={sheet.title} back={back}>
        <EmptyState title={code.gone} body={code.goneBody} action={back} />
      </Page>
    )
  }
  return (
    <div className="sheet-screen">
      <Page
        title={sheet.title}
        intro={sheet.intro}
        back={back}
        actions={
          <Button leftSection={<IconPrinter size="1.2rem" />} onClick={() => void host.print.page()}>
            {sheet.print}
          </Button>
        }
      >
        <div className="no-print">
          <Panel look="quiet">
            <div className="form-stack">
              <ChoiceField
                label={sheet.who}
                choices={{ unsigned: sheet.unsigned, everybody: sheet.everybody }}
                look="radios"
                value={who}
                onChange={(value) => setWho(value === 'everybody' ? 'everybody' : 'unsigned')}
              />
              <FlagField label={sheet.blank} value={blank} onChange={(value) => setBlank(value === true)} />
              <FlagField label={sheet.withText} value={withText} onChange={(value) => setWithText(value === true)} />
              {data.left > 0 && <p>{sheet.left(data.left)}</p>}
            </div>
          </Panel>
        </div>
        <div className="sheet-paper">
          {withText && version !== undefined && version !== null && (
            <div className="sheet-text">
              <Title order={2}>{data.title}</Title>
              <CodeText body={version.body} />
            </div>
          )}
          <SheetTable data={data} blank={blank} />
        </div>
      </Page>
    </div>
  )
}

function SheetTable({ data, blank }: { readonly data: Sheet; readonly blank: boolean }): ReactElement {
  const rows = [
    ...data.names.map((name, at) => ({ name, key: `${at}` })),
    ...(blank ? BLANK_LINES.map((key) => ({ name: '', key })) : []),
  ]
  return (
    <>
      <div className="sheet-head">
        <Title order={2}>{data.groupName}</Title>
        <p>{sheet.says(data.title, data.groupName)}</p>
        {data.effectiveOn !== undefined && <p>{sheet.effective(formatDate(data.effectiveOn))}</p>}
      </div>
      {data.names.length === 0 && <p>{sheet.none}</p>}
      {rows.length > 0 && (
        <table className="sheet-table">
          <thead>
            <tr>
              <th scope="col" className="sheet-name">
                {sheet.name}
              </th>
              <th scope="col">{sheet.signature}</th>
              <th scope="col" className="sheet-date">
                {sheet.date}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.key} className={at < SHOWN ? undefined : 'sheet-rest'}>
                <td>{row.name}</td>
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > SHOWN && <p className="no-print sheet-more">{sheet.more(rows.length - SHOWN)}</p>}
    </>
  )
}
