import type { AppError } from '@host'
import { Button, NativeSelect } from '@mantine/core'
import { IconCheck, IconUsb } from '@tabler/icons-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import { useHost, useWorkspace } from '@/app/providers'
import { useQuery } from '@/app/use-query'
import { fieldOrder } from '@/components/field-parts'
import { Note } from '@/components/note'
import { Panel } from '@/components/panel'
import { Problem } from '@/components/problem'
import { dayAndTime } from '@/components/when'
import { taking } from '@/messages/carry'

const NO_PARAMS = {}

interface Written {
  readonly name: string
  readonly madeAt: string
  readonly papers: number
  readonly since: string | undefined
  /** How the file on the stick was found, where it had to be looked at by hand. */
  readonly found: 'sound' | 'another' | undefined
}

/** Writes one file for the stick, and sees that it arrived there whole. */
export function TakePanel(): ReactElement {
  const workspace = useWorkspace()
  const host = useHost()
  const others = (useQuery('laptops.list', NO_PARAMS) ?? []).filter(
    (laptop) => !laptop.thisOne && laptop.closedOn === undefined && laptop.device !== '',
  )
  const [device, setDevice] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<AppError | null>(null)
  const [written, setWritten] = useState<Written | null>(null)
  // Where backups are kept by the host, its files are written whole and read back too. A browser cannot see where one lands.
  const readsBack = host.backups !== undefined

  const write = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const made = await workspace.carry.take(device === '' ? {} : { for: device })
    const saved = made.ok
      ? await host.files.save({ name: made.value.name, kind: 'trestle', bytes: made.value.bytes })
      : made
    setBusy(false)
    if (!saved.ok) return setProblem(saved.error)
    if (saved.value === null || !made.ok) return
    const { madeAt, papers, since } = made.value
    setWritten({ name: saved.value.name, madeAt, papers, since, found: undefined })
  }
  const check = async (): Promise<void> => {
    setProblem(null)
    const picked = await host.files.open({ kinds: ['trestle'], title: taking.checkIt })
    if (!picked.ok) return setProblem(picked.error)
    if (picked.value === null || written === null) return
    const looked = await workspace.carry.look(picked.value.bytes)
    if (!looked.ok) return setProblem(looked.error)
    const same = looked.value.from.thisOne && looked.value.madeAt === written.madeAt
    setWritten({ ...written, found: same ? 'sound' : 'another' })
  }

  return (
    <Panel title={taking.title} help={taking.help}>
      {problem !== null && <Problem error={problem} />}
      {written === null ? (
        <div className="carry-stack">
          {others.length > 0 && (
            <NativeSelect
              label={taking.forWhom}
              description={device === '' ? taking.anyoneHelp : taking.oneHelp}
              inputWrapperOrder={fieldOrder}
              value={device}
              onChange={(event) => setDevice(event.currentTarget.value)}
              data={[
                { value: '', label: taking.anyone },
                ...others.map((laptop) => ({
                  value: laptop.device,
                  label: taking.laptop(laptop.name === '' ? taking.unnamed : laptop.name, laptop.usedBy),
                })),
              ]}
              maw="30rem"
            />
          )}
          <div>
            <Button size="md" leftSection={<IconUsb size="1.25rem" />} loading={busy} onClick={() => void write()}>
              {taking.write}
            </Button>
          </div>
        </div>
      ) : (
        <div className="carry-stack" role="status">
          <p>
            <strong>{taking.written(written.name)}</strong>
            <br />
            {taking.holds(written.papers, written.since === undefined ? undefined : dayAndTime(written.since))}
          </p>
          {readsBack && <Sound words={taking.readBack} />}
          {!readsBack && written.found === 'sound' && <Sound words={taking.checked} />}
          {!readsBack && written.found !== 'sound' && (
            <>
              <p>{written.found === 'another' ? taking.otherFile : taking.copyIt}</p>
              <div>
                <Button leftSection={<IconCheck size="1.2rem" />} onClick={() => void check()}>
                  {taking.checkIt}
                </Button>
              </div>
            </>
          )}
          <p className="carry-quiet">{taking.afterwards}</p>
          <div>
            <Button variant="default" onClick={() => setWritten(null)}>
              {taking.again}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  )
}

function Sound({ words }: { readonly words: string }): ReactElement {
  return <Note tone="good">{words}</Note>
}
