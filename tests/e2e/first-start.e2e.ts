/** The first start as a newcomer sees it: examples evaluate themselves, and a number leads to its pixels. */
import { expect, test } from './touchstone.ts'

test('the examples are evaluated and the first page says what came out', async ({ page }) => {
  for (const name of ['Example: finding nuclei', 'Example: denoising'])
    await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('done', {
      timeout: 90_000,
    })
  await expect(page.getByRole('row', { name: /finding nuclei/ })).toContainText(
    'on these 16 images',
  )
  expect(page.url()).not.toContain('token')
})

test('two clicks lead from the comparison to the pixels of the worst case', async ({ page }) => {
  await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('on these 16 images')
  const cell = page.getByRole('link', { name: /^Otsu threshold, F1 at IoU 0\.5: .*n 16/ })
  await cell.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('worst first')
  const [worst] = await page.locator('tbody tr').all()
  await worst?.getByRole('link').first().click()

  const canvas = page.locator('canvas')
  await expect(canvas).toBeVisible()
  const distinct = async (): Promise<number> =>
    new Set((await canvas.screenshot()).filter((_, index) => index % 7 === 0)).size
  await expect.poll(distinct).toBeGreaterThan(100)
  const before = await canvas.screenshot()
  await page.keyboard.press('e')
  await expect.poll(async () => Buffer.compare(before, await canvas.screenshot())).not.toBe(0)
})

test('the record of the first evaluations is intact', async ({ page }) => {
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('button', { name: /Verify/ }).click()
  await expect(page.getByText('The record is as it was written')).toBeVisible()
})

test('without the key nothing is shown, and every answer carries the content policy', async ({
  chromium,
  served,
}) => {
  const context = await chromium.newContext()
  const response = await (await context.newPage()).goto(new URL('/', served.address).href)
  expect(response?.status()).toBe(401)
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'")
  await context.close()
})
