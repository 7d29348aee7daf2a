/** A model comes into the workspace by its path, shows what was found out about it, and takes part. */
import { join } from 'node:path'
import { repositoryDir } from '../hosts/cli/touchstone.ts'
import { expect, test } from './touchstone.ts'

const model = join(repositoryDir, 'resources', 'examples', 'models', 'nuclei-unet')

test('a package is installed, its test passes, and a new evaluation can name it', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Tools' }).click()
  await page.getByLabel('Path of a model').fill(model)
  await page.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Touchstone example nuclei U-Net',
    { timeout: 60_000 },
  )
  await expect(page.getByRole('region', { name: 'Its own test' })).toContainText('passed')
  await expect(page.getByRole('region', { name: 'Seams between tiles' })).toContainText(
    /Tiles (join without a seam|leave seams)|Not measured/,
  )
  await page.getByRole('button', { name: 'Use in a new evaluation' }).click()
  await expect(page.getByLabel('Folder of the dataset')).toBeVisible()
  await page.getByRole('link', { name: 'Tools' }).first().click()
  await expect(
    page.getByRole('link', { name: 'Touchstone example nuclei U-Net' }).first(),
  ).toBeVisible()
})

test('a file that is no model is refused with the reason, and nothing is installed', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Tools' }).click()
  await page.getByLabel('Path of a model').fill(join(repositoryDir, 'README.md'))
  await page.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('README.md')
})
