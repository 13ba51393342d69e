/** Long text as records: one whole Yjs state per section and laptop. Readers merge all; nobody writes another's. */
import { ok, type Result } from '@host'
import { type Change, change } from '../commands/define'
import { text } from '../records/text'
import { readStates } from '../text/read'
import { mergeStates } from '../text/states'
import { fromBase64, sameBytes, toBase64 } from '../vault/bytes'
import { deriveId } from '../vault/keys'
import type { Engine } from './engine'
import type { Saver } from './save'

/** The id of a laptop's text of a section: the same on every laptop, so that a new one does not start a second. */
export function textId(engine: Pick<Engine, 'keyring'>, sectionId: string, device: string): Promise<string> {
  return deriveId(engine.keyring.first, 'text', sectionId, device)
}

/** All laptops' states of a section. */
function statesOf(
  engine: Pick<Engine, 'model'>,
  sectionId: string,
): readonly { readonly device: string; readonly state: string }[] {
  return engine.model
    .items(text)
    .filter((item) => item.sectionId === sectionId)
    .flatMap(({ device = '', state = '' }) => (state === '' ? [] : [{ device, state }]))
}

/**
 * Opens a section: its merged state now, and each state that comes later: another laptop's, and what another session of this laptop
 * saves, which may have been left just before and save after this one has opened. A session that hears its own words again learns
 * nothing new from them. `fromElsewhere`: another laptop wrote it.
 */
export function openText(
  engine: Engine,
  sectionId: string,
  onUpdate: (update: Uint8Array, fromElsewhere: boolean) => void,
): { readonly state: Uint8Array; readonly close: () => void } {
  const told = new Map<string, string>()
  for (const { device, state } of statesOf(engine, sectionId)) told.set(device, state)
  const stop = engine.model.onChange((changed) => {
    if (!changed.types.has(text.type)) return
    for (const { device, state } of statesOf(engine, sectionId)) {
      if (told.get(device) === state) continue
      told.set(device, state)
      const update = fromBase64(state)
      if (update !== undefined) onUpdate(update, device !== engine.device)
    }
  })
  const states = [...told.values()].flatMap((state) => fromBase64(state) ?? [])
  return { state: mergeStates(states), close: stop }
}

/**
 * Stores this laptop's whole state, together with what it had stored before: a section that is opened again before its last
 * session has saved must not write over that session's words. What was stored is read when this save's turn has come, since the
 * other session's may be waiting before it. Not on the undo list: the editor has its own.
 */
export async function saveText(
  engine: Engine,
  saver: Saver,
  today: string,
  input: { readonly sectionId: string; readonly state: Uint8Array; readonly plain: string },
): Promise<Result<{ readonly savedAt: string }>> {
  const id = await textId(engine, input.sectionId, engine.device)
  const whole = (): Change => {
    const before = fromBase64(engine.model.item(text, id)?.state ?? '')
    const { state, plain } = before === undefined || before.length === 0 ? input : together(before, input)
    return change(text, id, { sectionId: input.sectionId, device: engine.device, state: toBase64(state), plain })
  }
  const saved = await saver.save([change(text, id, {})], '', { undoable: false, today, atTurn: whole })
  return saved.ok ? ok({ savedAt: saved.value.savedAt }) : saved
}

/** A session's state and words with what was stored before; the words are its own where that holds nothing new to it. */
function together(
  before: Uint8Array,
  session: { readonly state: Uint8Array; readonly plain: string },
): { readonly state: Uint8Array; readonly plain: string } {
  const state = mergeStates([session.state, before])
  const isKnown = sameBytes(state, mergeStates([session.state]))
  return { state, plain: isKnown ? session.plain : readStates([toBase64(state)]).plain }
}
