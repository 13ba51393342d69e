import { describe, expect, it } from 'vitest'
import { contrast } from '@/app/theme/contrast'
import type { Tokens } from '@/app/theme/tokens'
import { dark, darkMore, edgePairs, light, lightMore, textPairs } from '@/app/theme/tokens'

const looks: readonly [string, Tokens, number][] = [
  ['light', light, 4.5],
  ['dark', dark, 4.5],
  ['light, high contrast', lightMore, 7],
  ['dark, high contrast', darkMore, 7],
]

describe('contrast', () => {
  it('reckons black on white as 21 and a colour on itself as 1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#1f5a43', '#1f5a43')).toBe(1)
  })

  it('reckons a grey whose ratio is known: #767676 on white is 4.54', () => {
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })
})

describe.each(looks)('the colours of the %s look', (_name, tokens, least) => {
  it.each(textPairs)(`%s on %s reads well`, (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(least)
  })

  it.each(edgePairs)('%s is seen against %s', (edge, ground) => {
    expect(contrast(tokens[edge], tokens[ground])).toBeGreaterThanOrEqual(3)
  })
})
