/** The unsealed copy of everything, for a screen that has warned about it. */
import { ok } from '@host'
import { type EverythingInput, everythingZip } from '../exchange/everything'
import { documentOf } from '../model/paper-document'
import { bid } from '../records/bid'
import type { RecordType } from '../records/define'
import { group } from '../records/group'
import { plan } from '../records/plan'
import { recordTypes } from '../records/registry'
import { fileNamePart } from './checks'
import { command } from './define'
import type { MadeFile } from './leaders'

export const everythingCommands = {
  /** Makes the ZIP: readable by anybody who has it. Saves nothing. */
  'everything.export': command<Record<string, never>, MadeFile>(async (ctx) => {
    const groupName = ctx.model.items(group)[0]?.name ?? 'Our group'
    const types = recordTypes as unknown as readonly RecordType[]
    const items = Object.fromEntries(types.map((type) => [type.type, ctx.model.items(type)]))
    const papers = [...ctx.model.items(bid), ...ctx.model.items(plan)].flatMap(
      ({ id }) => documentOf(ctx.model, id, ctx.today) ?? [],
    )
    const input: EverythingInput = { groupName, madeOn: ctx.today, items: items as EverythingInput['items'], papers }
    return ok({ name: `${fileNamePart(groupName)}-everything-${ctx.today}.zip`, bytes: await everythingZip(input) })
  }),
}
