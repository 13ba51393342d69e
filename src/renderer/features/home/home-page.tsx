import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { type BackupState, useBackupState } from '@/app/backing-up'
import { RecoverySheetNote } from '@/app/recovery-sheet'
import { Link } from '@/app/router'
import { useQuery } from '@/app/use-query'
import { useSyncStatus } from '@/app/use-state'
import { BackupNote } from '@/components/backup-note'
import { Note } from '@/components/note'
import { Page } from '@/components/page'
import { Panel } from '@/components/panel'
import { Stat } from '@/components/stat'
import { StatusPill } from '@/components/status-pill'
import type { HomeSummary } from '@/core/model/queries/home'
import { backup } from '@/messages/backup'
import { askedErasures, cameLater, copy, figures, groupPage, home, share } from '@/messages/home'
import { syncWords } from '@/messages/laptops'
import { DueList } from './due-list'
import { PointRow } from './point-row'

const NO_PARAMS = {}

/** The four-point card, next to what is due soon and how the group's copy stands. */
export function HomePage(): ReactElement {
  const summary = useQuery('home.summary', NO_PARAMS)
  const later = useQuery('privacy.cameLater', NO_PARAMS) ?? []
  const asked = useQuery('privacy.held', NO_PARAMS) ?? []
  const backups = useBackupState()
  if (summary === undefined) {
    return (
      <Page title={home.title}>
        <p className="quiet-line">{home.waiting}</p>
      </Page>
    )
  }
  const met = summary.card.filter((point) => point.met).length
  const next = summary.card.find((point) => !point.met)
  return (
    <Page
      title={home.title}
      intro={home.intro(met)}
      actions={
        <Button component={Link} to="/group" variant="default">
          {groupPage.title}
        </Button>
      }
      width="wide"
    >
      <RecoverySheetNote />
      {later.length > 0 && (
        <Note tone="warn">
          {cameLater.words(later.length)} <Link to="/privacy">{cameLater.link}</Link>.
        </Note>
      )}
      {asked.length > 0 && (
        <Note tone="warn">
          {askedErasures.words} <Link to="/privacy">{askedErasures.link}</Link>.
        </Note>
      )}
      <div className="home-grid">
        <Panel title={home.cardTitle} actions={<Meter met={summary.card.map((point) => point.met)} />}>
          <ol className="points">
            {summary.card.map((point, at) => (
              <PointRow key={point.key} point={point} number={at + 1} next={point === next} />
            ))}
          </ol>
        </Panel>
        <div>
          <Panel title={home.dueTitle}>
            <DueList
              items={summary.due}
              total={summary.dueTotal}
              today={summary.today}
              backupLate={backups?.saying.tone === 'bad' ? backups.saying.words : undefined}
            />
          </Panel>
          <CopyPanel backups={backups} />
          <Figures counts={summary.counts} />
        </div>
      </div>
    </Page>
  )
}

function Meter({ met }: { readonly met: readonly boolean[] }): ReactElement {
  const done = met.filter(Boolean).length
  return (
    <span className="meter">
      <span className="meter-steps" aria-hidden="true">
        {['leader', 'published', 'code', 'area'].map((key, at) => (
          <span key={key} className={`meter-step ${at < done ? 'meter-step-met' : ''}`} />
        ))}
      </span>
      {home.progress(done)}
    </span>
  )
}

function CopyPanel({ backups }: { readonly backups: BackupState | undefined }): ReactElement {
  const status = useSyncStatus()
  const { tone, words } = syncWords(status, new Date())
  const off = status.kind === 'off'
  return (
    <Panel title={home.copyTitle}>
      <p className="copy-state">
        <StatusPill tone={tone}>{words}</StatusPill>
      </p>
      <p className="quiet-line">{off ? copy.off : copy.on}</p>
      <Link to="/laptops">{off ? copy.offLink : copy.onLink}</Link>
      {backups !== undefined && (
        <p className="copy-backup">
          <BackupNote saying={backups.saying} /> <Link to="/backup">{backup.link}</Link>
        </p>
      )}
    </Panel>
  )
}

function Figures({ counts }: { readonly counts: HomeSummary['counts'] }): ReactElement {
  const { members, adultMembers, adults } = counts
  return (
    <Panel title={home.figuresTitle}>
      <div className="figures">
        <Stat label={figures.members} value={members.toLocaleString('en-GB')} note={figures.joined(counts.joined)} />
        {adults !== undefined && adults > 0 && (
          <Stat label={figures.share} value={share(adultMembers, adults)} note={figures.shareNote(adults)} />
        )}
        <Stat label={figures.bids} value={counts.bidsInWriting} note={figures.bidsNote(counts.bidsSubmitted)} />
      </div>
    </Panel>
  )
}
