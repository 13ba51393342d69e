import { describe, expect, it } from 'vitest'
import { fitWithin, thumbnailAddress } from '@/components/files/thumbnail'
import { instantOf, localParts } from '@/components/instant'
import { files, usageWords } from '@/messages/files'

describe('small pictures', () => {
  it('fit the square, keep their shape, and are never enlarged or vanish', () => {
    expect(fitWithin(4000, 3000, 160)).toEqual({ width: 160, height: 120 })
    expect(fitWithin(40, 30, 160)).toEqual({ width: 40, height: 30 })
    expect(fitWithin(10_000, 3, 160)).toEqual({ width: 160, height: 1 })
  })
  it('are shown only where they begin like a JPEG or a WebP: another laptop may have written anything', () => {
    expect(thumbnailAddress('/9j/4AAQSkZJRg==')).toBe('data:image/jpeg;base64,/9j/4AAQSkZJRg==')
    expect(thumbnailAddress('UklGRiQAAABXRUJQ')).toContain('data:image/webp')
    expect(thumbnailAddress(btoa('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined()
    expect(thumbnailAddress('/9j/" onerror="x')).toBeUndefined()
    expect(thumbnailAddress('')).toBeUndefined()
    expect(thumbnailAddress(undefined)).toBeUndefined()
    expect(thumbnailAddress(`/9j/${'A'.repeat(17_000)}`)).toBeUndefined()
  })
})

describe('sizes in words', () => {
  it('say how much there is and how much of it is here', () => {
    expect(files.facts('PDF', 1_234_567, '22 Nov 2026')).toBe('PDF, 1.2 MB, added 22 Nov 2026')
    expect(usageWords({ files: 0, bytes: 0, bytesHere: 0 })).toBe('No files are attached to anything.')
    expect(usageWords({ files: 1, bytes: 2_000_000, bytesHere: 2_000_000 })).toContain('1 attached file, 2 MB in all')
    expect(usageWords({ files: 3, bytes: 3_000_000, bytesHere: 1_000_000 })).toContain('1 MB of it on this laptop')
    expect(usageWords({ files: 3, bytes: 3_000_000, bytesHere: 0 })).toContain('none of them yet')
  })
})

describe('a day and a time', () => {
  it('come back as they were typed', () => {
    for (const time of ['00:00', '14:30', '23:59']) {
      const made = instantOf('2026-11-22', time)
      expect(made).toBeDefined()
      expect(localParts(made ?? '')).toEqual(['2026-11-22', time])
    }
  })
  it('may be written shortly', () => {
    expect(localParts(instantOf('2026-11-22', '9.05') ?? '')[1]).toBe('09:05')
    expect(localParts(instantOf('2026-11-22', '7') ?? '')[1]).toBe('07:00')
  })
  it('are refused where they are none', () => {
    for (const time of ['', '24:00', '12:60', 'noon', '12:5']) expect(instantOf('2026-11-22', time)).toBeUndefined()
    expect(instantOf(null, '12:00')).toBeUndefined()
  })
})
