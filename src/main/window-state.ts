import { readFileSync } from 'node:fs'
import type { Rectangle } from 'electron'
import { z } from 'zod'

const rectangle = { x: z.int(), y: z.int(), width: z.int().min(200).max(20000), height: z.int().min(200).max(20000) }
const stateSchema = z.strictObject({ bounds: z.strictObject(rectangle), maximised: z.boolean() })

export type WindowState = z.infer<typeof stateSchema>

export const smallest = { width: 360, height: 480 } as const
const usual = { width: 1280, height: 860 } as const

/** What the window was like when it was closed; undefined the first time or when the file makes no sense. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * Where the window goes now: as it was, if a good part of its title bar is still on a screen (projectors and second
 * screens come and go); else in the middle of the first one. Never larger than the screen.
 */
export function placeWindow(
  state: WindowState | undefined,
  screens: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const [first] = screens
  const bounds = state?.bounds
  const screen = bounds === undefined ? undefined : screens.find((area) => showsTitleBar(bounds, area))
  const area = screen ?? first
  const size = {
    width: Math.min(bounds?.width ?? usual.width, area?.width ?? usual.width),
    height: Math.min(bounds?.height ?? usual.height, area?.height ?? usual.height),
  }
  return bounds === undefined || screen === undefined ? size : { x: bounds.x, y: bounds.y, ...size }
}

function showsTitleBar(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  return across >= 120 && bounds.y >= area.y - 10 && bounds.y <= area.y + area.height - 60
}
