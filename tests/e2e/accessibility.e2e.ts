/** Every page in both themes: no serious accessibility violation, no message on the console. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './touchstone.ts'

for (const theme of ['light', 'dark'] as const)
  test(`pages are accessible and quiet (${theme})`, async ({ page }) => {
    const messages: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') messages.push(message.text())
    })
    page.on('pageerror', (error) => messages.push(error.message))
    await page.emulateMedia({ colorScheme: theme })
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      )
      expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    }
    await expect(page.getByRole('link', { name: 'Example: finding nuclei' })).toBeVisible()
    await check()
    await page.getByRole('link', { name: 'New evaluation' }).first().click()
    await expect(page.getByLabel('Folder of the dataset')).toBeVisible()
    await check()
    await page.getByRole('link', { name: 'History' }).click()
    await expect(page.getByRole('button', { name: /Verify/ })).toBeVisible()
    await check()
    await page.getByRole('link', { name: 'Tools' }).click()
    await expect(page.getByLabel('Path of a model')).toBeVisible()
    await check()
    await page.getByRole('link', { name: 'Choose from a collection' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check()
    await page.goto(`${new URL(page.url()).origin}/#/tools/bare`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check()
    await page.getByRole('link', { name: 'Datasets' }).click()
    await page.getByRole('link', { name: 'Synthetic fluorescence nuclei' }).click()
    await expect(page.getByRole('img', { name: 'nuclei-01' })).toBeVisible()
    await check()
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
    await check()
    await page.getByRole('link', { name: 'Evaluations' }).first().click()
    await page.getByRole('link', { name: 'Example: finding nuclei' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('on these 16 images')
    await check()
    await page.getByRole('link', { name: 'Cases', exact: true }).click()
    await page.locator('tbody tr').first().getByRole('link').first().click()
    await expect(page.locator('canvas')).toBeVisible()
    await check()
    expect(messages).toEqual([])
  })
