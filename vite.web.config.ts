// Builds the renderer for the web, into dist-web. `node scripts/serve-web.mjs` serves the result.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { alias, define } from './vite.alias.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('./src/renderer'),
  base: './',
  resolve: { alias },
  define: { ...define, 'import.meta.env.VITE_TRESTLE_OFFLINE': JSON.stringify('yes') },
  plugins: [
    react(),
    VitePWA({
      strategies: 'generateSW',
      // The page registers the worker itself (host/browser.ts); a new version waits until the person agrees or closes every tab.
      injectRegister: null,
      registerType: 'prompt',
      manifest: {
        name: 'Trestle',
        short_name: 'Trestle',
        description: 'Your community group’s papers, sealed, on every committee laptop.',
        lang: 'en-GB',
        display: 'standalone',
        start_url: './index.html',
        scope: './',
        file_handlers: [
          { action: './index.html', accept: { 'application/octet-stream': ['.trestle', '.trestle-invite'] } },
        ],
        background_color: '#faf7f0',
        theme_color: '#1f5a43',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,woff2,svg,png,json,webmanifest}'],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        navigateFallback: 'index.html',
        cleanupOutdatedCaches: true,
        clientsClaim: true,
      },
    }),
  ],
  worker: { format: 'es' },
  build: {
    outDir: at('./dist-web'),
    emptyOutDir: true,
    // The core's worker is one file on purpose; what the first load weighs is measured by `npm run bench`.
    chunkSizeWarningLimit: 1500,
    target: ['chrome150', 'firefox140', 'safari18'],
    rollupOptions: { input: at('./src/renderer/index.html') },
  },
})
