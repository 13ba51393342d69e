import { expect, test } from 'vitest'
import { lawStanding } from '@/core/domain/rules'
import { lawWords } from '@/messages/law'
import { present } from '../support/present'

test('a law is named with the day on which it was read, and the one to come with its note', () => {
  expect(lawWords(present(lawStanding('acv-2011', '2026-11-22')))).toMatch(
    /^Localism Act 2011.*, as read on 22 November 2026\. To come: English Devolution.* 2026 \(c\. 23\)\. Passed on .*2011 Act\.$/,
  )
  expect(lawWords(present(lawStanding('neighbourhood-planning-2012', '2026-11-22')))).toMatch(
    /^Town and Country Planning Act 1990.*, as read on 22 November 2026\.$/,
  )
})
