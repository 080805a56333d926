import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest begin first, so that no worker waits for them at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const long = ({ moduleId }: TestSpecification) => Number(/accessibility|portfolio/.test(moduleId))
    return sorted.sort((a, b) => long(b) - long(a))
  }
}

export default defineConfig({
  test: {
    include: ['*.test.ts'],
    reporters: ['default', './harness/reporter.ts'],
    pool: 'forks',
    // A window each; more than two get in each other's way on a small machine.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
