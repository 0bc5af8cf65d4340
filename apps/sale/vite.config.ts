import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import vuetify from 'vite-plugin-vuetify'

const server = process.env['BARRA_SERVER'] ?? 'http://localhost:3000'
const proxy = Object.fromEntries(['/api', '/replication', '/demo'].map((path) => [path, server]))

export default defineConfig({
  plugins: [
    vue(),
    vuetify(),
    VitePWA({
      // The page asks the cashier: an update must not reload a sale, nor come while tickets wait.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Barra',
        short_name: 'Barra',
        description: 'Terminal de venta de la barra',
        lang: 'es-AR',
        start_url: '/productsSale',
        display: 'standalone',
        background_color: '#120E14',
        theme_color: '#120E14',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api(\/|$)/, /^\/replication(\/|$)/, /^\/demo(\/|$)/],
        cleanupOutdatedCaches: true,
        // The very first page is served by the worker too, not only the next one.
        clientsClaim: true,
      },
    }),
  ],
  define: {
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 1200 },
  server: { proxy },
  preview: {
    proxy,
    // The same policy as the server that ships this app, so that a breach shows here first.
    headers: {
      'Content-Security-Policy':
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'",
    },
  },
})
