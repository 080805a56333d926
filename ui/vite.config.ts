import { svelte } from '@sveltejs/vite-plugin-svelte'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the first screen is made of is asked for with the page, all at once: its files and the two faces of its words. */
function preloadFirstScreen(): Plugin {
  const needed: [RegExp, Record<string, string>][] = [
    [/\/(first|rolldown-runtime)-[^/]+\.js$/, { rel: 'modulepreload' }],
    [/\/first-[^/]+\.css$/, { rel: 'stylesheet' }],
    [
      /\/(source-serif-4-latin-opsz|inter-latin-wght)-normal-/,
      { rel: 'preload', as: 'font', type: 'font/woff2' },
    ],
  ]
  return {
    name: 'helmlog-preload-first-screen',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        needed.flatMap(([file, attrs]) =>
          Object.keys(bundle ?? {})
            .filter((name) => file.test(name))
            .map((name) => ({
              tag: 'link',
              injectTo: 'head' as const,
              attrs: { ...attrs, href: `./${name}`, crossorigin: '' },
            })),
        ),
    },
  }
}

/**
 * The shell freezes `Object.prototype`, so what is inherited from it cannot be assigned to. Two libraries of the
 * charts make their own `toString` and `constructor` that way: here they define them instead.
 */
function defineWhatIsInherited(): Plugin {
  const own = '{ value: undefined, writable: true, configurable: true }'
  const changes: Readonly<Record<string, readonly [from: string, to: string][]>> = {
    'd3-color': [
      [
        'prototype.constructor = constructor;',
        `Object.defineProperty(prototype, "constructor", ${own}); prototype.constructor = constructor;`,
      ],
      [
        'prototype[key] = definition[key];',
        'Object.defineProperty(prototype, key, { value: definition[key], writable: true, enumerable: true, configurable: true });',
      ],
    ],
    'd3-format': [
      [
        'FormatSpecifier.prototype.toString =',
        `Object.defineProperty(FormatSpecifier.prototype, "toString", ${own}); FormatSpecifier.prototype.toString =`,
      ],
    ],
  }
  return {
    name: 'helmlog-define-what-is-inherited',
    apply: 'build',
    transform(code, id) {
      const library = /\/node_modules\/(d3-[a-z]+)\//.exec(id)?.[1] ?? ''
      const wanted = changes[library]
      if (!wanted) return undefined
      for (const [from, to] of wanted) {
        if (!code.includes(from))
          this.error(`${library} is written differently: look whether it bears a frozen prototype`)
        code = code.replace(from, to)
      }
      return { code, map: null }
    },
  }
}

/** The version of the whole program stands in one place. */
const version = /^version = "(.+)"$/m.exec(readFileSync(here('../Cargo.toml'), 'utf8'))?.[1] ?? ''

export default defineConfig({
  define: { 'import.meta.env.HELMLOG_VERSION': JSON.stringify(version) },
  base: './',
  plugins: [svelte(), defineWhatIsInherited(), preloadFirstScreen()],
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
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Two files up to the cursor: one that asks for the journal, and all of the first screen.
          groups: [
            {
              name: 'launch',
              test: /src\/launch\.ts$|boundary\/bindings\.ts$|@tauri-apps\/api\/core/,
              priority: 2,
            },
            { name: 'first', test: /src\/main\.ts$/, priority: 1 },
          ],
        },
      },
    },
    // The content policy allows fonts and images from files only where they are files.
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    // One page for all of them: making one for each file takes five times as long as the tests. They share modules
    // too, so each puts back what it changes.
    isolate: false,
  },
})
