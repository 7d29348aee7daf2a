/** A person says what is to be measured: answers, metrics with reasons, another program's set, the record. */
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { baseline, lookInto, next, openNewEvaluation, otsu, otsuWatershed } from './order.ts'
import { expect, test } from './touchstone.ts'

const nuclei = join(import.meta.dirname, '..', '..', 'resources', 'examples', 'nuclei')

async function openMeasure(page: Page): Promise<void> {
  await openNewEvaluation(page)
  await lookInto(page, nuclei)
  await next(page, 'Tools')
  await baseline(page, otsu).check()
  await baseline(page, otsuWatershed).check()
  await next(page, 'What is measured')
  await expect(page.getByRole('heading', { name: 'Proposed metrics' })).toBeVisible()
}

test('answers change the proposal with their reasons, and what the data tell is filled in', async ({
  page,
}) => {
  await openMeasure(page)
  await expect(page.getByText(/The median true object is [\d.]+ px wide\./)).toBeVisible()
  await expect(page.getByText(/With 16 images a difference of about/)).toBeVisible()
  await page.getByLabel('Which error is worse?').selectOption('miss')
  await expect(page.getByText(/A miss is worse to you/)).toBeVisible()
  await page.getByLabel('Are objects only a few pixels wide?').selectOption('yes')
  await expect(page.getByText('3 further points of the curve of F1')).toBeVisible()
})

test('metrics are left out, found and added, taken from another program, and recorded', async ({
  page,
}) => {
  await openMeasure(page)
  await page.getByRole('button', { name: 'Remove Merged' }).click()
  await expect(page.getByRole('heading', { name: 'Your metrics' })).toBeVisible()
  await expect(page.getByText(/Otherwise than proposed.*Merged left out/)).toBeVisible()
  await page.getByRole('button', { name: 'Back to the proposal' }).click()
  await expect(page.getByRole('heading', { name: 'Proposed metrics' })).toBeVisible()

  await page.getByRole('button', { name: 'HoVer-Net' }).click()
  await expect(page.getByLabel('Match when the IoU is')).toHaveValue('>')
  await page.getByLabel('Add a metric').fill('split')
  await page.getByRole('button', { name: 'Add Split' }).click()
  await expect(page.getByText('Added by you.').first()).toBeVisible()
  await expect(page.getByText(/three AJI/)).toBeVisible()

  await next(page, 'Check')
  await next(page, 'Run')
  const name = 'As HoVer-Net measures'
  await page.getByLabel('Name of the evaluation').fill(name)
  await page.getByRole('button', { name: 'Run the evaluation' }).click()
  await page.getByRole('link', { name: 'Open the comparison' }).click({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'AJI+', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Copy as command' }).click()
  const command = page.getByLabel('Command', { exact: true })
  await expect(command).toContainText('"comparison":">"')
  await expect(command).toContainText('aji-plus')
  await expect(command).toContainText('split')
  await expect(command).toContainText('--headline')
})

test('a metric explains itself to the keyboard, and the step has no barrier, light and dark', async ({
  page,
}) => {
  await openMeasure(page)
  await page.getByRole('button', { name: 'Panoptic quality at IoU 0.5', exact: true }).focus()
  const note = page.getByRole('tooltip')
  await expect(note).toContainText('panoptic-quality@0.5, version 1')
  await expect(note).toContainText('mean over cases')
  await page.keyboard.press('Escape')
  await expect(note).toHaveCount(0)
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
})
