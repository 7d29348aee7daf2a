/** Points and classes in the pages: a person evaluates them, sees what was missed, and follows a number to its images. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { lookInto, next, openNewEvaluation } from './order.ts'
import { expect, test } from './touchstone.ts'

const folder = mkdtempSync(join(tmpdir(), 'touchstone-points-'))
const [height, width] = [48, 64]
test.beforeAll(() => {
  writeSpots()
  writeCells()
})
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A NumPy file of unsigned bytes with bright spots on a dark, uneven ground. */
function npy(spots: readonly (readonly [y: number, x: number])[]): Buffer {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${height}, ${width}), }`
  const header = text.padEnd(118 - 1) + '\n'
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0])
  const values = Buffer.alloc(height * width)
  for (let i = 0; i < values.length; i++) {
    const [y, x] = [Math.floor(i / width), i % width]
    const light = spots.map(([sy, sx]) => 200 * Math.exp(-((y - sy) ** 2 + (x - sx) ** 2) / 4))
    values[i] = Math.min(255, 10 + ((i * 7) % 9) + light.reduce((sum, one) => sum + one, 0))
  }
  return Buffer.concat([head, Buffer.from(header, 'latin1'), values])
}

/** Seven images of three spots; the truth of the first has one more that nobody can see. */
function writeSpots(): void {
  for (const name of ['spots/images', 'spots/truth', 'spots-found'])
    mkdirSync(join(folder, name), { recursive: true })
  const rows = ['image,y,x,score']
  for (let i = 0; i < 7; i++) {
    const spots = [
      [10, 10 + i],
      [30, 20 + i],
      [20, 45 - i],
    ] as const
    writeFileSync(join(folder, 'spots/images', `s${i}.npy`), npy(spots))
    const truth = i === 0 ? [...spots, [40, 60] as const] : spots
    const lines = truth.map(([y, x]) => `${y},${x}`)
    writeFileSync(join(folder, 'spots/truth', `s${i}.csv`), ['y,x', ...lines].join('\n'))
    rows.push(`s${i},${spots[0][0]},${spots[0][1]},0.9`, `s${i},4,60,0.2`)
  }
  writeFileSync(join(folder, 'spots-found', 'all.csv'), rows.join('\n'))
}

function writeCells(): void {
  for (const name of ['cells/images', 'named-a', 'named-b'])
    mkdirSync(join(folder, name), { recursive: true })
  const classes = Array.from({ length: 12 }, (_, i) => (i < 8 ? 'single' : 'double'))
  const table = (head: string, value: (name: string, i: number) => string): string =>
    [head, ...classes.map((name, i) => `c${i},${value(name, i)}`)].join('\n')
  for (const [i, name] of classes.entries())
    writeFileSync(
      join(folder, 'cells/images', `c${i}.npy`),
      npy(
        name === 'single'
          ? [[20, 20 + i]]
          : [
              [20, 20 + i],
              [30, 40],
            ],
      ),
    )
  writeFileSync(
    join(folder, 'cells/labels.csv'),
    table('image,class', (name) => name),
  )
  writeFileSync(
    join(folder, 'named-a/predictions.csv'),
    table('image,p_single,p_double', (name, i) =>
      name === 'single' && i !== 3 ? '0.9,0.1' : '0.2,0.8',
    ),
  )
  writeFileSync(
    join(folder, 'named-b/predictions.csv'),
    table('image,prediction', () => 'single'),
  )
}

async function addPredictions(page: Page, name: string): Promise<void> {
  await page.getByLabel('Path of a tool').fill(join(folder, name))
  const box = page.getByLabel('The folder holds results of another program')
  if (!(await box.isChecked())) await box.check()
  await page.getByRole('button', { name: 'Add this tool' }).click()
  await expect(page.getByRole('article').filter({ hasText: name })).toBeVisible()
}

async function runTo(page: Page, name: string): Promise<void> {
  await next(page, 'What is measured')
  await next(page, 'Check')
  await next(page, 'Run')
  await page.getByLabel('Name of the evaluation').fill(name)
  await page.getByRole('button', { name: 'Run the evaluation' }).click()
  await page.getByRole('link', { name: 'Open the comparison' }).click({ timeout: 60_000 })
}

test('points: found by their tables, scored, drawn over the image, listed with their place', async ({
  page,
}) => {
  await openNewEvaluation(page)
  await lookInto(page, join(folder, 'spots'))
  await expect(page.getByText('Detection (points)').last()).toBeVisible()
  await next(page, 'Tools')
  await page.getByRole('checkbox', { name: /^Local maxima/ }).check()
  await addPredictions(page, 'spots-found')
  await runTo(page, 'Spots')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'Local maxima is better than spots-found on these 7 images',
  )
  await page.getByRole('link', { name: 'Cases', exact: true }).click()
  await page.getByRole('link', { name: 's0', exact: true }).click()
  const side = page.getByRole('complementary', { name: 'Points in error' })
  await expect(side).toContainText('3 hits, 1 missed, 0 extra within 5 px')
  await side.getByRole('button', { name: /missed x 60, y 40/ }).click()
  await expect(side.locator('[aria-current="true"]')).toHaveCount(1)
  await side.getByLabel('Points in error of').selectOption('spots-found')
  await expect(side).toContainText('1 hit, 3 missed, 1 extra')
  // the missed points are drawn thick in their colour, in the pane of the tool
  const painted = await page.evaluate(`(() => {
    const canvas = document.querySelectorAll('canvas.points')[1]
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let count = 0
    for (let i = 0; i < data.length; i += 4)
      if (data[i] === 0xd5 && data[i + 1] === 0x5e && data[i + 2] === 0) count++
    return count
  })()`)
  expect(painted).toBeGreaterThan(20)
})

test('classes: scored over all images, with a confusion matrix that leads to them', async ({
  page,
}) => {
  await openNewEvaluation(page)
  await lookInto(page, join(folder, 'cells'))
  await expect(page.getByText('single (8), double (4)')).toBeVisible()
  await next(page, 'Tools')
  await addPredictions(page, 'named-a')
  await addPredictions(page, 'named-b')
  await runTo(page, 'Cells')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Balanced accuracy')
  const matrix = page.getByRole('region', { name: 'Confusion matrix' })
  await matrix.getByRole('button', { name: '1 image of single named double' }).click()
  await page.getByRole('link', { name: 'c3', exact: true }).click()
  const side = page.getByRole('complementary', { name: 'Classes of this image' })
  await expect(side).toContainText('single')
  await expect(side).toContainText('double with probability 0.8')
  await page.getByRole('link', { name: 'Cases', exact: true }).click()
  await expect(page.getByRole('row', { name: /c3/ })).toContainText('✕ double')
})
