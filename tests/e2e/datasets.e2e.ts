/** From the list of frozen datasets to the pixels of a case, with its truth drawn over it. */
import { expect, test } from './touchstone.ts'
import { picture } from './viewer-pictures.ts'

test('a frozen dataset shows its cases with their truth, and where it was used', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Datasets' }).click()
  await page.getByRole('link', { name: 'Synthetic fluorescence nuclei' }).click()
  await expect(page.getByText(/16 cases, each counted as independent/)).toBeVisible()
  // the objects at the border are a finding of this dataset, and have pictures
  const found = page.getByRole('img', { name: /^Truth outlined/ }).first()
  await found.scrollIntoViewIfNeeded()
  await expect(found).toHaveJSProperty('naturalWidth', 320)
  await page.getByRole('button', { name: 'Objects' }).click()
  await expect(page.getByRole('columnheader', { name: 'Objects' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await page.getByRole('button', { name: 'Pictures' }).click()
  const thumbnail = page.getByRole('img', { name: 'nuclei-01', exact: true })
  await expect(thumbnail).toBeVisible()
  // gray pixels have three equal values; labels over them do not
  const { data } = await picture(page, (await thumbnail.boundingBox())!)
  const pixels = data.length / 3
  let coloured = 0
  for (let at = 0; at < data.length; at += 3) if (data[at] !== data[at + 1]) coloured++
  const tinted = coloured / pixels
  expect(tinted).toBeGreaterThan(0.2)
  expect(tinted).toBeLessThan(0.9)
  await expect(page.getByRole('link', { name: 'Example: finding nuclei' })).toBeVisible()
  await page.getByRole('link', { name: 'Open the image of nuclei-01' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('nuclei-01')
})
