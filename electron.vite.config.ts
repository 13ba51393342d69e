import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { alias } from './vite.alias.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  main: { resolve: { alias }, build: { rollupOptions: { input: at('./src/main/index.ts') } } },
  preload: {
    resolve: { alias },
    build: {
      rollupOptions: { input: at('./src/preload/index.ts'), output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('./src/renderer'),
    resolve: { alias },
    plugins: [react()],
    worker: { format: 'es' },
    build: { target: 'chrome150', rollupOptions: { input: at('./src/renderer/index.html') } },
  },
})
