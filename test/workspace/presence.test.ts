import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { change } from '@/core/commands/define'
import { laptop } from '@/core/records/laptop'
import type { Notes } from '@/core/sync/engine'
import { PRESENCE, type Present } from '@/core/text/presence'
import type { Engine } from '@/core/workspace/engine'
import { createPresence, type Presence } from '@/core/workspace/presence'
import { noteOf, openSaid, sealSaid } from '@/core/workspace/presence-notes'
import { cryptoIdle } from '../support/crypto-idle'
import { present } from '../support/present'
import { seeded } from '../support/random'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'

let test: TestWorkspace
let engine: Engine
beforeEach(async () => {
  test = await memoryWorkspace({ automaticSync: false })
  const { opened } = present(test.workspace.unlocked())
  engine = opened.engine
  const bela = change(laptop, 'bela-record', { device: 'bela', name: 'Bela’s laptop', usedBy: 'Bela Marsh' })
  value(await opened.saver.save([bela], 'test', { today: '2026-11-22' }))
})
afterEach(() => test.workspace.close())

/** Notes as a server keeps them: refused without the revision that stands there, as the test server does and CouchDB does not. */
function noteBoard() {
  const notes = new Map<string, { readonly rev: number; readonly value: Readonly<Record<string, unknown>> }>()
  const log: string[] = []
  let down = false
  const board: Notes = {
    getLocal: async (id) => {
      log.push(`get ${id}`)
      if (down) return { ok: false, error: { kind: 'not-available-here' } }
      const found = notes.get(id)
      return {
        ok: true,
        value: found === undefined ? null : { ...found.value, _id: `_local/${id}`, _rev: `0-${found.rev}` },
      }
    },
    putLocal: async (id, content, rev) => {
      log.push(`put ${id}`)
      if (down) return { ok: false, error: { kind: 'not-available-here' } }
      const found = notes.get(id)
      if (found !== undefined && rev !== `0-${found.rev}`) return { ok: true, value: null }
      const next = (found?.rev ?? 0) + 1
      notes.set(id, { rev: next, value: content })
      return { ok: true, value: `0-${next}` }
    },
  }
  return { board, notes, log, setDown: (now: boolean) => (down = now) }
}

/** Time that moves only when told to; what is due is run in order, and promises are let through. */
function handTime() {
  let time = 1_000_000
  const due = new Set<{ readonly at: number; readonly run: () => void }>()
  return {
    now: () => time,
    later: (run: () => void, ms: number) => {
      const one = { at: time + ms, run }
      due.add(one)
      return () => void due.delete(one)
    },
    async pass(ms: number): Promise<void> {
      const end = time + ms
      await cryptoIdle()
      for (;;) {
        const next = [...due].filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        due.delete(next)
        time = Math.max(time, next.at)
        next.run()
        await cryptoIdle()
      }
      time = end
    },
  }
}

function scene() {
  const time = handTime()
  const server = noteBoard()
  const companies: Record<string, boolean[]> = { ann: [], bela: [] }
  const at = (device: string, who: 'ann' | 'bela'): Presence => {
    const group = { engine: { model: engine.model, keyring: engine.keyring, device }, notes: server.board }
    const { bytes } = seeded(who.length)
    return createPresence(
      { now: time.now, later: time.later, randomBytes: bytes },
      () => group,
      (here) => companies[who]?.push(here),
    )
  }
  return { time, server, companies, ann: at(engine.device, 'ann'), bela: at('bela', 'bela') }
}

function seat(presence: Presence, sectionId: string) {
  let seen: readonly Present[] = []
  const open = presence.join(sectionId, (now) => {
    seen = now
  })
  return { ...open, names: () => seen.map((each) => each.name), seen: () => seen }
}

const caret = { anchor: '{"tname":"a"}', head: '{"tname":"b"}' }

describe('presence', () => {
  it('two find each other within a few seconds, and passes are told to follow closely while they are two', async () => {
    const { time, companies, ann, bela } = scene()
    const here = seat(ann, 's1')
    await time.pass(20_000)
    expect(companies.ann).toEqual([])
    const there = seat(bela, 's1')
    await time.pass(PRESENCE.lookAlone + PRESENCE.keep)
    expect(here.names()).toEqual(['Bela Marsh'])
    expect(there.names()).toEqual(['Robin Fletcher'])
    there.leave()
    await time.pass(PRESENCE.lookInCompany * 2)
    expect(here.names()).toEqual([])
    expect(companies).toEqual({ ann: [true, false], bela: [true, false] })
  })

  it('words that arrive are company enough, and a look at who wrote them', async () => {
    const { time, server, companies, ann } = scene()
    const here = seat(ann, 's1')
    await time.pass(1_000)
    server.log.length = 0
    here.heard()
    await time.pass(100)
    expect(companies.ann).toEqual([true])
    expect(server.log.filter((each) => each.startsWith('get'))).toHaveLength(1)
  })

  it('a caret in one of two open texts is shown in that one', async () => {
    const { time, ann, bela } = scene()
    const [one, two] = [seat(ann, 's1'), seat(ann, 's2')]
    await time.pass(1_000)
    const [, theirs] = [seat(bela, 's1'), seat(bela, 's2')]
    await time.pass(15_000)
    theirs.place(caret)
    await time.pass(3_000)
    expect(one.seen()).toMatchObject([{ name: 'Bela Marsh', caret: null }])
    expect(two.seen()).toMatchObject([{ name: 'Bela Marsh', caret }])
  })

  it('is not shown for another text, and fades and goes when the other laptop falls silent', async () => {
    const { time, server, ann, bela } = scene()
    const [here, elsewhere] = [seat(ann, 's1'), seat(ann, 's3')]
    await time.pass(1_000)
    seat(bela, 's1')
    await time.pass(15_000)
    expect(here.names()).toEqual(['Bela Marsh'])
    expect(elsewhere.names()).toEqual([])
    server.setDown(true)
    await time.pass(PRESENCE.fade + 1_000)
    expect(here.seen()).toMatchObject([{ faded: true }])
    await time.pass(PRESENCE.gone)
    expect(here.seen()).toEqual([])
  })

  it('does not believe a note that already lay there, whatever it says', async () => {
    const { time, server, ann } = scene()
    const old = await sealSaid(
      engine.keyring,
      'bela',
      { run: 'last-week', count: 9, open: ['s1'], at: null },
      seeded(5).bytes,
    )
    await server.board.putLocal(await noteOf(engine.keyring, 'bela'), old)
    const here = seat(ann, 's1')
    for (let look = 0; look < 8; look += 1) {
      await time.pass(2_500)
      expect(here.names()).toEqual([])
    }
  })

  it('asks for nothing once nobody has touched the text for a while, and at once again when somebody does', async () => {
    const { time, server, ann } = scene()
    const here = seat(ann, 's1')
    await time.pass(PRESENCE.rest + 10_000)
    server.log.length = 0
    await time.pass(60 * 60_000)
    expect(server.log).toEqual([])
    here.place(caret)
    await time.pass(100)
    expect(server.log.length).toBeGreaterThan(0)
  })

  it('says once that it leaves, and then nothing more', async () => {
    const { time, server, ann } = scene()
    const here = seat(ann, 's1')
    await time.pass(1_000)
    server.log.length = 0
    here.leave()
    await time.pass(60_000)
    expect(server.log).toEqual([`put ${await noteOf(engine.keyring, engine.device)}`])
  })

  it('works also for a text that was opened a moment before the group’s passes stood', async () => {
    const { time, server } = scene()
    let stands = false
    const group = { engine, notes: server.board }
    const here = createPresence(
      { now: time.now, later: time.later, randomBytes: seeded(4).bytes },
      () => (stands ? group : undefined),
      () => undefined,
    )
    seat(here, 's1')
    await time.pass(60_000)
    expect(server.log).toEqual([])
    stands = true
    here.begin()
    await time.pass(100)
    expect(server.log).toContain(`put ${await noteOf(engine.keyring, engine.device)}`)
  })

  it('takes over a note of its own from an earlier time', async () => {
    const { time, server, ann } = scene()
    const id = await noteOf(engine.keyring, engine.device)
    await server.board.putLocal(id, { v: 1, k: 'x', c: '' })
    seat(ann, 's1')
    await time.pass(1_000)
    const note = present(server.notes.get(id)).value
    expect(await openSaid(engine.keyring, engine.device, note)).toMatchObject({ count: 1, open: ['s1'] })
  })

  it('neither asks for a closed laptop nor shows it', async () => {
    const { time, server, ann } = scene()
    const { saver } = present(test.workspace.unlocked()).opened
    value(
      await saver.save([change(laptop, 'bela-record', { closedOn: '2026-11-21' })], 'test', { today: '2026-11-22' }),
    )
    seat(ann, 's1')
    await time.pass(20_000)
    expect(server.log.filter((each) => each.startsWith('get'))).toEqual([])
  })
})

describe('a note', () => {
  // Long enough that sealed bytes never spell it by chance.
  const section = 'a-section-of-the-bid'
  const said = { run: 'r', count: 1, open: [section], at: { sectionId: section, ...caret } }

  it('opens for the laptop that it is of, and given out as another’s does not', async () => {
    const note = await sealSaid(engine.keyring, 'bela', said, seeded(5).bytes)
    expect(await openSaid(engine.keyring, 'bela', note)).toEqual(said)
    expect(await openSaid(engine.keyring, 'raj', note)).toBeNull()
    expect(JSON.stringify(note)).not.toContain(section)
    expect(await noteOf(engine.keyring, 'bela')).toMatch(/^live-[\w-]{22}$/)
  })

  it('is nothing when it was changed, or sealed with a key that is not here', async () => {
    const note = await sealSaid(engine.keyring, 'bela', said, seeded(5).bytes)
    for (const bad of [{ ...note, k: 'other' }, { ...note, c: `A${String(note.c).slice(1)}` }, { ...note, c: 7 }, {}])
      expect(await openSaid(engine.keyring, 'bela', bad)).toBeNull()
  })
})
