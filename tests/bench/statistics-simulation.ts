/** What the statistics promise, tried out: `npm run bench -- statistics`, some minutes. Seeded: it repeats. */
import { printCoverage, printDifferenceCoverage } from './statistics-coverage.ts'
import { printPower, printWinners } from './statistics-winners.ts'

export function benchStatistics(): void {
  const started = performance.now()
  printCoverage()
  printDifferenceCoverage()
  printWinners()
  printPower()
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(0)} s\n`)
}
