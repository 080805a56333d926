/** Ends a run with what failed and one plain line: what is kept of a long run is its end. */
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestModule } from 'vitest/node'

export default class Count implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    let passed = 0
    let failed = 0
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      passed += tests.filter((test) => test.result().state === 'passed').length
      const wrong = tests.filter((test) => test.result().state === 'failed')
      failed += wrong.length
      // A file that could not be read is a failure, too.
      if (!tests.length || module.errors().length) failed += 1
      for (const test of wrong) {
        for (const { message, diff } of test.result().errors ?? []) {
          const why = [message, diff ?? ''].map((text) => stripVTControlCharacters(text).slice(0, 2_000))
          process.stdout.write(`\nfailed: ${test.fullName}\n${why.join('\n').trim()}\n`)
        }
      }
    }
    process.stdout.write(`\n${String(passed)} passed, ${String(failed)} failed\n`)
  }
}
