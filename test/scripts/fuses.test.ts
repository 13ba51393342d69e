import { describe, expect, it } from 'vitest'
import packaged from '../../package.json'
import { FUSES, withFuses } from '../../scripts/fuses.mjs'

const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** A binary as Electron ships it: everything on. */
const text = (wire = '111111111', version = 1): string =>
  `ELF ${mark}${String.fromCharCode(version, wire.length)}${wire} and the rest of it`
const binary = (...of: Parameters<typeof text>): Buffer => Buffer.from(text(...of), 'latin1')

describe('the switches of a package', () => {
  it('are exactly these', () => {
    expect(FUSES).toStrictEqual([
      ['RunAsNode', false],
      ['EnableCookieEncryption', true],
      ['EnableNodeOptionsEnvironmentVariable', false],
      ['EnableNodeCliInspectArguments', false],
      ['EnableEmbeddedAsarIntegrityValidation', true],
      ['OnlyLoadAppFromAsar', true],
      ['LoadBrowserProcessSpecificV8Snapshot', null],
      ['GrantFileProtocolExtraPrivileges', false],
      ['WasmTrapHandlers', null],
    ])
  })

  it('are set in the binary, and nothing else is changed', () => {
    expect(withFuses(binary())).toEqual(binary('010011101'))
    expect(withFuses(binary('101000010'))).toEqual(binary('010011000'))
    expect(withFuses(withFuses(binary()))).toEqual(withFuses(binary()))
  })

  it('are set in both halves of a binary for two kinds of Mac', () => {
    const set = text('010011101')
    expect(withFuses(Buffer.from(text() + text(), 'latin1'))).toEqual(Buffer.from(set + set, 'latin1'))
  })

  it.each([
    ['has none', Buffer.from('#!/bin/sh'), 'not Electron'],
    ['has a new one that nobody has thought about', binary('1111111111'), '10 of them'],
    ['lacks one', binary('11111111'), '8 of them'],
    ['keeps them in another way', binary('111111111', 2), 'version 2'],
    ['has lost one of its switches', binary('r11111111'), 'RunAsNode'],
  ])('are refused where the binary %s', (_what, bytes, why) => {
    expect(() => withFuses(bytes)).toThrow(why)
  })
})

it('Electron is pinned to one version, so that its switches are known', () => {
  expect(packaged.devDependencies.electron).toMatch(/^45\.\d+\.\d+$/)
})
