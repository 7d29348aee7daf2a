/** The first start as a newcomer sees it: examples evaluate themselves, and the page says what came out. */
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { expect, newWorkspaceDir, serveTouchstone, test } from './touchstone.ts'

const examples = ['Example: finding nuclei', 'Example: denoising']

test('the examples are evaluated under the eyes of who opens the first page, and only once', async ({
  chromium,
}) => {
  const workspaceDir = newWorkspaceDir()
  const first = await recordAfter(chromium, workspaceDir, async (page) => {
    for (const name of examples)
      await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('done', {
        timeout: 90_000,
      })
    await expect(page.getByRole('row', { name: /finding nuclei/ })).toContainText(
      'on these 16 images',
    )
  })
  expect(first.evaluations).toHaveLength(2)
  const second = await recordAfter(chromium, workspaceDir, async (page) => {
    for (const name of examples)
      await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('done')
    await expect(page.locator('tbody tr')).toHaveCount(2)
  })
  expect(second).toEqual(first)
  rmSync(dirname(workspaceDir), { recursive: true, force: true })
})

test('the comparison shows its sentence, values with interval and n, the plot and the verdicts', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^Touchstone example nuclei U-Net is better than the 2 other tools on these 16 images \(F1 at IoU 0\.5 = 0\.\d{3}; next is .+, difference 0\.\d+ \[0\.\d+, 0\.\d+\]\)\.$/,
  )
  const matrix = page.getByRole('region', { name: 'Scores by metric and tool' })
  const cell = matrix.getByRole('link', { name: /^Otsu threshold, F1 at IoU 0\.5: / })
  await expect(cell).toHaveAccessibleName(/: 0\.\d{3} +\[0\.\d{3}, 0\.\d{3}\], n 16\. Show cases$/)
  await expect(cell).toContainText(/0\.\d{3}/)
  await expect(cell).toContainText('n 16')
  await expect(cell.locator('.interval')).toBeVisible()

  const plot = page.getByRole('img', { name: /^F1 at IoU 0\.5: one dot per case/ })
  await expect(plot).toBeVisible()
  // The row in focus is the one that is drawn.
  await matrix.getByRole('link', { name: /^Otsu threshold, Precision at IoU 0\.5: / }).hover()
  await expect(page.getByRole('img', { name: /^Precision at IoU 0\.5: one dot/ })).toBeVisible()

  const pairs = page.getByRole('row', { name: / − / })
  await expect(pairs).toHaveCount(3)
  for (const pair of await pairs.all()) {
    await expect(pair).toContainText(/better|not distinguishable|equivalent/)
    await expect(pair).toContainText(/[+−]\d\.\d+ \[[+−]?\d\.\d+, [+−]?\d\.\d+\]/)
  }
})

interface Record {
  readonly evaluations: readonly string[]
  readonly events: number
}

/** Serves the workspace, lets `look` see the first page, stops; what the record then holds. */
async function recordAfter(
  browser: Browser,
  workspaceDir: string,
  look: (page: Page) => Promise<void>,
): Promise<Record> {
  const served = await serveTouchstone(workspaceDir)
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(served.address)
    await look(page)
    const read = async (path: string): Promise<unknown> =>
      (await page.request.get(new URL(path, served.address).href)).json()
    const evaluations = (await read('/api/evaluations')) as { id: string }[]
    const { total } = (await read('/api/history')) as { total: number }
    return { evaluations: evaluations.map(({ id }) => id), events: total }
  } finally {
    await context.close()
    await served.stop()
  }
}
