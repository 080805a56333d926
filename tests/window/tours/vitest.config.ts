import { defineConfig } from 'vitest/config'

/** What uses the window to show or to measure something. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.tour.ts'],
    reporters: ['dot'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
})
