/**
 * `npm run bench matrix`: a workspace with a million scores (nine comparisons of 20 tools x 200 cases x 30
 * metrics, recorded by the evaluation itself over a scripted engine), how long the matrix of one takes to be
 * answered, to be painted, and to follow a change of weights.
 */
import { join } from 'node:path'
import { evaluationOrderSchema } from '../../src-main/contract/evaluations.ts'
import { createEvaluations } from '../../src-main/core/evaluation/evaluations.ts'
import { openHistory } from '../../src-main/core/history/open-history.ts'
import { everyMetricForTask } from '../../src-main/core/metrics/definitions.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { createRandom } from '../contract/small-dataset.ts'
import { testDependencies } from '../fixtures/evaluation-dependencies.ts'
import { digestOfText, frozenDataset, toolDescription } from '../fixtures/scripted-engine.ts'
import { ensureBuilt } from '../hosts/built.ts'
import { startTouchstone } from '../hosts/cli/touchstone.ts'
import { launchBareBrowser, type BarePage } from './bare-browser.ts'

const comparisons = 9
const tools = 20
const cases = 200
const metrics = 30
const changes = 30
const loads = 7

export async function benchMatrix(folder: string): Promise<void> {
  if (process.platform !== 'linux') {
    process.stdout.write('Matrix: not measured, the browser for it is at hand on Linux only.\n\n')
    return
  }
  await ensureBuilt()
  const workspace = join(folder, 'matrix-workspace')
  const started = performance.now()
  const ids = await recordComparisons(workspace)
  process.stdout.write(
    `${comparisons * tools * cases * metrics} scores recorded in ${((performance.now() - started) / 1000).toFixed(0)} s\n`,
  )
  const host = startTouchstone(['serve', '--port', '0', '--workspace', workspace], folder)
  const { default: chromium } = await import('@sparticuz/chromium')
  const browser = await launchBareBrowser(await chromium.executablePath())
  try {
    const address = await new Promise<string>((resolve, reject) => {
      host.stdout?.once('data', (text: Buffer) => {
        resolve(text.toString().trim())
      })
      host.once('exit', () => {
        reject(new Error('serve ended before it printed its address'))
      })
    })
    const page = await browser.open(address)
    const rows: string[][] = []
    for (const path of ['', '/criteria'] as const) {
      const of = (id: string) => `/api/comparisons/${id}${path}`
      const firsts = await timesOf(page, ids.slice(0, 5).map(of))
      const agains = await timesOf(
        page,
        Array.from({ length: loads }, () => of(ids[0]!)),
      )
      rows.push([`GET comparison${path}, first time`, ...spread(firsts)])
      rows.push([`GET comparison${path}, again`, ...spread(agains)])
    }
    const paints = await paintTimes(page, ids)
    rows.push(['from one page to the painted matrix', ...spread(paints)])
    rows.push(['change of a weight to the next frame', ...spread(await weightTimes(page))])
    const head = [`${tools} tools x ${cases} cases x ${metrics} metrics`, 'median ms', 'most ms']
    process.stdout.write(`${table(head, rows)}\n\n`)
  } finally {
    const ended = new Promise((resolve) => host.once('exit', resolve))
    host.kill('SIGTERM')
    await ended
    await browser.close()
  }
}

async function recordComparisons(workspace: string): Promise<string[]> {
  const random = createRandom(7)
  const names = Array.from({ length: cases }, (_, at) => `case-${String(at).padStart(3, '0')}`)
  const references = Array.from({ length: tools }, (_, at) => `baseline:tool-${at}`)
  const ids = everyMetricForTask('instances')
    .slice(0, metrics)
    .map(({ id }) => id)
  const scripted = testDependencies({
    dataset: frozenDataset(names),
    outcome: (reference) => Math.min(1, 0.5 + references.indexOf(reference) / 60 + random() / 3),
    describe: (reference) => toolDescription(reference, { digest: digestOfText(reference) }),
    providers: { cpu: 0.1 },
  })
  scripted.history.close()
  const history = openHistory(workspace, { clock: scripted.clock })
  const evaluations = createEvaluations({ ...scripted, history, workspaceDir: workspace })
  const made: string[] = []
  for (let at = 0; at < comparisons; at++) {
    const id = await evaluations.start(
      evaluationOrderSchema.parse({
        dataset: { folder: '/data/set' },
        tools: references.map((reference) => ({ reference })),
        options: { metrics: ids },
        seed: at + 1,
      }),
    )
    await evaluations.ended(id)
    made.push(`c${id}`)
  }
  history.close()
  return made
}

/** One after another, in the page, until the text is parsed. */
async function timesOf(page: BarePage, addresses: readonly string[]): Promise<number[]> {
  return (await page.evaluate(`(async () => {
    const times = []
    for (const address of ${JSON.stringify(addresses)}) {
      const started = performance.now()
      const response = await fetch(address)
      if (!response.ok) throw new Error(address + ': ' + response.status)
      await response.json()
      times.push(performance.now() - started)
    }
    return times
  })()`)) as number[]
}

/** From the change of the address to the frame after the first that shows a row of the table. */
async function paintTimes(page: BarePage, ids: readonly string[]): Promise<number[]> {
  return (await page.evaluate(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const times = []
    for (const id of ${JSON.stringify(ids)}) {
      location.hash = '#/history'
      while (document.querySelector('table.matrix')) await frame()
      await new Promise((done) => setTimeout(done, 500))
      const started = performance.now()
      location.hash = '#/comparisons/' + id + '/criteria'
      while (!document.querySelector('table.matrix tbody td')) await frame()
      await frame()
      times.push(performance.now() - started)
    }
    return times
  })()`)) as number[]
}

async function weightTimes(page: BarePage): Promise<number[]> {
  return (await page.evaluate(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    const change = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Change weights')
    change.click()
    await frame()
    for (const fold of document.querySelectorAll('.fold[aria-expanded=false]')) fold.click()
    await new Promise((done) => setTimeout(done, 1000))
    const slider = document.querySelector('table.matrix input[type=range]')
    const times = []
    for (let at = 0; at < ${changes}; at++) {
      const started = performance.now()
      slider.value = String((at * 3) % 10)
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      await frame()
      times.push(performance.now() - started)
    }
    return times
  })()`)) as number[]
}

function spread(values: readonly number[]): string[] {
  const sorted = values.toSorted((a, b) => a - b)
  return [sorted[Math.floor(sorted.length / 2)] ?? NaN, sorted.at(-1) ?? NaN].map((one) =>
    one.toFixed(0),
  )
}
