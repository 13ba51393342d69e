/** Every screen's address. A feature adds one import and one line. */
import type { AppRoute } from './router'

export const routes: readonly AppRoute[] = []
