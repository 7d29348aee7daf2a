/** From a number to its pixels: what the viewer draws and says is what the files hold. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ObjectErrors } from '../../src-main/contract/images.ts'
import { expect, test } from './touchstone.ts'
import {
  colorAt,
  differingShare,
  distinctColors,
  isGray,
  leavePanes,
  middleOf,
  paneFrame,
  paneRect,
  picture,
  placeOf,
  planeOf,
  reading,
  settled,
  zoomOf,
} from './viewer-pictures.ts'

const nuclei = join(import.meta.dirname, '..', '..', 'resources', 'examples', 'nuclei')
const denoising = join(nuclei, '..', 'denoising')
const sidePx = 256
const tool = 'Otsu threshold'

/** Three clicks: the evaluation, a cell of its matrix, the worst case. Answers the case's name. */
async function openWorstCase(page: Page, evaluation: string, cell: RegExp): Promise<string> {
  await page.getByRole('link', { name: evaluation }).click()
  await page.getByRole('link', { name: cell }).click()
  const worst = page.locator('tbody tr').first().getByRole('link').first()
  const caseId = (await worst.textContent()) ?? ''
  await worst.click()
  await expect(page.getByRole('heading', { name: `Case ${caseId}` })).toBeAttached()
  await leavePanes(page)
  await settled(page)
  return caseId
}

const openWorstNuclei = (page: Page) =>
  openWorstCase(page, 'Example: finding nuclei', /^Otsu threshold, F1 at IoU 0\.5: /)

async function zoomIn(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) await page.keyboard.press('+')
  await settled(page)
}

/** A pixel near the middle whose neighbours all carry its label. */
function insideAnObject(labels: ArrayLike<number | bigint>): { x: number; y: number } {
  const at = (x: number, y: number) => Number(labels[y * sidePx + x])
  for (let reach = 0; reach < 60; reach++)
    for (let y = sidePx / 2 - reach; y <= sidePx / 2 + reach; y++)
      for (let x = sidePx / 2 - reach; x <= sidePx / 2 + reach; x++) {
        const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at(x + dx, y + dy)))
        if (around.every((label) => label > 0 && label === around[0])) return { x, y }
      }
  throw new Error('no object near the middle')
}

test('a matrix cell leads to the case in which its tool is worst', async ({ page }) => {
  await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
  await page.getByRole('link', { name: /^Otsu threshold, F1 at IoU 0\.5: / }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cases, worst first')
  const column = page.locator('tbody tr td.sorted')
  await expect(column).toHaveCount(16)
  const scores = (await column.allTextContents()).map(Number)
  expect(scores).toEqual([...scores].sort((a, b) => a - b))
})

test('the panes show pixels, and the truth is not the input', async ({ page }) => {
  await openWorstNuclei(page)
  const [input, truth] = [await paneRect(page, 'Input'), await paneRect(page, 'Truth')]
  const seen = await picture(page, middleOf(input))
  expect(distinctColors(seen)).toBeGreaterThan(30)
  // labels cover a part of the middle only; two pictures of one image would not differ at all
  expect(differingShare(seen, await picture(page, middleOf(truth)))).toBeGreaterThan(0.005)
})

test('values, labels and gray levels under the cursor are those of the files', async ({ page }) => {
  const caseId = await openWorstNuclei(page)
  const image = await planeOf(join(nuclei, 'images', `${caseId}.tif`))
  const truth = await planeOf(join(nuclei, 'truth', `${caseId}.tif`))
  expect(image.shape).toEqual([sidePx, sidePx])
  const at = insideAnObject(truth.data)
  const index = at.y * sidePx + at.x
  await zoomIn(page, 2)

  const truthPane = await paneRect(page, 'Truth')
  const zoom = zoomOf(truthPane, sidePx, 2)
  const inTruth = placeOf(truthPane, zoom, sidePx, at)
  await page.mouse.move(inTruth.x, inTruth.y)
  const line = page.getByRole('status', { name: 'Under the cursor' })
  await expect(line).toContainText(`x ${at.x}, y ${at.y}`)
  await expect(reading(page, 'Truth')).toHaveText(new RegExp(`label ${Number(truth.data[index])}$`))
  await expect(reading(page, 'Input')).toHaveText(new RegExp(` ${Number(image.data[index])}$`))

  // The gray level follows from the value and the two limits that stand in the toolbar.
  await leavePanes(page)
  await settled(page)
  const black = Number(await page.getByLabel('Black').inputValue())
  const white = Number(await page.getByLabel('White').inputValue())
  const shown = (Number(image.data[index]) - black) / (white - black)
  const expected = Math.round(255 * Math.min(1, Math.max(0, shown)))
  const inputPane = await paneRect(page, 'Input')
  const place = placeOf(inputPane, zoom, sidePx, at)
  const clip = { x: Math.floor(place.x), y: Math.floor(place.y), width: 1, height: 1 }
  for (const value of colorAt(await picture(page, clip), 0, 0))
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(2)

  // In a colour of its table, the same value is as bright; the panes moved down by the controls.
  await page.getByRole('button', { name: 'Colours', exact: true }).click()
  await page.getByRole('combobox', { name: /^Colours/ }).selectOption('magenta')
  await page.getByRole('button', { name: 'Colours', exact: true }).click()
  await leavePanes(page)
  await settled(page)
  const [red = 0, green = 255, blue = 0] = colorAt(await picture(page, clip), 0, 0)
  expect([red, blue].every((value) => Math.abs(value - expected) <= 2)).toBe(true)
  expect(green).toBeLessThanOrEqual(2)
})

test('an object of the gallery is brought to the middle of all panes', async ({ page }) => {
  await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
  await page.getByRole('link', { name: 'Objects', exact: true }).click()
  await page.getByLabel('Found by').selectOption({ label: tool })
  await page.getByRole('button', { name: /^missed/ }).click()
  const first = page.getByRole('list', { name: 'Objects' }).getByRole('link').first()
  const picture = first.getByRole('img')
  await expect(picture).toHaveAccessibleName(/^missed object \d+ of nuclei-/)
  const drawnPx = () =>
    picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)
  await expect.poll(drawnPx).toBe(160)
  const size = await first.getByText(/^\d+ px$/).textContent()
  await first.click()
  await settled(page)
  const selected = page.getByRole('complementary').locator('[aria-current="true"]')
  await expect(selected).toContainText('missed')
  await expect(selected).toContainText(size ?? 'no size')
})

test('n and p bring the next and the previous object in error to the middle', async ({ page }) => {
  const caseId = await openWorstNuclei(page)
  const selected = page.getByRole('complementary').locator('[aria-current="true"]')
  await expect(selected).toHaveCount(0)

  const run = await runOf(page, tool)
  const answer = await page.request.get(`${origin(page)}/api/runs/${run}/cases/${caseId}/objects`)
  const objects = (await answer.json()) as ObjectErrors
  const all = [...objects.truth, ...objects.prediction]

  const visited: string[] = []
  for (const key of ['n', 'n', 'p']) {
    await page.keyboard.press(key)
    await expect(selected).toHaveCount(1)
    const text = (await selected.textContent()) ?? ''
    visited.push(text)
    const { width, height, x, y } = await paneRect(page, 'Input')
    await page.mouse.move(x + width / 2, y + height / 2)
    const line = page.getByRole('status', { name: 'Under the cursor' })
    await expect(line).toContainText(/x \d+, y \d+/)
    const [, column, row] = /x (\d+), y (\d+)/.exec((await line.textContent()) ?? '') ?? []
    const near = all.filter(
      ({ centroid }) =>
        Math.abs(centroid.x - Number(column)) <= 1 && Math.abs(centroid.y - Number(row)) <= 1,
    )
    expect(near.map(({ areaPx }) => `${areaPx} px`)).toContain(/\d+ px/.exec(text)?.[0])
    await leavePanes(page)
  }
  expect(visited[1]).not.toBe(visited[0])
  expect(visited[2]).toBe(visited[0])
})

test('e and o switch the error layer and the labels, and back', async ({ page }) => {
  await openWorstNuclei(page)
  const area = middleOf(await paneRect(page, tool), 260)
  const shot = async () => {
    await settled(page)
    return picture(page, area)
  }
  const withErrors = await shot()
  await page.keyboard.press('e')
  await expect(page.getByRole('button', { name: 'Errors' })).toHaveAttribute(
    'aria-pressed',
    'false',
  )
  const bare = await shot()
  expect(differingShare(withErrors, bare)).toBeGreaterThan(0.02)
  expect(isGray(withErrors)).toBe(false)
  expect(isGray(bare)).toBe(true)
  await page.keyboard.press('o')
  const withLabels = await shot()
  expect(differingShare(bare, withLabels)).toBeGreaterThan(0.02)
  expect(differingShare(withErrors, withLabels)).toBeGreaterThan(0.02)
  await page.keyboard.press('o')
  await page.keyboard.press('e')
  expect(differingShare(withErrors, await shot())).toBe(0)
})

test('the scale bar has the stated length at every zoom', async ({ page }) => {
  await openWorstNuclei(page)
  const pixelSizeUm = 0.5
  const pane = await paneRect(page, 'Input')
  const bar = paneFrame(page, 'Input').locator('.bar')
  const texts: string[] = []
  for (const steps of [0, 4]) {
    await zoomIn(page, steps)
    const length = (await bar.locator('.length').boundingBox())?.width ?? 0
    const text = (await bar.textContent())?.trim() ?? ''
    const um = Number(/^(\d+) µm$/.exec(text)?.[1])
    expect(length).toBeCloseTo((um / pixelSizeUm) * zoomOf(pane, sidePx, steps), 0)
    texts.push(text)
  }
  expect(texts[1]).not.toBe(texts[0])
})

test('a hand on one pane moves every pane alike', async ({ page }) => {
  await openWorstNuclei(page)
  // Hatching and dashes stand still on the screen; labels move with the image.
  await page.keyboard.press('e')
  await page.keyboard.press('o')
  await zoomIn(page, 4)
  const titles = ['Input', 'Touchstone example nuclei U-Net', 'Otsu threshold', 'Truth']
  const areas = await Promise.all(titles.map(async (name) => middleOf(await paneRect(page, name))))
  const shots = async () => {
    const taken = []
    for (const area of areas) taken.push(await picture(page, area))
    return taken
  }
  const before = await shots()

  const pane = await paneRect(page, 'Truth')
  const [x, y] = [Math.round(pane.x + pane.width / 2), Math.round(pane.y + pane.height / 2)]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 15, y - 10)
  await page.mouse.move(x + 30, y - 20)
  await page.mouse.up()
  await leavePanes(page)
  await settled(page)
  const after = await shots()
  for (const [index, title] of titles.entries()) {
    const [a, b] = [before[index]!, after[index]!]
    expect(differingShare(a, b), `${title} moved`).toBeGreaterThan(0.1)
    expect(differingShare(a, b, { dx: 30, dy: -20 }), `${title} moved alike`).toBeLessThan(0.01)
  }
})

test('a divider parts two panes in one place, and its keys move it', async ({ page }) => {
  await openWorstNuclei(page)
  await page.getByLabel('Show as').selectOption('swipe')
  const compared = page.getByRole('group', { name: 'Compared in one place' }).getByRole('combobox')
  await compared.first().selectOption({ label: 'Input' })
  await compared.last().selectOption({ label: 'Truth' })
  const divider = page.getByRole('separator', { name: /^Divider/ })
  await expect(divider).toHaveAttribute('aria-valuenow', '50')
  const area = middleOf(await paneRect(page, 'Input'), 560)
  const half = { ...area, width: 250 }
  const halves = async () => {
    await leavePanes(page)
    await settled(page)
    return [await picture(page, half), await picture(page, { ...half, x: area.x + 310 })] as const
  }
  const [left, right] = await halves()
  // The truth has colours, the input has none.
  expect([isGray(left), isGray(right)]).toEqual([true, false])
  await divider.focus()
  await page.keyboard.press('End')
  await expect(divider).toHaveAttribute('aria-valuenow', '100')
  const [, uncovered] = await halves()
  expect(isGray(uncovered)).toBe(true)

  await page.getByLabel('Show as').selectOption('onion')
  await page.getByLabel('Opacity of the second').fill('1')
  const [, opaque] = await halves()
  expect(differingShare(right, opaque)).toBe(0)
})

test('the difference pane of a restored image is prediction minus truth', async ({ page }) => {
  await openWorstCase(page, 'Example: denoising', /^Median filter, PSNR/)
  const difference = paneFrame(page, /^Median filter.* − truth/)
  if ((await difference.count()) === 0) await page.keyboard.press('d')
  await expect(difference).toBeVisible()
  await settled(page)
  const pane = await paneRect(page, 'Truth')
  await page.mouse.move(pane.x + pane.width / 2 + 7, pane.y + pane.height / 2 + 5)
  const read = async (name: string) => {
    await expect(reading(page, name)).toHaveText(/\d$/)
    const text = (await reading(page, name).textContent()) ?? ''
    return Number(text.replace(name, '').trim().replace('−', '-'))
  }
  const shown = await read('Median filter − truth')
  expect(shown).toBeCloseTo((await read('Median filter')) - (await read('Truth')), 3)
  await page.keyboard.press('d')
  await expect(difference).toHaveCount(0)
})

test('a line that is drawn in one pane is measured in all of them', async ({ page }, info) => {
  const caseId = await openWorstCase(page, 'Example: denoising', /^Median filter, PSNR/)
  await page.keyboard.press('l')
  const panel = page.getByRole('region', { name: 'Line profile' })
  await expect(panel.getByRole('img', { name: /^Values along the line/ })).toBeVisible()
  const first = panel.getByLabel('First end, x')
  const before = await first.inputValue()
  const pane = await paneRect(page, 'Truth')
  await page.mouse.move(pane.x + pane.width * 0.4, pane.y + pane.height * 0.4)
  await page.mouse.down()
  await page.mouse.move(pane.x + pane.width * 0.6, pane.y + pane.height * 0.6, { steps: 4 })
  await page.mouse.up()
  await expect(first).not.toHaveValue(before)
  // along the middles of a row's pixels the values are those of the file
  for (const [name, value] of [
    ['First end, x', '10.5'],
    ['First end, y', '20.5'],
    ['Second end, x', '40.5'],
    ['Second end, y', '20.5'],
  ] as const) {
    await panel.getByLabel(name).fill(value)
    await panel.getByLabel(name).press('Enter')
  }
  await expect(panel.getByText(/from x 10.5, y 20.5 to x 40.5, y 20.5 px/)).toBeVisible()
  await expect(panel.getByText('Reading')).toHaveCount(0)
  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'CSV' }).click()
  const path = info.outputPath('profile.csv')
  await (await download).saveAs(path)
  const lines = readFileSync(path, 'utf8').split('\r\n')
  const measured = lines.filter((line) => line.startsWith('Truth,'))
  const { data, shape } = await planeOf(join(denoising, 'truth', `${caseId}.tif`))
  const width = shape[1] ?? 0
  const expected = Array.from({ length: 31 }, (_, i) => Number(data[20 * width + 10 + i]))
  expect(measured).toHaveLength(31)
  for (const [i, line] of measured.entries())
    expect(Number(line.split(',')[2])).toBeCloseTo(expected[i]!, 3)
})

test('the view is saved as a picture with its pixels, names and limits', async ({ page }, info) => {
  await openWorstCase(page, 'Example: denoising', /^Median filter, PSNR/)
  await page.getByLabel('Same contrast in all panes').uncheck()
  await expect(paneFrame(page, /^Truth, own contrast /)).toBeVisible()
  await settled(page)
  const box = await page.locator('.panes').boundingBox()
  const pane = await paneRect(page, /^Input/)
  const area = middleOf(pane, 60)
  const seen = await picture(page, area)
  // Without a clipboard the picture becomes a file.
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
  })
  const download = page.waitForEvent('download')
  await page.keyboard.press('Shift+F')
  const path = info.outputPath('view.png')
  await (await download).saveAs(path)
  const saved = await planeOf(path)
  const [height = 0, width = 0] = saved.shape
  expect(width).toBe(Math.floor(box?.width ?? 0))
  expect(height).toBeGreaterThan((box?.height ?? 0) + 40)
  const at = { x: area.x - (box?.x ?? 0), y: area.y - (box?.y ?? 0) }
  for (const [x, y] of [
    [5, 5],
    [30, 40],
    [55, 20],
  ] as const)
    expect(colorAt(saved, Math.round(at.x) + x, Math.round(at.y) + y)).toEqual(colorAt(seen, x, y))
})

async function runOf(page: Page, name: string): Promise<string> {
  const answer = await page.request.get(`${origin(page)}/api/runs`)
  const runs = (await answer.json()) as { id: string; tool: string; evaluation: string }[]
  const evaluation = /comparisons\/c([^/]+)/.exec(page.url())?.[1]
  const run = runs.find((entry) => entry.tool === name && entry.evaluation === evaluation)
  if (!run) throw new Error(`no run of ${name} in the evaluation ${String(evaluation)}`)
  return run.id
}

const origin = (page: Page): string => new URL(page.url()).origin
