import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { alias, define } from './vite.alias.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: {
    resolve: { alias },
    define,
    // Everything is bundled, so that the app needs no node_modules beside it.
    build: { externalizeDeps: false, rollupOptions: { input: at('./src/main/index.ts') } },
  },
  preload: {
    resolve: { alias },
    define,
    // One CommonJS file that requires nothing but electron: what a sandboxed preload may be.
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: at('./src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('./src/renderer'),
    resolve: { alias },
    define,
    plugins: [react()],
    worker: { format: 'es' },
    build: { target: 'chrome150', rollupOptions: { input: at('./src/renderer/index.html') } },
  },
})
