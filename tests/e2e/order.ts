/** The steps of a new evaluation, as a person walks through them. */
import type { Locator, Page } from '@playwright/test'
import { expect } from './touchstone.ts'

export async function openNewEvaluation(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'New evaluation' }).first().click()
  await expect(page.getByLabel('Folder of the dataset')).toBeVisible()
}

/** Types the folder and looks into it. */
export async function lookInto(page: Page, folder: string): Promise<void> {
  await page.getByLabel('Folder of the dataset').fill(folder)
  await page.getByRole('button', { name: 'Look into the folder' }).click()
}

export async function next(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: `Next: ${step}` }).click()
}

/** A baseline's checkbox; its name begins with the tool's. */
export function baseline(page: Page, name: RegExp): Locator {
  return page.getByRole('checkbox', { name })
}

export const otsu = /^Otsu threshold (?!and)/
export const otsuWatershed = /^Otsu threshold and watershed/

/** From a found dataset to the progress page, with two baselines and all defaults. */
export async function runBaselines(page: Page, name: string): Promise<void> {
  await next(page, 'Tools')
  await baseline(page, otsu).check()
  await baseline(page, otsuWatershed).check()
  await next(page, 'What is measured')
  await next(page, 'Check')
  await next(page, 'Run')
  await page.getByLabel('Name of the evaluation').fill(name)
  await page.getByRole('button', { name: 'Run the evaluation' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** `done of total` on the progress page. */
export async function predictionsDone(page: Page): Promise<{ done: number; total: number }> {
  const line = page.getByText(/^\d+ of \d+ predictions$/)
  const [, done, total] = /(\d+) of (\d+)/.exec((await line.textContent()) ?? '') ?? []
  return { done: Number(done), total: Number(total) }
}
