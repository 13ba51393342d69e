import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { text } from '@/core/records/text'
import { FRAGMENT, plainText } from '@/core/text/json'
import type { Present } from '@/core/text/presence'
import { draftKey, openSession, type TextStore, type WritingSession } from '@/core/text/session'
import { openedOf } from '../support/laptops'
import { present } from '../support/present'
import { memoryWorkspace, type TestWorkspace, value } from '../support/workspace'

let test: TestWorkspace
let sectionId: string
let author = 1

beforeEach(async () => {
  test = await memoryWorkspace()
  const { id } = value(await test.run('bids.create', { templateId: 'acv-nomination', title: 'The pub' }))
  const page = present(await test.query('bids.one', { id }))
  sectionId = present(page.texts.find(({ key }) => key === 'localConnection')).sectionId
})
afterEach(() => test.workspace.close())

const quick = { draft: 5, save: 20, atMost: 60 }
const never = { draft: 1e6, save: 1e6, atMost: 1e6 }

async function open(store: TextStore = test.workspace, pace = quick): Promise<WritingSession> {
  return value(
    await openSession(store, { sectionId, templateId: 'acv-nomination', fieldKey: 'localConnection' }, author++, pace),
  )
}

function type(session: WritingSession, words: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  session.doc.getXmlFragment(FRAGMENT).push([paragraph])
}

const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await done()); tries++) {
    if (tries > 200) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

describe('writing', () => {
  it('is saved by itself and is there when the section is opened again', async () => {
    const first = await open()
    expect(first.state()).toEqual({ kind: 'clean' })
    type(first, 'We meet on Fridays.')
    expect(first.state()).toEqual({ kind: 'waiting' })
    await until(() => first.state().kind === 'saved')
    await first.close()
    const again = await open()
    expect(plainText(again.doc)).toBe('We meet on Fridays.')
    expect(again.state()).toEqual({ kind: 'clean' })
    await again.close()
  })

  it('is saved at the latest after a while, even when somebody types on', async () => {
    let saves = 0
    const counting: TextStore = {
      ...store(),
      saveText: (...given) => {
        saves++
        return test.workspace.saveText(...given)
      },
    }
    const session = await open(counting, { draft: 1e6, save: 1e6, atMost: 50 })
    const typing = setInterval(() => type(session, 'on and on'), 5)
    await until(() => saves > 0)
    clearInterval(typing)
    await session.close()
  })

  it('is saved whole when the session closes in mid-word', async () => {
    const session = await open(test.workspace, never)
    type(session, 'Half a w')
    await session.close()
    const again = await open()
    expect(plainText(again.doc)).toBe('Half a w')
    await again.close()
  })

  it('loses nothing when a new session opens before the last one has saved', async () => {
    const first = await open(test.workspace, never)
    type(first, 'From the first.')
    const second = await open(test.workspace, never)
    type(second, 'From the second.')
    await first.close()
    await second.close()
    const again = await open()
    expect(plainText(again.doc)).toContain('From the first.')
    expect(plainText(again.doc)).toContain('From the second.')
    await again.close()
  })

  it('loses nothing when both save while something else is being saved, and each sees the other’s words', async () => {
    const first = await open(test.workspace, never)
    type(first, 'From the first.')
    let go: () => void = () => undefined
    const busy = openedOf(test.workspace).engine.exclusive(() => new Promise<void>((resolve) => (go = resolve)))
    const closing = first.close()
    const second = await open(test.workspace, never)
    const third = await open(test.workspace, never)
    type(second, 'From the second.')
    const saving = second.flush()
    await new Promise((resolve) => setTimeout(resolve, 20))
    go()
    await Promise.all([busy, closing, saving])
    const both = ['From the first.', 'From the second.']
    for (const { doc } of [second, third]) expect(plainText(doc).split('\n').sort()).toEqual(both)
    // Nobody types on: what search and the page show is whole all the same, and nothing heard is saved back.
    expect([second.state().kind, third.state().kind]).toEqual(['saved', 'clean'])
    const { model } = openedOf(test.workspace).engine
    expect(model.items(text).map((each) => each.plain?.split('\n').sort())).toEqual([both])
    await second.close()
    await third.close()
    const again = await open()
    expect(plainText(again.doc).split('\n').sort()).toEqual(both)
    await again.close()
  })

  it('starts with the template’s words, and does not save them unasked', async () => {
    const { id } = value(await test.run('bids.create', { templateId: 'acv-nomination', title: 'Second' }))
    const page = present(await test.query('bids.one', { id }))
    const text = present(page.texts.find(({ key }) => key === 'currentUse'))
    const where = { sectionId: text.sectionId, templateId: 'acv-nomination', fieldKey: 'currentUse' }
    const session = value(await openSession(test.workspace, where, author++, quick))
    expect(plainText(session.doc)).toContain('The main use')
    await session.close()
    expect(value(await test.workspace.openText(text.sectionId, () => undefined)).state).toEqual(new Uint8Array([0, 0]))
  })
})

describe('drafts', () => {
  it('bring back what a crash left unsaved, and go when it is saved', async () => {
    const crashed = await open(test.workspace, { ...never, draft: 5 })
    type(crashed, 'Typed just before the power went.')
    await until(async () => value(await test.workspace.readDraft(draftKey(sectionId))) !== undefined)
    const after = await open()
    expect(plainText(after.doc)).toBe('Typed just before the power went.')
    await until(() => after.state().kind === 'saved')
    await after.close()
    expect(value(await test.workspace.readDraft(draftKey(sectionId)))).toBeUndefined()
    const last = await open()
    expect(plainText(last.doc)).toBe('Typed just before the power went.')
    await last.close()
  })

  it('that cannot be read do no harm', async () => {
    for (const bad of ['not base64!', 'AAECAwQF//8=', 7, { state: 'x' }]) {
      await test.workspace.saveDraft(draftKey(sectionId), bad)
      const session = await open()
      type(session, 'Fine.')
      await session.close()
    }
    const last = await open()
    expect(plainText(last.doc)).toBe('Fine.\nFine.\nFine.\nFine.')
    await last.close()
  })
})

/** The workspace as a plain store, for tests that change one part of it. */
function store(): TextStore {
  return {
    openText: (...given) => test.workspace.openText(...given),
    saveText: (id, state, plain) => test.workspace.saveText(id, state, plain),
    saveDraft: (key, draft) => test.workspace.saveDraft(key, draft),
    readDraft: (key) => test.workspace.readDraft(key),
  }
}

describe('trouble', () => {
  it('in reading what a crash left opens nothing that would be kept in its place', async () => {
    const crashed = await open(test.workspace, { ...never, draft: 5 })
    type(crashed, 'Typed just before the power went.')
    await until(async () => value(await test.workspace.readDraft(draftKey(sectionId))) !== undefined)
    const failing: TextStore = { ...store(), readDraft: async () => ({ ok: false, error: { kind: 'storage-failed' } }) }
    const refused = await openSession(failing, { sectionId }, author++, quick)
    expect(refused).toEqual({ ok: false, error: { kind: 'storage-failed' } })
    const again = await open()
    expect(plainText(again.doc)).toBe('Typed just before the power went.')
    await again.close()
  })

  it('is shown, keeps the words as a draft, and is over with the next save', async () => {
    let full = true
    const session = await open({
      ...store(),
      saveText: async (...given) =>
        full ? { ok: false, error: { kind: 'disk-full' } } : test.workspace.saveText(...given),
    })
    type(session, 'Kept all the same.')
    await until(() => session.state().kind === 'problem')
    expect(session.state()).toEqual({ kind: 'problem', error: { kind: 'disk-full' } })
    full = false
    type(session, 'And more.')
    await until(() => session.state().kind === 'saved')
    await session.close()
  })

  it('at closing leaves the words for the next time', async () => {
    const session = await open({ ...store(), saveText: async () => ({ ok: false, error: { kind: 'locked' } }) }, never)
    type(session, 'The last words.')
    await session.close()
    const again = await open()
    expect(plainText(again.doc)).toBe('The last words.')
    await again.close()
  })

  it('at closing is told where nothing could keep the words', async () => {
    const locked: TextStore = {
      ...store(),
      saveText: async () => ({ ok: false, error: { kind: 'locked' } }),
      saveDraft: async () => ({ ok: false, error: { kind: 'disk-full' } }),
    }
    const unsaved = await open(locked, never)
    type(unsaved, 'The last words.')
    expect(await unsaved.close()).toEqual({ ok: false, error: { kind: 'draft-not-kept' } })
    const saved = await open({ ...locked, saveText: (...given) => test.workspace.saveText(...given) }, never)
    type(saved, 'Saved words.')
    expect(await saved.close()).toEqual({ ok: true, value: undefined })
  })

  it('in opening is answered', async () => {
    const failing: TextStore = { ...store(), openText: async () => ({ ok: false, error: { kind: 'locked' } }) }
    expect(await openSession(failing, { sectionId }, 1)).toEqual({ ok: false, error: { kind: 'locked' } })
  })
})

describe('others', () => {
  it('who have the text open too are told of, and each short pause is saved for them', async () => {
    let come: (present: readonly Present[]) => void = () => undefined
    const session = value(
      await openSession(
        {
          ...store(),
          openText: (id, onUpdate, onPresent) => {
            if (onPresent !== undefined) come = onPresent
            return test.workspace.openText(id, onUpdate)
          },
        },
        { sectionId, templateId: 'acv-nomination', fieldKey: 'localConnection' },
        author++,
        never,
        quick,
      ),
    )
    type(session, 'Alone.')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(session.state().kind).toBe('waiting')
    let told = 0
    session.onPresent(() => told++)
    const bela = { device: 'd2', name: 'Bela Marsh', caret: null, faded: false }
    come([bela])
    expect([told, session.present()]).toEqual([1, [bela]])
    type(session, 'In company.')
    await until(() => session.state().kind === 'saved')
    await session.close()
  })

  it('show at once, and are not saved as ours', async () => {
    let tell: (update: Uint8Array) => void = () => undefined
    let saves = 0
    const session = await open({
      ...store(),
      openText: (id, onUpdate) => {
        tell = onUpdate
        return test.workspace.openText(id, onUpdate)
      },
      saveText: (...given) => {
        saves++
        return test.workspace.saveText(...given)
      },
    })
    const other = new Y.Doc()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('From the other laptop.')])
    other.getXmlFragment(FRAGMENT).push([paragraph])
    tell(Y.encodeStateAsUpdate(other))
    expect(plainText(session.doc)).toBe('From the other laptop.')
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect([session.state().kind, saves]).toEqual(['clean', 0])
    await session.close()
  })

  it('that arrive while the section opens are not lost', async () => {
    const other = new Y.Doc()
    other.getXmlFragment(FRAGMENT).push([new Y.XmlElement('paragraph')])
    const session = await open({
      ...store(),
      openText: async (id, onUpdate) => {
        const opened = await test.workspace.openText(id, onUpdate)
        onUpdate(Y.encodeStateAsUpdate(other))
        return opened
      },
    })
    expect(session.doc.getXmlFragment(FRAGMENT).length).toBe(1)
    await session.close()
  })
})
