import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*.test.ts'],
    reporters: ['default', './harness/reporter.ts'],
    pool: 'forks',
    // A window each; more than two get in each other's way on a small machine.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
