import { describe, expect, it } from 'vitest'
import { applyOps, emptyRecord } from '@/core/merge/edit'
import { mergeRecords } from '@/core/merge/merge'
import type { StoredRecord } from '@/core/merge/record'
import { type Renaming, renamed, seenTogether } from '@/core/merge/rename'
import { recordType } from '@/core/records/registry'
import { present } from '../support/present'
import { Ledger, standing } from './ledger'

const type = present(recordType('member'))
const RENAMING: Renaming = { from: 'shared', to: 'own', goodAt: '2026-01-01T00:00:00.000Z' }

function put(record: StoredRecord, value: string, device = 'shared'): StoredRecord {
  const day = 2 + Object.values(record.seen).reduce((sum, each) => sum + each, 0)
  const at = `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`
  return applyOps(record, [{ op: 'put', path: 'notes', value }], { device, at })
}

/** An edit is made, the laptop is copied, the copy replaces it and takes its own id; then both meet. */
function played(options: { readonly isUnsent?: boolean; readonly replacedBy?: string; readonly who?: string } = {}) {
  const { isUnsent = true, replacedBy = 'copy', who = 'copy' } = options
  const ledger = new Ledger()
  const first = put(emptyRecord(type, 'm'), 'old')
  ledger.saved(new Map(), standing(first), true, 'laptop')
  ledger.copied(isUnsent ? standing(first).keys() : [])
  const second = put(first, 'new')
  ledger.saved(standing(first), standing(second), true, replacedBy)
  const own = renamed(second, RENAMING)
  ledger.renamed(who, 'shared', 'own', standing(own))
  return { ledger, first, own, met: mergeRecords(seenTogether(own, first, RENAMING), first) }
}

const cameBack = ['came back: m notes shared 1 "old" "old"']

describe('what the ledger of a simulation allows of a copied laptop', () => {
  it('an edit that was not sent when it was copied stands again beside what the copy put in its place', () => {
    const { ledger, met } = played()
    expect(standing(met).size).toBe(2)
    expect(ledger.faults([met])).toEqual([])
  })

  it('also beside what replaced that, under its new dot', () => {
    const { ledger, own, first } = played()
    const third = put(own, 'newer', 'own')
    ledger.saved(standing(own), standing(third), true, 'copy')
    expect(ledger.faults([mergeRecords(third, first)])).toEqual([])
  })

  it('but not alone: the later value is lost then', () => {
    const { ledger, first } = played()
    expect(ledger.faults([first])).toEqual([...cameBack, 'lost: m notes own 2 "new" "new"'])
  })

  it('nor one that had been sent, nor one that another laptop replaced', () => {
    for (const options of [{ isUnsent: false }, { replacedBy: 'third' }, { who: 'laptop' }]) {
      const { ledger, met } = played(options)
      expect(ledger.faults([met]), JSON.stringify(options)).toEqual(cameBack)
    }
  })

  it('what the copy took out of a list is in it again, and only where it had not been sent', () => {
    for (const isUnsent of [true, false]) {
      const ledger = new Ledger()
      const first = put(emptyRecord(type, 'm'), 'old')
      ledger.saved(new Map(), standing(first), true, 'laptop')
      ledger.copied(isUnsent ? standing(first).keys() : [])
      ledger.saved(standing(first), new Map(), true, 'copy')
      ledger.renamed('copy', 'shared', 'own', new Map())
      expect(ledger.faults([first])).toEqual(isUnsent ? [] : cameBack)
    }
  })

  it('nor once more, when somebody has settled it', () => {
    const { ledger, met, first } = played()
    const settled = put(met, 'settled', 'third')
    ledger.saved(standing(met), standing(settled), true, 'third')
    expect(ledger.faults([settled])).toEqual([])
    const back = mergeRecords({ ...settled, seen: { own: 2, third: 1 } }, first)
    expect(ledger.faults([back])).toEqual(cameBack)
  })
})
