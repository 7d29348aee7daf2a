/** From the list of frozen datasets to the pixels of a case, with its truth drawn over it. */
import { expect, test } from './touchstone.ts'

test('a frozen dataset shows its cases with their truth, and where it was used', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Datasets' }).click()
  await page.getByRole('link', { name: 'Synthetic fluorescence nuclei' }).click()
  await expect(page.getByText(/16 cases, each counted as independent/)).toBeVisible()
  const picture = page.getByRole('img', { name: 'nuclei-01' })
  await expect(picture).toBeVisible()
  // gray pixels have three equal values; labels over them do not
  const tinted = await picture.evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height)
    let count = 0
    for (let i = 0; i < data.length; i += 4) if (data[i] !== data[i + 1]) count++
    return count / (width * height)
  })
  expect(tinted).toBeGreaterThan(0.2)
  expect(tinted).toBeLessThan(0.9)
  await expect(page.getByRole('link', { name: 'Example: finding nuclei' })).toBeVisible()
  await page.getByRole('link', { name: 'Open the image of nuclei-01' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('nuclei-01')
})
