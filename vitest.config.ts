import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumPath, LEAN } from './scripts/chromium.mjs'
import { SHARED_FOLDERS } from './test/support/shared-folders.ts'
import { alias } from './vite.alias.ts'

const SHARED = SHARED_FOLDERS.map((folder) => `test/${folder}/**/*.test.ts`)

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: { alias },
  test: {
    // Half as many again as there are cores: what waits for a server, a lock or a clock leaves its core to another. The simulation
    // deals its seeds out to three files.
    maxWorkers: Math.max(3, Math.ceil(availableParallelism() * 1.5)),
    projects: [
      {
        // The real electron downloads its binary when Node loads it.
        resolve: { alias: { ...alias, electron: at('./test/support/no-electron.ts') } },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/e2e/**', 'test/electron/**', 'node_modules/**', ...SHARED],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'shared',
          environment: 'node',
          include: SHARED,
          isolate: false,
          setupFiles: ['test/support/leave-as-found.ts'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        optimizeDeps: {
          include: [
            'pouchdb-browser',
            'dexie',
            'events',
            'date-fns',
            'docx',
            'fflate',
            'mammoth',
            'yjs',
            'zod',
            'react-dom/client',
            '@mantine/core',
            '@tabler/icons-react',
            '@tiptap/core',
            '@tiptap/react',
            '@tiptap/starter-kit',
            '@tiptap/extension-collaboration',
            '@tiptap/extension-table',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: chromiumPath() ?? '',
                args: [...LEAN, '--no-sandbox', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
