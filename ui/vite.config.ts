import { svelte } from '@sveltejs/vite-plugin-svelte'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The two faces every screen needs are asked for with the page, so that the first words do not change their shape. */
function preloadFonts(): Plugin {
  const needed = [/source-serif-4-latin-opsz-normal/, /inter-latin-wght-normal/]
  return {
    name: 'helmlog-preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        return Object.keys(bundle ?? {})
          .filter((file) => needed.some((name) => name.test(file)))
          .map((file) => ({
            tag: 'link',
            injectTo: 'head' as const,
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${file}`, crossorigin: '' },
          }))
      },
    },
  }
}

/** The version of the whole program stands in one place. */
const version = /^version = "(.+)"$/m.exec(readFileSync(here('../Cargo.toml'), 'utf8'))?.[1] ?? ''

export default defineConfig({
  define: { 'import.meta.env.HELMLOG_VERSION': JSON.stringify(version) },
  base: './',
  plugins: [svelte(), preloadFonts()],
  resolve: {
    // Raw HTML inside an entry stays text, so the HTML, CSS and JavaScript grammars that the Markdown
    // package would bring along are left out of the bundle.
    alias: { '@codemirror/lang-html': here('./src/features/editor/no-html.ts') },
    // Tests mount components, so they need Svelte's browser build.
    ...(process.env['VITEST'] ? { conditions: ['browser'] } : {}),
  },
  server: { port: 1420, strictPort: true, host: '127.0.0.1' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'safari17',
    sourcemap: false,
    modulePreload: { polyfill: false },
    // The content policy allows fonts and images from files only where they are files.
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
  },
})
