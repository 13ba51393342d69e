/** Versions of the code of conduct, and signatures of them. */

import { fail, ok } from '@host'
import starter from '@resources/templates/code-of-conduct.md?raw'
import type { SignatureRegister } from '../domain/signatures'
import { signaturesByMember } from '../domain/signatures'
import { signatureRegisterDocx } from '../exchange/register-docx'
import { isSigned, signerRows } from '../model/queries/code'
import { codeVersion } from '../records/code-version'
import { group } from '../records/group'
import { member } from '../records/member'
import { signature } from '../records/signature'
import { fileNamePart, pastDay } from './checks'
import { change, command, type Patch, type Saved } from './define'
import type { MadeFile } from './leaders'

export interface VersionInput {
  readonly title: string
  readonly body: string
  /** The day it takes effect; a draft has none yet. */
  readonly effectiveOn?: string | null
  readonly adoptedAt?: string | null
  readonly note?: string | null
}

export interface SignInput {
  readonly versionId: string
  readonly memberIds: readonly string[]
  readonly on: string
  readonly how: 'paper' | 'meeting' | 'email' | 'screen' | 'other'
  readonly witness?: string | null
  readonly note?: string | null
}

const MAY_CHANGE: readonly string[] = ['adoptedAt', 'note']

export const codeCommands = {
  /** A new version, or a draft of one. Errors: invalid-value, and those of saving. */
  'code.createVersion': command<VersionInput, Saved & { readonly id: string }>(async (ctx, input) => {
    if (input.title.trim() === '')
      return fail('invalid-value', { field: 'Title', problem: 'The version needs a title.' })
    if (input.body.trim() === '') return fail('invalid-value', { field: 'Text', problem: 'The code needs some words.' })
    const id = ctx.newId()
    const { effectiveOn, adoptedAt, note } = input
    const saved = await ctx.save(
      [change(codeVersion, id, { title: input.title.trim(), body: input.body, effectiveOn, adoptedAt, note })],
      'Add a version of the code',
    )
    return saved.ok ? ok({ ...saved.value, id }) : saved
  }),

  /** Takes the starter text as a draft, or as a version in force from a day. */
  'code.adoptStarter': command<
    { readonly title?: string; readonly effectiveOn?: string | null },
    Saved & { readonly id: string }
  >(async (ctx, input) => {
    const id = ctx.newId()
    const title = input.title?.trim() || 'Code of conduct'
    const saved = await ctx.save(
      [change(codeVersion, id, { title, body: starter, effectiveOn: input.effectiveOn })],
      'Take the starter code',
    )
    return saved.ok ? ok({ ...saved.value, id }) : saved
  }),

  /**
   * Changes a version. Once anybody has signed it, its words, title and date stay as they are: people signed those.
   * Errors: not-found, frozen, invalid-value, and those of saving.
   */
  'code.update': command<{ readonly id: string; readonly patch: Patch<typeof codeVersion> }, Saved>(
    async (ctx, { id, patch }) => {
      if (ctx.model.item(codeVersion, id) === undefined) return fail('not-found')
      const touchesText = Object.keys(patch).some((field) => !MAY_CHANGE.includes(field))
      if (touchesText && isSigned(ctx.model, id)) return fail('frozen')
      if (patch.title !== undefined && !patch.title?.trim())
        return fail('invalid-value', { field: 'Title', problem: 'The version needs a title.' })
      return ctx.save([change(codeVersion, id, patch)], 'Change a version of the code')
    },
  ),

  /** Removes a version that nobody has signed. Errors: not-found, frozen, and those of saving. */
  'code.remove': command<{ readonly id: string }, Saved>(async (ctx, { id }) => {
    if (ctx.model.item(codeVersion, id) === undefined) return fail('not-found')
    if (isSigned(ctx.model, id)) return fail('frozen')
    return ctx.save([change(codeVersion, id, {}, { removed: { reason: 'draft' } })], 'Remove a version of the code')
  }),

  /** The register of signatures as a Word file. Errors: not-found. */
  'code.exportRegister': command<{ readonly versionId: string }, MadeFile>(async (ctx, { versionId }) => {
    const version = ctx.model.item(codeVersion, versionId)
    if (version === undefined) return fail('not-found')
    const rows = signerRows(ctx.model, versionId, ctx.today)
    const groupName = ctx.model.items(group)[0]?.name ?? ''
    const register: SignatureRegister = {
      groupName,
      versionTitle: codeVersion.title(version),
      ...(version.effectiveOn === undefined ? {} : { effectiveOn: version.effectiveOn }),
      rows: rows
        .filter((row) => row.state !== 'unsigned')
        .map((row) => ({ name: row.name, signedOn: row.on ?? '', how: row.how ?? '', witness: row.witness ?? '' })),
      unsigned: rows.filter((row) => row.state === 'unsigned').map((row) => row.name),
      madeOn: ctx.today,
    }
    return ok({
      name: `${fileNamePart(groupName)}-code-register-${ctx.today}.docx`,
      bytes: await signatureRegisterDocx(register),
    })
  }),
}

export const signatureCommands = {
  /**
   * Records that one or many members signed a version, all on one day. Somebody whose signature of that very day is there
   * already is passed over. Errors: not-found, invalid-value, and those of saving.
   */
  'signatures.record': command<SignInput, Saved & { readonly recorded: number; readonly passedOver: number }>(
    async (ctx, input) => {
      if (ctx.model.item(codeVersion, input.versionId) === undefined) return fail('not-found')
      const wrong = pastDay(input.on, 'Signed on', ctx.today)
      if (wrong !== undefined) return wrong
      const ids = [...new Set(input.memberIds)]
      if (ids.length === 0) return fail('invalid-value', { field: 'Who', problem: 'Choose at least one person.' })
      if (ids.some((id) => ctx.model.item(member, id) === undefined)) return fail('not-found')
      const signatures = signaturesByMember(ctx.model.items(signature), input.versionId)
      const fresh = ids.filter((id) => signatures.get(id)?.on !== input.on)
      const { on, how } = input
      const witness = input.witness?.trim() || null
      const note = input.note?.trim() || null
      const facts = fresh.map((memberId) =>
        change(signature, ctx.newId(), { memberId, codeVersionId: input.versionId, on, how, witness, note }),
      )
      const label = fresh.length === 1 ? 'Record a signature' : `Record ${fresh.length} signatures`
      const saved = await ctx.save(facts, label)
      return saved.ok ? ok({ ...saved.value, recorded: fresh.length, passedOver: ids.length - fresh.length }) : saved
    },
  ),

  /** Notes that a signature was recorded by mistake: a new fact, the old one stays. Errors: not-found, and those of saving. */
  'signatures.void': command<{ readonly signatureId: string; readonly note?: string | null }, Saved>(
    async (ctx, { signatureId, note }) => {
      const mistaken = ctx.model.item(signature, signatureId)
      if (mistaken === undefined) return fail('not-found')
      const { memberId, codeVersionId } = mistaken
      const fact = {
        memberId,
        codeVersionId,
        on: ctx.today,
        supersedes: signatureId,
        voided: true,
        note: note?.trim() || null,
      }
      return ctx.save([change(signature, ctx.newId(), fact)], 'Take a signature back')
    },
  ),
}
