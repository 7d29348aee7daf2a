/**
 * `npm test`: types, lint, format, unit and contract tests, browser tests; one closing line with the sum.
 * The checks each use one processor, so lint runs beside the others.
 * A check that is not a test runner counts as one.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, repositoryDir } from './checkout.ts'

interface Count {
  passed: number
  failed: number
  skipped: number
}

const bin = (name: string): string => join(repositoryDir, 'node_modules', '.bin', name)
const reportsDir = mkdtempSync(join(tmpdir(), 'touchstone-test-'))
const total: Count = { passed: 0, failed: 0, skipped: 0 }

function run(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: repositoryDir,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    })
    child.on('exit', (code) => {
      resolve(code ?? 1)
    })
    child.on('error', () => {
      resolve(1)
    })
  })
}

function add(title: string, count: Count): void {
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
  process.stdout.write(
    `${title}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
  )
}

async function check(title: string, command: string, args: readonly string[]): Promise<void> {
  const code = await run(command, args)
  add(title, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
}

/** A runner that ended badly without a report counts as one failure. */
function fromReport(file: string, code: number, read: (report: unknown) => Count): Count {
  const count = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')) as unknown)
    : { passed: 0, failed: 0, skipped: 0 }
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

async function checkTypesAndFormat(): Promise<void> {
  await check('types (main)', bin('tsc'), ['-p', 'tsconfig.json'])
  await check('types (desktop shell)', bin('tsc'), ['-p', 'tsconfig.electron.json'])
  await check('types (pages)', bin('vue-tsc'), ['-p', 'tsconfig.renderer.json'])
  await check('format', bin('prettier'), ['--check', '.', '--log-level', 'warn'])
}

await Promise.all([check('lint', bin('eslint'), ['.']), checkTypesAndFormat()])
build()

const unitReport = join(reportsDir, 'unit.json')
const unitCode = await run(bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
])
add(
  'unit and contract tests',
  fromReport(unitReport, unitCode, (report) => {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report as Record<
      string,
      number
    >
    return {
      passed: numPassedTests ?? 0,
      failed: numFailedTests ?? 0,
      skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
    }
  }),
)

const browserReport = join(reportsDir, 'browser.json')
const browserCode = await run(bin('playwright'), ['test', '--reporter=list,json'], {
  PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
})
add(
  'browser tests',
  fromReport(browserReport, browserCode, (report) => {
    const { expected, unexpected, flaky, skipped } = (report as { stats: Record<string, number> })
      .stats
    return {
      passed: (expected ?? 0) + (flaky ?? 0),
      failed: unexpected ?? 0,
      skipped: skipped ?? 0,
    }
  }),
)

rmSync(reportsDir, { recursive: true })
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exit(total.failed === 0 ? 0 : 1)
