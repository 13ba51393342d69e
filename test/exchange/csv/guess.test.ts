import { describe, expect, it } from 'vitest'
import { guessColumns } from '@/core/exchange/csv/guess'
import { headingFingerprint, labelFromHeading, targetFromHeading } from '@/core/exchange/csv/targets'

const today = '2026-11-22'
const targets = (headings: string[], ...rows: string[][]): string[] =>
  guessColumns(headings, rows, today).map((guess) => guess.target)

describe('targetFromHeading', () => {
  it.each([
    ['Surname', 'familyName'],
    ['LAST NAME', 'familyName'],
    ['Forename(s)', 'givenName'],
    ['Christian name', 'givenName'],
    ['Known as', 'addressAs'],
    ['E-mail address', 'email'],
    ['Email 2', 'email'],
    ['Tel. No.', 'phone'],
    ['Mobile', 'phone'],
    ['Home', 'phone'],
    ['Work phone', 'phone'],
    ['Address line 1', 'address1'],
    ['Address 3', 'address2'],
    ['Postal address', 'address'],
    ['Post Code', 'postcode'],
    ['Town/City', 'town'],
    ['Date joined', 'joinedOn'],
    ['Member since', 'joinedOn'],
    ['Date left', 'leftOn'],
    ['Reason for leaving', 'leftReason'],
    ['Membership type', 'kind'],
    ['Interests', 'tags'],
    ['Comments', 'notes'],
    ['Membership number', 'notes'],
    ['How did you hear about us?', 'howHeard'],
    ['On electoral register', 'onRoll'],
    ['Name', 'fullName'],
    ['Date of birth', 'private'],
    ['Health conditions', 'private'],
    ['Sort code', 'private'],
    ['Timestamp', 'machine'],
    ['__proto__', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%j says %s', (heading, target) => {
    expect(targetFromHeading(heading)).toBe(target)
  })

  it('reads the label of a phone from its heading', () => {
    expect(labelFromHeading('Mobile no.')).toBe('mobile')
    expect(labelFromHeading('Home telephone')).toBe('home')
    expect(labelFromHeading('Phone 2')).toBeUndefined()
  })
})

describe('guessColumns', () => {
  it('reads split names and an address in columns', () => {
    expect(
      targets(
        [
          'Title',
          'First name',
          'Surname',
          'Address 1',
          'Address 2',
          'Town',
          'Postcode',
          'Home',
          'Mobile',
          'Email',
          'Joined',
        ],
        [
          'Mrs',
          'Jane',
          'Smith',
          '1 High Street',
          'The Green',
          'Oldby',
          'ZZ99 3VZ',
          '01632 960123',
          '07700 900123',
          'j@example.org',
          '1/3/2019',
        ],
      ),
    ).toEqual([
      'honorific',
      'givenName',
      'familyName',
      'address1',
      'address2',
      'town',
      'postcode',
      'phone',
      'phone',
      'email',
      'joinedOn',
    ])
  })

  it('reads a joined name and an address in one cell', () => {
    expect(
      targets(['Name', 'Address', 'Contact'], ['Jane Smith', '1 High Street, Oldby, ZZ99 3VZ', '07700 900123']),
    ).toEqual(['fullName', 'address', 'phone'])
  })

  it('takes "Name" beside "Surname" for a first name, and beside both for a repetition', () => {
    expect(targets(['Name', 'Surname'], ['Jane', 'Smith'])).toEqual(['givenName', 'familyName'])
    expect(targets(['Name', 'First name', 'Surname'], ['Jane Smith', 'Jane', 'Smith'])).toEqual([
      'skip',
      'givenName',
      'familyName',
    ])
  })

  it('takes "Address" beside a town for its first line', () => {
    expect(targets(['Address', 'Town'], ['1 High Street', 'Oldby'])).toEqual(['address1', 'town'])
  })

  it('believes values over a heading where they leave no doubt', () => {
    expect(targets(['Contact', 'Membership', 'Title'], ['a@example.org', '1/3/2019', 'Secretary'])).toEqual([
      'email',
      'joinedOn',
      'notes',
    ])
  })

  it('reads columns without headings by what stands in them', () => {
    expect(
      targets(
        ['', '', '', '', '', ''],
        ['Margaret', 'Okafor', '12 Mill Lane', 'zz99 3vz', '7700900123', 'm@example.org'],
        ['Peter', 'Wren', '3 Mill Lane', 'ZZ99 3VY', '01632 960123', 'p@example.org'],
        ['Susan', 'Vale', '4 Mill Lane', 'ZZ99 3VY', '1.63296E+09', 's@example.org'],
      ),
    ).toEqual(['givenName', 'familyName', 'address1', 'postcode', 'phone', 'email'])
  })

  it('finds the names by their looks where no heading names them', () => {
    expect(targets(['Who', 'Locker'], ['Odette Quillfeather', 'Top Left'], ["Ngozi O'Dare", 'seven'])).toEqual([
      'fullName',
      'notes',
    ])
    expect(targets(['Surname', 'Locker'], ['Quill', 'Top Left'])).toEqual(['familyName', 'notes'])
  })

  it('leaves out empty columns, what computers number, and what a group need not hold', () => {
    expect(
      guessColumns(['ID', 'Name', 'Date of birth', 'Empty'], [['1', 'Jane Smith', '1/1/1950', '']], today),
    ).toEqual([
      { target: 'skip', why: 'machine' },
      { target: 'fullName', why: 'heading' },
      { target: 'skip', why: 'private' },
      { target: 'skip', why: 'empty' },
    ])
  })

  it('keeps what it does not know in the notes, so that nothing is lost unseen', () => {
    expect(guessColumns(['Name', 'Locker'], [['Jane Smith', '12']], today)[1]).toEqual({
      target: 'notes',
      why: 'unknown',
    })
  })

  it('gives each single part to one column, and the second to the notes', () => {
    expect(targets(['Name', 'Date joined', 'Start date'], ['Jane Smith', '1/3/2019', '2/3/2019'])).toEqual([
      'fullName',
      'joinedOn',
      'notes',
    ])
  })
})

describe('headingFingerprint', () => {
  it('is a short mark that shows nothing of the headings', () => {
    const mark = headingFingerprint(['First name', 'E-mail'])
    expect(mark).toMatch(/^[0-9a-f]{16}$/)
    expect(headingFingerprint(['first name ', 'E-Mail:'])).toBe(mark)
    expect(headingFingerprint(['E-mail', 'First name'])).not.toBe(mark)
    expect(headingFingerprint(['First name E', 'mail'])).not.toBe(mark)
  })
})
