/** Ends a run with one plain line. */
import type { Reporter, TestModule } from 'vitest/node'

export default class Count implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0
    let failed = 0
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter((test) => test.result().state === 'passed').length
      failed += tests.filter((test) => test.result().state === 'failed').length
      // A file that could not be read is a failure, too.
      if (!tests.length || module.errors().length) failed += 1
    }
    process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed\n`)
  }
}
