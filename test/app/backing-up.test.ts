import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { writeBackup } from '@/app/backing-up'
import { electronHost } from '@/host/electron'
import { fakeDesktop } from '../support/electron'
import { memoryWorkspace, value } from '../support/workspace'

const DAY = 24 * 60 * 60_000
const navigator = { storage: {} } as unknown as Navigator

afterEach(() => vi.unstubAllGlobals())

it('makes room for the new backup, and only by what this laptop made and a newer one has long replaced', async () => {
  vi.stubGlobal('window', new EventTarget())
  const clock = { now: Date.parse('2026-01-05T10:00:00Z') }
  const desktop = await fakeDesktop()
  const { workspace } = await memoryWorkspace({ now: () => clock.now })
  try {
    const host = electronHost({ bridge: desktop.bridge, navigator })
    if (host?.backups === undefined) throw new Error('no backups')
    const stick = join(desktop.folder, 'stick')
    await mkdir(stick)
    desktop.choose = stick
    value(await host.backups.chooseFolder())
    await writeFile(join(stick, 'Trestle backup 2020-01-01 100000.trestle'), 'of another laptop')
    const safety = value(await writeBackup(workspace, host, 'safety'))?.name
    const made: string[] = []
    for (let week = 0; week < 16; week += 1) {
      made.push(value(await writeBackup(workspace, host, 'backup'))?.name ?? '')
      clock.now += 7 * DAY
    }
    const kept = [safety, 'Trestle backup 2020-01-01 100000.trestle', ...made.slice(3)].sort()
    expect((await readdir(stick)).sort()).toEqual(kept)
  } finally {
    await workspace.close()
    await desktop.close()
  }
})
