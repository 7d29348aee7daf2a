/** A person puts an evaluation together by hand, follows it, and finds it in the record. */
import { join } from 'node:path'
import { expect, test } from './touchstone.ts'

const nuclei = join(import.meta.dirname, '..', '..', 'resources', 'examples', 'nuclei')

test('an evaluation by hand: pairs, tools, what is measured, limits, run, comparison, history', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'New evaluation' }).first().click()
  await page.getByLabel('Folder of the dataset').fill(nuclei)
  await page.getByRole('button', { name: 'Look into the folder' }).click()
  await expect(page.getByText('nuclei-16').first()).toBeVisible()
  await page.getByRole('button', { name: /^Next/ }).click()

  await page.getByRole('checkbox', { name: /^Otsu threshold (?!and)/ }).check()
  await page.getByRole('checkbox', { name: /^Otsu threshold and watershed/ }).check()
  await page.getByRole('button', { name: /^Next/ }).click()
  await expect(page.locator('select:has(option[value="f1@0.5"])').first()).toHaveValue('f1@0.5')
  await page.getByRole('button', { name: /^Next/ }).click()
  await expect(page.getByText(/2 tools will predict on 16 images/)).toBeVisible()
  await expect(page.getByText(/With 16 images a difference of about/)).toBeVisible()
  await page.getByRole('button', { name: /^Next/ }).click()
  await page
    .getByRole('button', { name: /^(Run|Start)/ })
    .last()
    .click()

  const comparison = page.getByRole('link', { name: /comparison/i })
  await expect(comparison.first()).toBeVisible({ timeout: 60_000 })
  await comparison.first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('on these 16 images')
  await page.getByRole('link', { name: 'History' }).click()
  await expect(
    page.getByRole('link', { name: 'Otsu threshold and watershed' }).first(),
  ).toBeVisible()
})

test('a folder that is not there says so where it was typed, and keeps what was typed', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'New evaluation' }).first().click()
  const folder = page.getByLabel('Folder of the dataset')
  await folder.fill('/no/such/folder')
  await page.getByRole('button', { name: 'Look into the folder' }).click()
  await expect(page.getByText('There is no file or folder /no/such/folder')).toBeVisible()
  await expect(folder).toHaveValue('/no/such/folder')
})
