import { Title } from '@mantine/core'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useNotify } from '@/app/notify'
import { Link } from '@/app/router'
import { useClashNotes } from '@/app/use-clashes'
import { useQuery, useRun } from '@/app/use-query'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { RecordFields } from '@/components/record-fields'
import { SavedNote } from '@/components/saved-note'
import { StatusPill, type Tone } from '@/components/status-pill'
import type { GroupStanding } from '@/core/model/queries/group'
import type { Patch } from '@/core/records/define'
import { group } from '@/core/records/group'
import { doubtWords, electorWords, forumWords, groupPage, home, nominateWords, triggerWords } from '@/messages/home'
import { lawWords } from '@/messages/law'

const NO_PARAMS = {}

/** What is known of the group: itself, its area, its promise, and what the law lets it do. */
export function GroupPage(): ReactElement {
  const item = useQuery('group.get', NO_PARAMS)
  const standing = useQuery('group.standing', NO_PARAMS)
  const notes = useClashNotes(item?.id ?? '')
  const run = useRun()
  const notify = useNotify()
  const [saved, setSaved] = useState<{ readonly state: 'saving' | 'saved' | 'problem'; readonly at?: string } | null>(
    null,
  )
  const patch = async (values: Patch<typeof group>, base: Patch<typeof group>): Promise<{ readonly ok: boolean }> => {
    setSaved({ state: 'saving' })
    const result = await run('group.update', { patch: values, base })
    if (result.ok) setSaved({ state: 'saved', at: result.value.savedAt })
    else {
      setSaved({ state: 'problem' })
      notify.error(result.error)
    }
    return result
  }
  const fields = (names: Parameters<typeof RecordFields<typeof group>>[0]['names']): ReactElement | null =>
    item ? <RecordFields type={group} item={item} names={names} onPatch={patch} notes={notes} /> : null
  return (
    <Page
      title={groupPage.title}
      intro={groupPage.intro}
      back={<Link to="/">{groupPage.back}</Link>}
      beside={saved === null ? undefined : <SavedNote {...saved} />}
      width="reading"
    >
      {item === undefined ? (
        <p className="quiet-line">{home.waiting}</p>
      ) : (
        <>
          <Panel title={groupPage.itself}>{fields(['name', 'kind', 'purpose', 'legalForm', 'council'])}</Panel>
          <Panel title={groupPage.area} help={groupPage.areaHelp}>
            {fields(['area', 'wards', 'postcodes', 'streets', 'adults', 'adultsSource', 'adultsOn'])}
          </Panel>
          <Panel title={groupPage.promise} help={groupPage.promiseHelp}>
            {fields(['resignMonths'])}
          </Panel>
          {standing !== undefined && <Rights standing={standing} />}
        </>
      )}
    </Page>
  )
}

interface Right {
  readonly title: string
  readonly tone: Tone
  readonly words: string
  readonly lines: readonly string[]
  readonly rule: string
}

function rightsOf({ form, electors, forum }: GroupStanding): readonly Right[] {
  const nominate = nominateWords(form, electors)
  const trigger = triggerWords(form)
  const counted = form.nominate === 'with-electors' ? [electorWords(electors), doubtWords(electors)] : []
  return [
    { title: groupPage.nominate, ...nominate, lines: [nominate.why, ...counted], rule: electors.authority },
    {
      title: groupPage.trigger,
      ...trigger,
      lines: [groupPage.triggerHelp, trigger.why],
      rule: 'Localism Act 2011, section 95',
    },
    {
      title: groupPage.forum,
      tone: forum.enough ? 'good' : 'warn',
      words: forum.enough ? 'Enough members' : 'Not enough members yet',
      lines: [forumWords(forum), doubtWords(forum)],
      rule: forum.authority,
    },
  ]
}

function Rights({ standing }: { readonly standing: GroupStanding }): ReactElement {
  return (
    <Panel title={groupPage.rights} help={groupPage.rightsHelp}>
      {standing.kind === 'interest' && <p>{groupPage.ofInterest}</p>}
      <div className="rights">
        {rightsOf(standing).map((right) => (
          <div key={right.title}>
            <div className="right-head">
              <Title order={3}>{right.title}</Title>
              <StatusPill tone={right.tone}>{right.words}</StatusPill>
            </div>
            <p>{right.lines.filter((line) => line !== '').join(' ')}</p>
            <p className="right-rule">{groupPage.rule(right.rule)}</p>
          </div>
        ))}
        {standing.laws.map((law) => (
          <p key={law.law} className="right-rule">
            {lawWords(law)}
          </p>
        ))}
      </div>
    </Panel>
  )
}
