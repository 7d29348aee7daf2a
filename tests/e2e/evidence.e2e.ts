/** What stands behind a comparison: plots with their tables, and each as a file. */
import { readFileSync } from 'node:fs'
import { expect, test } from './touchstone.ts'

test('the order, the curve, the sizes and the read-outs are drawn, tabled and saved', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
  for (const name of ['How sure the order is', 'Where the tools differ', 'What one would measure'])
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
  const figure = page.getByRole('figure').filter({ hasText: 'F1 against the IoU threshold' })
  await expect(figure.getByRole('img')).toBeVisible()
  await figure.getByText('As a table').click()
  await expect(figure.getByRole('row').nth(1)).toBeVisible()
  const saved = async (kind: string): Promise<Buffer> => {
    const coming = page.waitForEvent('download')
    await figure.getByRole('button', { name: kind }).click()
    return readFileSync(await (await coming).path())
  }
  const svg = (await saved('SVG')).toString()
  expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(svg).toContain('<desc>F1 against the IoU threshold')
  expect(svg).not.toContain('var(--')
  expect((await saved('PNG')).subarray(1, 4).toString()).toBe('PNG')
  expect((await saved('CSV')).toString()).toMatch(/^# F1 against the IoU threshold.*\r\nTool,/)
  const measured = page.getByLabel('Read-out')
  await measured.selectOption({ index: 1 })
  await expect(
    page.getByRole('heading', { level: 3, name: /prediction against truth/ }),
  ).toBeVisible()
})
