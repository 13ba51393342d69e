/** Consents as the rules read them: with the moment at which each was recorded, which orders those of one day. */
import type { ConsentFacts } from '../domain/consent'
import { consent } from '../records/consent'
import type { ReadModel } from './model'

/** The clock of a record's first edit; equal on every laptop that has the record. */
function recordedAt(model: ReadModel, id: string): string | undefined {
  return model
    .stored(id)
    ?.dots.map(([, , at]) => at)
    .sort()[0]
}

/** Every consent that is present. */
export function consentFacts(model: ReadModel): readonly ConsentFacts[] {
  return model.items(consent).map((item) => ({ ...item, recordedAt: recordedAt(model, item.id) }))
}
