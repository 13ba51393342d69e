import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  CLOSING_PATIENCE_MS,
  closeAfterSaving,
  comeBackAfterCrash,
  QUESTION_PATIENCE_MS,
  unfinishedQuestion,
  unsavedQuestion,
  webPreferences,
  windowOptions,
} from '../../src/main/window'
import { placeWindow, readWindowState } from '../../src/main/window-state'

const laptop = { x: 0, y: 0, width: 1366, height: 728 }
const projector = { x: 1366, y: 0, width: 1920, height: 1080 }

describe('the window’s walls', () => {
  it('are exactly these', () => {
    expect(webPreferences('/app/preload.cjs', false)).toStrictEqual({
      preload: '/app/preload.cjs',
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      sandbox: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: true,
      safeDialogs: true,
      devTools: false,
    })
  })

  it('are those of every window that is made', () => {
    const options = windowOptions({ preload: 'p', icon: 'i', developer: false, state: undefined, screens: [laptop] })
    expect(options.webPreferences).toStrictEqual(webPreferences('p', false))
    expect(options.show).toBe(false)
  })
})

describe('where the window goes', () => {
  const state = { bounds: { x: 100, y: 50, width: 900, height: 600 }, maximised: false }

  it('is where it was, when that is on a screen', () => {
    expect(placeWindow(state, [laptop])).toEqual(state.bounds)
    const onProjector = { ...state, bounds: { ...state.bounds, x: 1500 } }
    expect(placeWindow(onProjector, [laptop, projector])).toEqual(onProjector.bounds)
  })

  it.each([
    ['the projector has gone', { x: 1500, y: 50, width: 900, height: 600 }],
    ['it is above the screen', { x: 100, y: -400, width: 900, height: 600 }],
    ['it is below the screen', { x: 100, y: 700, width: 900, height: 600 }],
    ['only a sliver shows', { x: -850, y: 50, width: 900, height: 600 }],
  ])('is left to the system when %s', (_when, bounds) => {
    expect(placeWindow({ bounds, maximised: false }, [laptop])).toEqual({ width: 900, height: 600 })
  })

  it('is never larger than the screen', () => {
    const huge = { bounds: { x: 0, y: 0, width: 3000, height: 2000 }, maximised: true }
    expect(placeWindow(huge, [laptop])).toEqual({ x: 0, y: 0, width: 1366, height: 728 })
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({ width: 1024, height: 600 })
  })

  it('has a usual size, the first time and after a damaged file', () => {
    expect(readWindowState('/nowhere/window.json')).toBeUndefined()
    expect(placeWindow(undefined, [projector])).toEqual({ width: 1280, height: 860 })
    expect(placeWindow(undefined, [])).toEqual({ width: 1280, height: 860 })
  })
})

describe('a page that crashes', () => {
  function crashing(isDestroyed = false) {
    const reload = vi.fn()
    const giveUp = vi.fn()
    let gone: (event: unknown, details: { reason: string }) => void = () => undefined
    let now = 1_000_000
    const webContents = {
      reload,
      on: (name: string, listener: typeof gone) => {
        if (name === 'render-process-gone') gone = listener
      },
    }
    comeBackAfterCrash({ isDestroyed: () => isDestroyed, webContents } as never, { now: () => now, giveUp })
    const crash = (reason: string, afterMs: number): void => {
      now += afterMs
      gone({}, { reason })
    }
    return { crash, reload, giveUp }
  }

  it('is loaded again, and not for ever', () => {
    const { crash, reload, giveUp } = crashing()
    crash('crashed', 0)
    crash('oom', 60_000)
    expect([reload.mock.calls.length, giveUp.mock.calls.length]).toEqual([2, 0])
    crash('crashed', 59_999)
    expect([reload.mock.calls.length, giveUp.mock.calls.length]).toEqual([2, 1])
  })

  it('is left alone where it ended as it should, or its window is gone', () => {
    const whole = crashing()
    whole.crash('clean-exit', 0)
    const gone = crashing(true)
    gone.crash('crashed', 0)
    for (const { reload, giveUp } of [whole, gone])
      expect([reload, giveUp].map((each) => each.mock.calls)).toEqual([[], []])
  })
})

describe('closing', () => {
  function open(options: { crashed?: boolean; leave?: boolean; slowDisk?: boolean } = {}) {
    const heard = new Map<string, (event: { preventDefault(): void }) => void>()
    const send = vi.fn()
    const contents = {
      send,
      on: (name: string, listener: never) => heard.set(`page ${name}`, listener),
      isCrashed: () => options.crashed === true,
    }
    let written: () => void = () => undefined
    const remember = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          written = resolve
          if (options.slowDisk !== true) resolve()
        }),
    )
    const flush = vi.fn()
    const prevented = vi.fn()
    const window = {
      on: (name: string, listener: never) => heard.set(name, listener),
      close: vi.fn(() => heard.get('close')?.({ preventDefault: prevented })),
      getNormalBounds: () => ({ x: 1, y: 2, width: 800, height: 600 }),
      isMaximized: () => true,
      isDestroyed: () => false,
      webContents: contents,
    }
    const asked: { signal: AbortSignal; answer: (isLeaving: boolean) => void }[] = []
    const saved = closeAfterSaving(window as never, {
      remember,
      flush,
      leaveAnyway: () => options.leave === true,
      leaveUnsaved: (signal) => new Promise((answer) => asked.push({ signal, answer })),
    })
    /** The page has saved, and what waits for that has had its turn. */
    const pageSaved = async (): Promise<void> => {
      saved()
      await Promise.resolve()
      await Promise.resolve()
    }
    return { window, send, remember, flush, prevented, pageSaved, heard, asked, written: () => written() }
  }

  it('asks the page to save, remembers how the window stood, and closes when the page has', async () => {
    const { window, send, remember, flush, prevented, pageSaved } = open()
    window.close()
    expect(prevented).toHaveBeenCalledTimes(1)
    expect(send.mock.calls).toEqual([['closing']])
    expect(remember).toHaveBeenCalledWith({ bounds: { x: 1, y: 2, width: 800, height: 600 }, maximised: true })
    window.close()
    expect(send).toHaveBeenCalledTimes(1)
    expect(flush).not.toHaveBeenCalled()
    await pageSaved()
    expect(flush).toHaveBeenCalledTimes(1)
    expect(window.close).toHaveBeenCalledTimes(3)
    expect(prevented).toHaveBeenCalledTimes(2)
  })

  it('waits until its place is written down as well, or the old one would stay with half of a new one beside it', async () => {
    const { window, pageSaved, written } = open({ slowDisk: true })
    window.close()
    await pageSaved()
    expect(window.close).toHaveBeenCalledTimes(1)
    written()
    await pageSaved()
    expect(window.close).toHaveBeenCalledTimes(2)
  })

  describe('when the last save takes long', () => {
    beforeEach(() => void vi.useFakeTimers())
    afterEach(() => void vi.useRealTimers())

    it('asks after five seconds, and closes when nobody answers for half a minute', () => {
      const { window, prevented, asked } = open({ slowDisk: true })
      window.close()
      expect([CLOSING_PATIENCE_MS, QUESTION_PATIENCE_MS]).toEqual([5_000, 30_000])
      vi.advanceTimersByTime(4_999)
      expect(asked).toHaveLength(0)
      vi.advanceTimersByTime(1)
      expect(asked).toHaveLength(1)
      vi.advanceTimersByTime(29_999)
      expect(window.close).toHaveBeenCalledTimes(1)
      vi.advanceTimersByTime(1)
      expect(window.close).toHaveBeenCalledTimes(2)
      expect(prevented).toHaveBeenCalledTimes(1)
      expect(asked[0]?.signal.aborted).toBe(true)
    })

    it('closes by itself as soon as it has saved, and takes the question away', async () => {
      const { window, asked, pageSaved } = open()
      window.close()
      vi.advanceTimersByTime(5_000)
      await pageSaved()
      expect(window.close).toHaveBeenCalledTimes(2)
      expect(asked[0]?.signal.aborted).toBe(true)
      // As Electron answers a question that was taken away.
      asked[0]?.answer(false)
      await vi.advanceTimersByTimeAsync(60_000)
      expect(asked).toHaveLength(1)
      expect(window.close).toHaveBeenCalledTimes(2)
    })

    it('goes on waiting when told to, asks again, and closes when told to', async () => {
      const { window, asked } = open()
      window.close()
      vi.advanceTimersByTime(5_000)
      asked[0]?.answer(false)
      await vi.advanceTimersByTimeAsync(4_999)
      expect(asked).toHaveLength(1)
      await vi.advanceTimersByTimeAsync(1)
      expect(asked).toHaveLength(2)
      expect(window.close).toHaveBeenCalledTimes(1)
      asked[1]?.answer(true)
      await vi.advanceTimersByTimeAsync(0)
      expect(window.close).toHaveBeenCalledTimes(2)
      expect([unsavedQuestion.defaultId, unsavedQuestion.cancelId, unsavedQuestion.buttons[1]]).toEqual([
        0,
        0,
        'Close anyway',
      ])
    })

    it('asks nothing where only its place is not written down yet', async () => {
      const { window, asked, pageSaved } = open({ slowDisk: true })
      window.close()
      await pageSaved()
      vi.advanceTimersByTime(5_000)
      expect(asked).toHaveLength(0)
      expect(window.close).toHaveBeenCalledTimes(2)
    })
  })

  it('does not wait for a page that has crashed, before or meanwhile', async () => {
    const before = open({ crashed: true })
    before.window.close()
    expect(before.prevented).not.toHaveBeenCalled()
    const meanwhile = open()
    meanwhile.window.close()
    meanwhile.heard.get('page render-process-gone')?.({ preventDefault: () => undefined })
    await Promise.resolve()
    expect(meanwhile.window.close).toHaveBeenCalledTimes(2)
  })

  it('asks when the page must not be left yet, and starts anew when the person stays', async () => {
    const preventDefault = vi.fn()
    const staying = open()
    staying.window.close()
    await staying.pageSaved()
    staying.heard.get('page will-prevent-unload')?.({ preventDefault })
    expect(preventDefault).not.toHaveBeenCalled()
    staying.window.close()
    expect(staying.send).toHaveBeenCalledTimes(2)
    const leaving = open({ leave: true })
    leaving.window.close()
    await leaving.pageSaved()
    leaving.heard.get('page will-prevent-unload')?.({ preventDefault })
    expect(preventDefault).toHaveBeenCalledTimes(1)
    expect(unfinishedQuestion.buttons?.[1]).toBe('Close anyway')
    expect([unfinishedQuestion.defaultId, unfinishedQuestion.cancelId]).toEqual([0, 0])
  })

  it('takes no notice of a page that says it has saved without being asked', async () => {
    const { window, pageSaved } = open()
    await pageSaved()
    expect(window.close).not.toHaveBeenCalled()
  })

  it('asks for the last save when Windows shuts down', () => {
    const { heard, send } = open()
    heard.get('query-session-end')?.({ preventDefault: () => undefined })
    expect(send).toHaveBeenCalledWith('closing')
  })
})
