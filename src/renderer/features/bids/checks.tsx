import type { ReactElement, ReactNode } from 'react'
import { Link } from '@/app/router'
import { Check } from '@/components/writing/checks'
import type { BidPage } from '@/core/model/queries/bids'
import { bids, clocks, findingText, bid as words } from '@/messages/bids'

/** What a bid checks beside completeness: the day it is due, the funder's rules, the 21 electors. */
export function bidChecks(page: BidPage): { readonly trouble: number; readonly lines: ReactNode } {
  return {
    trouble: page.findings.length + (electorsShort(page) ? 1 : 0) + (page.nomination?.surplusShared ? 1 : 0),
    lines: (
      <>
        {page.dueInDays !== undefined && page.dueOn !== undefined && (
          <Check tone={page.dueInDays <= 14 ? 'warn' : 'info'}>
            {words.due(page.dueOn)}, {bids.dueIn(page.dueInDays)}
          </Check>
        )}
        {page.findings.map((finding) => (
          <Check key={JSON.stringify(finding)} tone="warn">
            {findingText(finding)}
          </Check>
        ))}
        <Electors page={page} />
        {page.nomination?.surplusShared && <Check tone="warn">{words.surplusShared}</Check>}
        {page.nomination?.mustIncorporate && <Check tone="info">{clocks.incorporate}</Check>}
      </>
    ),
  }
}

function electorsShort({ electors }: BidPage): boolean {
  // Old checks and blank addresses matter only where the others are not enough by themselves.
  return electors !== undefined && electors.sound < electors.needed
}

/** The 21 electors whom a body that is not incorporated needs. */
function Electors({ page }: { readonly page: BidPage }): ReactElement | null {
  const { electors } = page
  if (electors === undefined) return null
  const { counted, needed, stale, unknown, noAddress } = electors
  const notes = [
    stale > 0 ? words.electorsStale(stale) : undefined,
    noAddress > 0 ? words.electorsNoAddress(noAddress) : undefined,
    unknown > 0 ? words.electorsUnknown(unknown) : undefined,
  ].filter((note) => note !== undefined)
  return (
    <Check tone={electorsShort(page) ? 'warn' : 'good'}>
      {counted >= needed ? words.electorsEnough(counted, needed) : words.electors(counted, needed)}
      {notes.length > 0 && (
        <span className="check-notes">
          {notes.join('. ')}. <Link to="/members">{words.electorsFix}</Link>
        </span>
      )}
    </Check>
  )
}
