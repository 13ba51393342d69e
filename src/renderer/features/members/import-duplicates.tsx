import { Button, NativeSelect, Radio, Stack } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useId, useState } from 'react'
import { useRun } from '@/app/use-query'
import { Panel } from '@/components/panel'
import { shortDate } from '@/components/when'
import { importing } from '@/messages/import-members'
import { sameWords } from '@/messages/members'
import type { StepProps } from './import-parts'
import type { Import, ImportDecision, ImportPreview } from './use-import'

type Duplicate = ImportPreview['duplicates'][number]
const PART = 50
const DECISIONS: readonly ImportDecision[] = ['skip', 'fill', 'import']

/** Who may be on the register, or in the list, already: decided for all, or one by one. */
export function Duplicates({ list, preview }: StepProps): ReactElement {
  const { likely, possible } = preview.totals
  if (likely + possible === 0) return <p className="all-good">{importing.noDuplicates}</p>
  return (
    <Panel title={importing.duplicatesTitle} help={importing.duplicatesHelp}>
      <div className="field-pair decisions">
        {likely > 0 && (
          <DecisionForAll
            label={importing.likely(likely)}
            value={list.decisions.likely}
            onChange={(decision) => list.decide({ likely: decision })}
          />
        )}
        {possible > 0 && (
          <DecisionForAll
            label={importing.possible(possible)}
            value={list.decisions.possible}
            onChange={(decision) => list.decide({ possible: decision })}
          />
        )}
      </div>
      <Pairs list={list} preview={preview} />
    </Panel>
  )
}

function DecisionForAll(props: {
  readonly label: string
  readonly value: ImportDecision
  readonly onChange: (decision: ImportDecision) => void
}): ReactElement {
  const name = useId()
  return (
    <fieldset className="field-group">
      <legend className="field-label">{props.label}</legend>
      <Stack gap="xs">
        {DECISIONS.map((decision) => (
          <Radio
            key={decision}
            name={name}
            label={importing[decision]}
            checked={props.value === decision}
            onChange={() => props.onChange(decision)}
          />
        ))}
      </Stack>
    </fieldset>
  )
}

function Pairs({ list, preview }: StepProps): ReactElement {
  const run = useRun()
  const [pairs, setPairs] = useState(preview.duplicates.slice(0, 10))
  const total = preview.totals.likely + preview.totals.possible
  const more = async (): Promise<void> => {
    const part = await run('members.import.duplicates', {
      importId: preview.importId,
      offset: pairs.length,
      limit: PART,
    })
    if (part.ok) setPairs([...pairs, ...part.value.items])
  }
  return (
    <>
      <ul className="import-pairs">
        {pairs.map((pair) => (
          <Pair key={pair.row} pair={pair} list={list} />
        ))}
      </ul>
      {pairs.length < total && (
        <Button variant="default" size="sm" onClick={() => void more()}>
          {total - pairs.length <= PART ? importing.showAll(total) : importing.moreRows}
        </Button>
      )}
    </>
  )
}

function Pair({ pair, list }: { readonly pair: Duplicate; readonly list: Import }): ReactElement {
  const { decisions } = list
  const own = decisions.rows?.[String(pair.row)]
  return (
    <li className="import-pair">
      <Side title={importing.inList(pair.row)} row={pair.here} />
      <Side
        title={
          'row' in pair.of
            ? importing.inList(pair.of.row)
            : `${importing.onRegister}${pair.there.hasLeft ? ` (${importing.hasLeft})` : ''}`
        }
        row={pair.there}
      />
      <div className="import-pair-decision">
        <span className="import-pair-why">
          <IconUsers size="1.1rem" aria-hidden="true" /> {sameWords(pair.because)}
        </span>
        <NativeSelect
          size="sm"
          aria-label={importing.decisionFor(pair.here.name, pair.row)}
          value={own ?? ''}
          onChange={(event) =>
            list.decideRow(
              pair,
              event.currentTarget.value === '' ? null : (event.currentTarget.value as ImportDecision),
            )
          }
          data={[
            { value: '', label: `${importing.asAbove}: ${importing[decisions[pair.strength]].toLowerCase()}` },
            ...DECISIONS.map((decision) => ({ value: decision, label: importing[decision] })),
          ]}
        />
      </div>
    </li>
  )
}

function Side({ title, row }: { readonly title: string; readonly row: Duplicate['here'] }): ReactElement {
  const lines = [
    [row.address, row.postcode].filter(Boolean).join(', '),
    row.phones.join(', '),
    row.emails.join(', '),
    shortDate(row.joinedOn),
  ].filter((line) => line !== '')
  return (
    <div className="import-side">
      <div className="import-side-title">{title}</div>
      <strong>{row.name}</strong>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  )
}
