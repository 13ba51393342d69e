import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { expect, it } from 'vitest'
import type { SignatureRegister } from '@/core/domain/signatures'
import { signatureRegisterDocx } from '@/core/exchange/register-docx'

const register: SignatureRegister = {
  groupName: 'Larkfield Green Neighbours',
  versionTitle: 'Second version',
  effectiveOn: '2026-01-10',
  rows: [
    { name: 'Ayesha O’Neill', signedOn: '2026-01-12', how: 'At a meeting', witness: 'T. Evans' },
    { name: 'Zoë <b>Nowak</b>', signedOn: '2026-02-01', how: 'On paper', witness: '' },
  ],
  unsigned: ['Kwame Mensah'],
  madeOn: '2026-11-22',
}
const html = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value
const cells = (page: string): string[][] =>
  (page.match(/<tr>.*?<\/tr>/g) ?? []).map((row) =>
    [...row.matchAll(/<t[dh]>(.*?)<\/t[dh]>/g)].map(([, cell]) => cell?.replace(/<[^>]+>/g, '') ?? ''),
  )

it('lists who has signed and who has yet to, under headings', async () => {
  const page = await html(await signatureRegisterDocx(register))
  expect(cells(page)).toEqual([
    ['Name', 'Signed on', 'How', 'Witness'],
    ['Ayesha O’Neill', '12 January 2026', 'At a meeting', 'T. Evans'],
    ['Zoë &lt;b&gt;Nowak&lt;/b&gt;', '1 February 2026', 'On paper', ''],
    ['Name', 'Signature', 'Date'],
    ['Kwame Mensah', '', ''],
  ])
  expect(page).toContain('<h1>Signed</h1>')
  expect(page).toContain('<h1>Not signed yet</h1>')
  for (const fact of [
    'Second version',
    '10 January 2026',
    '22 November 2026',
    'Signed: </strong>2',
    'Not signed yet: </strong>1',
  ]) {
    expect(page).toContain(fact)
  }
})

it('says so when nobody has signed, or everybody has, and when the version has no date', async () => {
  const { effectiveOn: _, ...undated } = register
  expect(await html(await signatureRegisterDocx({ ...undated, rows: [] }))).toMatch(
    /No date yet.*Nobody has signed yet\./,
  )
  expect(await html(await signatureRegisterDocx({ ...register, unsigned: [] }))).toContain('Everybody has signed.')
})

it('says on every page that it holds personal data, and repeats its headings', async () => {
  const parts = unzipSync(await signatureRegisterDocx(register))
  const part = (pattern: RegExp): string => {
    const name = Object.keys(parts).find((key) => pattern.test(key))
    return strFromU8((name === undefined ? undefined : parts[name]) ?? new Uint8Array())
  }
  expect(part(/word\/header\d*\.xml/)).toContain('Contains personal data: for the committee only')
  expect(part(/word\/document\.xml/).match(/<w:tblHeader\/>/g)).toHaveLength(2)
  expect(part(/docProps\/core\.xml/)).not.toContain('Ayesha')
})
