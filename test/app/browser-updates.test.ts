import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { offlineUpdates } from '@/host/browser-updates'

/** A page that runs the script `own` while a newer Trestle waits; its worker gives out a page with the script `given`. */
function pageWithNewer({
  lastSaves = async () => undefined,
  own = './assets/index-1.js',
  given = own,
}: {
  readonly lastSaves?: () => Promise<void>
  readonly own?: string
  readonly given?: string
} = {}) {
  const container = new EventTarget() as unknown as ServiceWorkerContainer
  const waiting = { postMessage: vi.fn() }
  const registration = Object.assign(new EventTarget(), { waiting })
  Object.assign(container, { controller: {}, register: async () => registration })
  const reload = vi.fn()
  const page = {
    navigator: { serviceWorker: container },
    document: { querySelector: () => ({ getAttribute: () => own }) },
    fetch: async () => new Response(`<script type="module" src="${given}"></script>`),
    location: { reload },
    setTimeout,
  } as unknown as Window
  const updates = offlineUpdates(page, lastSaves)
  const apply = new Promise<() => void>((resolve) => updates?.onReady(resolve))
  return { apply, reload, waiting, comesIn: () => container.dispatchEvent(new Event('controllerchange')) }
}

describe('a newer Trestle in a browser', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubEnv('VITE_TRESTLE_OFFLINE', 'yes')
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  it('is let in when somebody says so, and the page opens again once', async () => {
    const { apply, reload, waiting, comesIn } = pageWithNewer()
    const use = await apply
    expect(reload).not.toHaveBeenCalled()
    use()
    expect(waiting.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' })
    comesIn()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('is helped on where the older one goes on answering: the page opens again by itself', async () => {
    const { apply, reload } = pageWithNewer()
    ;(await apply)()
    await vi.advanceTimersByTimeAsync(1000)
    expect(reload).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(3000)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('waits for the last save, whoever said so', async () => {
    let saved: () => void = () => undefined
    const { reload, comesIn } = pageWithNewer({ lastSaves: () => new Promise((resolve) => (saved = resolve)) })
    comesIn()
    await vi.advanceTimersByTimeAsync(4000)
    expect(reload).not.toHaveBeenCalled()
    saved()
    await vi.advanceTimersByTimeAsync(0)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('is opened anew where the older worker gave the page out just before it went', async () => {
    const { reload } = pageWithNewer({ given: './assets/index-2.js' })
    await vi.advanceTimersByTimeAsync(0)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('leaves a page alone that its worker would give out again', async () => {
    const { reload } = pageWithNewer()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(reload).not.toHaveBeenCalled()
  })
})
