/** The register of signatures of the code of conduct as a Word file: who has signed, and who has yet to. */
import { formatDate } from '../domain/dates'
import type { SignatureRegister } from '../domain/signatures'

/**
 * The register as the bytes of a .docx. Names stay in the order given. Header says that it contains personal data, since it
 * is meant for the committee, not for the noticeboard.
 */
export async function signatureRegisterDocx(input: SignatureRegister): Promise<Uint8Array> {
  const { registerDocx } = await import('./word-register')
  return registerDocx({
    groupName: input.groupName,
    title: `Register of signatures: ${input.versionTitle}`,
    madeOn: input.madeOn,
    facts: [
      ['Group', input.groupName],
      ['Version', input.versionTitle],
      ['Takes effect on', input.effectiveOn === undefined ? 'No date yet' : formatDate(input.effectiveOn)],
      ['Register made on', formatDate(input.madeOn)],
      ['Signed', String(input.rows.length)],
      ['Not signed yet', String(input.unsigned.length)],
    ],
    signed: input.rows.map((row) => [row.name, formatDate(row.signedOn), row.how, row.witness]),
    unsigned: input.unsigned,
  })
}
