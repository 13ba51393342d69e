import { type FileContentKind, isPicture, kindOf, mediaType } from '@/core/domain/file-kinds'

/** The longer side of a small picture, in pixels, and the most characters of base64 that one may have. */
const SIDE = 160
const LIMIT = 12 * 1024

/** A picture's size made to fit within a square, never enlarged, never less than a pixel. */
export function fitWithin(
  width: number,
  height: number,
  side: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, side / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** What a small picture's text begins with: told by content, since it may come from another laptop. SVG is not among them. */
const STARTS: readonly (readonly [string, string])[] = [
  ['/9j/', 'image/jpeg'],
  ['UklGR', 'image/webp'],
]

/** An address for a stored small picture; undefined where the text is not a JPEG or WebP in base64. */
export function thumbnailAddress(base64: string | undefined): string | undefined {
  if (base64 === undefined || base64.length > 16_384 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  const type = STARTS.find(([start]) => base64.startsWith(start))?.[1]
  return type === undefined ? undefined : `data:${type};base64,${base64}`
}

/** Makes a small picture of a picture's bytes, without what a camera wrote into it. Undefined for anything else. */
export async function makeThumbnail(bytes: Uint8Array): Promise<string | undefined> {
  const kind: FileContentKind = kindOf(bytes)
  if (!isPicture(kind)) return undefined
  try {
    const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType(kind) }))
    for (const [side, quality] of [
      [SIDE, 0.8],
      [SIDE, 0.55],
      [SIDE / 2, 0.6],
    ] as const) {
      const drawn = await draw(bitmap, side, quality)
      if (drawn !== undefined && drawn.length <= LIMIT) {
        bitmap.close()
        return drawn
      }
    }
    bitmap.close()
  } catch {
    // A picture that the browser cannot draw is kept without a small one.
  }
  return undefined
}

async function draw(bitmap: ImageBitmap, side: number, quality: number): Promise<string | undefined> {
  const { width, height } = fitWithin(bitmap.width, bitmap.height, side)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context === null) return undefined
  // JPEG knows no transparency: without this, clear parts turn black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (blob === null) return undefined
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
