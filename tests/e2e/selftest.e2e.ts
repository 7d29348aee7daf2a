/** The self-test as a person uses it: the answer, the values behind it, a folder of one's own, the files. */
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './touchstone.ts'

test('the shipped anchors agree, and each value stands beside its reference', async ({ page }) => {
  await page.getByRole('link', { name: 'Self-test' }).click()
  await expect(page.getByText(/^✓ (\d+) of \1 values agree with their references\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Objects' }).click()
  const table = page.getByRole('table', { name: 'Values of Objects' })
  await expect(table).toContainText('square shifted by 2')
  await expect(table).toContainText('0.6666666667')
  await page.getByLabel('Find').fill('ctc_det')
  await page.getByLabel('Find').blur()
  await expect(table.getByRole('row').filter({ hasText: '✓' })).toHaveCount(4)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as CSV' }).click(),
  ])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines[0]).toMatch(/^kind,case,value,verdict,ours,reference/)
  expect(lines.length).toBeGreaterThan(150)
})

test('a folder with a wrong value, a broken case and an unknown kind is judged whole', async ({
  page,
}) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reference-')))
  const arrays = { gt: { shape: [1, 2], data: [1, 0] }, pred: { shape: [1, 2], data: [1, 1] } }
  const cases = [
    {
      id: 'fine',
      kind: 'semantic',
      arrays,
      expected: { iou: { value: 0.5 }, dice: { value: 0.7 } },
    },
    { id: 'torn', kind: 'semantic', files: { gt: 'gone.npy' }, expected: { iou: { value: 1 } } },
    { id: 'later', kind: 'of-tomorrow', expected: { x: { value: 1 } } },
  ]
  writeFileSync(join(folder, 'cases.json'), JSON.stringify({ cases }))
  await page.getByRole('link', { name: 'Self-test' }).click()
  await page.getByLabel('A reference folder').check()
  await page.getByRole('textbox', { name: 'Reference folder' }).fill(folder)
  await page.getByRole('button', { name: 'Compute again' }).click()
  await expect(page.getByText('2 of 3 values differ from their references.')).toBeVisible()
  const values = page.getByRole('table', { name: 'Values of Masks and borders' })
  await expect(values).toContainText('There is no file gone.npy')
  await page.getByLabel('Show').selectOption('only what differs')
  await expect(page.getByRole('button', { name: 'of-tomorrow' })).toHaveCount(0)
  await expect(values).not.toContainText('✓')
})

test('a folder without cases is one sentence', async ({ page }) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'nothing-')))
  await page.getByRole('link', { name: 'Self-test' }).click()
  await page.getByLabel('A reference folder').check()
  await page.getByRole('textbox', { name: 'Reference folder' }).fill(folder)
  await page.getByRole('button', { name: 'Compute again' }).click()
  await expect(page.getByRole('alert')).toContainText('the file cases.json is missing')
})
