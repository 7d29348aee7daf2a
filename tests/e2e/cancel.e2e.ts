/** A person stops an evaluation: what was finished stays, and can be gone on with. */
import { rmSync } from 'node:fs'
import { newFolder, writeSmallDataset } from '../contract/small-dataset.ts'
import { lookInto, openNewEvaluation, predictionsDone, runBaselines } from './order.ts'
import { expect, test } from './touchstone.ts'

test('a cancelled evaluation keeps its finished cases and goes on where it was stopped', async ({
  page,
}) => {
  const { folder } = writeSmallDataset(newFolder(), { cases: 24, side: 640 })
  await openNewEvaluation(page)
  await lookInto(page, folder)
  const name = 'Stopped on the way'
  await runBaselines(page, name)
  await expect.poll(async () => (await predictionsDone(page)).done).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Cancel the evaluation' }).click()
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()

  const stopped = await predictionsDone(page)
  expect(stopped.done).toBeGreaterThan(0)
  expect(stopped.done).toBeLessThan(stopped.total)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect.poll(() => predictionsDone(page)).toEqual(stopped)
  await expect(page.getByRole('button', { name: /: done$/ })).toHaveCount(stopped.done)
  await page.getByRole('link', { name: 'Evaluations' }).first().click()
  const row = page.getByRole('row', { name: new RegExp(name) })
  await expect(row).toContainText('cancelled')
  await expect(row).toContainText('no comparison')

  await row.getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Resume' }).click()
  const comparison = page.getByRole('link', { name: 'Open the comparison' })
  await expect(comparison).toBeVisible({ timeout: 60_000 })
  expect(await predictionsDone(page)).toEqual({ done: stopped.total, total: stopped.total })
  rmSync(folder, { recursive: true })
})
