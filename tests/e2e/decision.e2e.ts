/** The path of a purchase: weigh, answer for a vendor, mark, and see the order and its versions change. */
import { readFileSync } from 'node:fs'
import { expect, test } from './touchstone.ts'

test('weights, an answer and a mark change the order, and the record of it is shown', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
  await page.getByRole('link', { name: 'Decision', exact: true }).click()
  const table = page.getByRole('region', { name: 'Criteria by tool' })
  const first = table.getByRole('columnheader').nth(1)
  await expect(first).toHaveText('Touchstone example nuclei U-Net')

  await page.getByRole('button', { name: 'Change weights' }).click()
  await table.getByLabel('Weight of Seconds per megapixel as a number').fill('900')
  await expect(first).toHaveText('Otsu threshold')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Otsu threshold')
  await page.getByRole('button', { name: 'Save weights' }).click()
  const saving = page.getByRole('dialog')
  await saving.getByLabel('Name').fill('Anna')
  await saving.getByLabel('Reason').fill('speed is what we lack')
  await saving.getByRole('button', { name: 'Save', exact: true }).click()
  const versions = page.getByRole('table', { name: 'Versions of the weights and rows' })
  await expect(versions).toContainText('speed is what we lack')

  await table.getByRole('button', { name: /^Otsu threshold, Ease of use: unknown/ }).click()
  const marking = page.getByRole('dialog')
  await marking.getByLabel(/second or third try/).check()
  await marking.getByLabel('Rater').fill('Anna')
  await marking.getByRole('button', { name: 'Give the mark' }).click()
  await expect(marking.getByRole('table', { name: 'Marks by rater' })).toContainText('Anna0.75')
  await page.keyboard.press('Escape')

  await table.getByRole('button', { name: /^Otsu threshold, Runs without a network/ }).click()
  const stating = page.getByRole('dialog')
  await stating.getByRole('button', { name: 'State an answer' }).click()
  await stating.getByRole('combobox', { name: 'Answer' }).selectOption({ label: 'No' })
  await stating.getByLabel('In words').fill('asks a licence server')
  await stating.getByLabel('Who states it').fill('Ben')
  await stating.getByRole('button', { name: 'State it' }).click()
  await expect(stating).toContainText('asks a licence server')
  await page.keyboard.press('Escape')

  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'criteria.csv' }).click()
  const csv = readFileSync(await (await coming).path(), 'utf8')
  expect(csv).toContain('Anna: 0.75')
  expect(csv).toContain('asks a licence server')
})
