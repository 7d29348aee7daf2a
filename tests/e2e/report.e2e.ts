/** What a person takes away: the report of a comparison, and the errors of a case for another program. */
import { readFileSync } from 'node:fs'
import { expect, test } from './touchstone.ts'

test('the report and the objects in error are saved as files', async ({ page }) => {
  await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText('on these 16 images')
  const sentence = (await heading.textContent()) ?? ''
  await page.getByRole('button', { name: 'Report' }).click()
  const saved = async (name: string | RegExp): Promise<string> => {
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const download = await coming
    return readFileSync(await download.path(), 'latin1')
  }
  expect(await saved('report.html')).toContain(sentence.trim().slice(0, 40))
  expect(await saved('scores.csv')).toMatch(/^Task,TestCase,Algorithm,MetricValue/)
  await page.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('link', { name: 'Cases', exact: true }).click()
  await page.locator('tbody tr').first().getByRole('link').first().click()
  await expect(page.getByRole('complementary', { name: 'Objects in error' })).toBeVisible()
  expect(await saved('Errors for Fiji')).toMatch(/^PK/)
  expect(await saved('Errors for QuPath')).toMatch(/^\{"type":"FeatureCollection"/)
})
