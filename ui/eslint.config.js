import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const shell = {
  group: ['@tauri-apps/*'],
  message: 'Only src/boundary/ talks to the shell.',
}
const below = (tier, ...above) => ({
  group: above.map((name) => `**/${name}/**`),
  message: `${tier}/ may not know ${above.join('/ or ')}/.`,
})
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/boundary/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-undef': 'off',
      'no-console': 'error',
      'no-eval': 'error',
      eqeqeq: 'error',
      'svelte/no-at-html-tags': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  // The one place that shows HTML: what the core has made of an entry's Markdown, and cleaned.
  { files: ['src/features/reader/Prose.svelte'], rules: { 'svelte/no-at-html-tags': 'off' } },
  { files: ['src/**'], ignores: ['src/boundary/**'], rules: imports(shell) },
  { files: ['src/elements/**'], rules: imports(shell, below('elements', 'features', 'views')) },
  { files: ['src/features/**'], rules: imports(shell, below('features', 'views')) },
)
