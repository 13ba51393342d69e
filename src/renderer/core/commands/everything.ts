/** The unsealed copy of everything, for a screen that has warned about it. */
import { ok } from '@host'
import { type AttachedFile, type EverythingInput, everythingZip } from '../exchange/everything'
import { documentOf } from '../model/paper-document'
import { bid } from '../records/bid'
import type { Item, RecordType } from '../records/define'
import { file } from '../records/file'
import { group } from '../records/group'
import { plan } from '../records/plan'
import { recordTypes } from '../records/registry'
import { fileNamePart } from './checks'
import { type CommandContext, command } from './define'
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
    const attached = await Promise.all(ctx.model.items(file).map((each) => attachedFile(ctx, each)))
    const input: EverythingInput = {
      groupName,
      madeOn: ctx.today,
      items: items as EverythingInput['items'],
      papers,
      attached,
    }
    return ok({ name: `${fileNamePart(groupName)}-everything-${ctx.today}.zip`, bytes: await everythingZip(input) })
  }),
}

/** A file put together from its pieces; without bytes where a piece is not on this laptop. */
async function attachedFile(ctx: CommandContext, item: Item<typeof file>): Promise<AttachedFile> {
  const { id, name = '', chunks = [] } = item
  const pieces: Uint8Array[] = []
  for (const chunk of chunks) {
    const piece = await ctx.readPiece(id, chunk)
    if (piece === undefined) return { name }
    pieces.push(piece)
  }
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { name, bytes }
}
