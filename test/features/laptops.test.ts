import { fail, ok } from '@host'
import { describe, expect, it } from 'vitest'
import { stepsOf } from '@/features/laptops/check-steps'
import { matching, meantFirst } from '@/features/search/palette-entries'

const states = (result: Parameters<typeof stepsOf>[0]) => stepsOf(result).map((step) => step.state)

describe('the steps of checking a server', () => {
  it('are all done when nothing failed', () => {
    expect(states(ok({ database: 'empty' }))).toEqual(['done', 'done', 'done', 'done', 'done'])
  })

  it.each([
    ['server-address-invalid', ['failed', 'waiting', 'waiting', 'waiting', 'waiting']],
    ['server-needs-https', ['failed', 'waiting', 'waiting', 'waiting', 'waiting']],
    ['server-unreachable', ['done', 'failed', 'waiting', 'waiting', 'waiting']],
    ['server-not-couchdb', ['done', 'failed', 'waiting', 'waiting', 'waiting']],
    ['server-sign-in', ['done', 'done', 'failed', 'waiting', 'waiting']],
    ['server-no-database', ['done', 'done', 'done', 'failed', 'waiting']],
    ['server-other-group', ['done', 'done', 'done', 'failed', 'waiting']],
    ['server-read-only', ['done', 'done', 'done', 'done', 'failed']],
  ] as const)('stop at %s', (kind, expected) => {
    expect(states(fail(kind))).toEqual(expected)
  })
})

describe('commands in the search box', () => {
  const entry = (title: string) => ({ id: title, title, icon: () => null, act: () => undefined })
  const entries = ['Add a member', 'Import members from a list', 'Lock Trestle'].map(entry)
  const titles = (text: string) => matching(entries, text).map((each) => each.title)

  it('are found by the beginnings of their words, in any order', () => {
    expect(titles('mem')).toEqual(['Add a member', 'Import members from a list'])
    expect(titles('list imp')).toEqual(['Import members from a list'])
    expect(titles('ember')).toEqual([])
    expect(matching([entry('Print a sign-up sheet')], 'sign-up sheet')).toHaveLength(1)
    expect(titles('')).toHaveLength(3)
  })

  it('come before what was found when their name begins with what was typed', () => {
    const found = { name: 'Found', entries: [entry('A bid about settling in')] }
    const places = { name: 'Go to', entries: [entry('Settings')] }
    const order = (text: string) => meantFirst([found, places], text).map((section) => section.name)
    expect(order('sett')).toEqual(['Go to', 'Found'])
    expect(order('se')).toEqual(['Found', 'Go to'])
    expect(order('bid')).toEqual(['Found', 'Go to'])
  })
})
