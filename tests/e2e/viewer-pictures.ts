/** What the case viewer shows, as pixels: screenshots decoded by our own reader, panes by their titles. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { openImage } from '../../src-main/core/images/open-image.ts'
import type { PixelBlock } from '../../src-main/core/images/types.ts'
import { expect } from './touchstone.ts'

/** CSS px from the top left corner of the page. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export async function planeOf(path: string): Promise<PixelBlock> {
  const image = await openImage(path)
  try {
    return await image.readPlane()
  } finally {
    await image.close()
  }
}

/** A part of the page as [row][column] of `r g b`, one CSS px each. */
export async function picture(page: Page, clip: Rect): Promise<PixelBlock> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-picture-'))
  try {
    const path = join(folder, 'picture.png')
    writeFileSync(path, await page.screenshot({ clip }))
    return await planeOf(path)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function colorAt(block: PixelBlock, x: number, y: number): readonly number[] {
  const [, width = 0, samples = 1] = block.shape
  const at = (y * width + x) * samples
  return Array.from(block.data.subarray(at, at + 3), Number)
}

/** Share of pixels that differ by more than `tolerance` in a colour; `b` is read `dx`, `dy` further. */
export function differingShare(
  a: PixelBlock,
  b: PixelBlock,
  { dx = 0, dy = 0, tolerance = 2 } = {},
): number {
  const [height = 0, width = 0] = a.shape
  let differing = 0
  let compared = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue
      const [one, other] = [colorAt(a, x, y), colorAt(b, x + dx, y + dy)]
      compared++
      if (one.some((value, k) => Math.abs(value - (other[k] ?? 0)) > tolerance)) differing++
    }
  return differing / compared
}

export function distinctColors(block: PixelBlock): number {
  const [height = 0, width = 0] = block.shape
  const seen = new Set<string>()
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) seen.add(colorAt(block, x, y).join(' '))
  return seen.size
}

/** No label and no error is drawn over a gray image. */
export function isGray(block: PixelBlock): boolean {
  const [height = 0, width = 0] = block.shape
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colorAt(block, x, y)
      if (red !== green || green !== blue) return false
    }
  return true
}

/** The pane under a title. */
export async function paneRect(page: Page, title: string | RegExp): Promise<Rect> {
  const pane = paneFrame(page, title)
  await expect(pane).toBeVisible()
  const box = await pane.boundingBox()
  if (!box) throw new Error(`the pane ${String(title)} is not on the page`)
  return box
}

/** The image's middle of a pane, free of the title above and the scale bar below. */
export function middleOf(rect: Rect, side = 120): Rect {
  return {
    x: Math.round(rect.x + rect.width / 2 - side / 2),
    y: Math.round(rect.y + rect.height / 2 - side / 2),
    width: side,
    height: side,
  }
}

export function paneFrame(page: Page, title: string | RegExp): Locator {
  const name = typeof title === 'string' ? new RegExp(`^${title}$`) : title
  return page.locator('.panes > .frame').filter({ has: page.locator('.title', { hasText: name }) })
}

/** Resolves when two pictures in a row are the same: every tile is drawn. */
export async function settled(page: Page): Promise<void> {
  const panes = page.locator('.panes')
  let before: Buffer = Buffer.alloc(0)
  await expect
    .poll(async () => {
      const now = await panes.screenshot()
      const same = now.equals(before)
      before = now
      return same
    })
    .toBe(true)
}

/** The mouse on the status line: it hides no pixels and hovers over no pane. */
export async function leavePanes(page: Page): Promise<void> {
  await page.getByRole('status', { name: 'Under the cursor' }).hover()
}

/** What the status line says of one pane under the cursor. */
export function reading(page: Page, pane: string): Locator {
  return page
    .getByRole('status', { name: 'Under the cursor' })
    .locator('.values > span')
    .filter({ has: page.locator(`.pane[title="${pane}"]`) })
}

/** Image pixels shown per pane at "Fit", enlarged by `steps` of the plus key (factor sqrt 2 each). */
export function zoomOf(pane: Rect, sidePx: number, steps = 0): number {
  return Math.min(pane.width / sidePx, pane.height / sidePx) * Math.SQRT2 ** steps
}

/** Where an image pixel's middle stands on the page when the image's middle is the pane's. */
export function placeOf(
  pane: Rect,
  zoom: number,
  sidePx: number,
  at: { readonly x: number; readonly y: number },
): { x: number; y: number } {
  return {
    x: pane.x + pane.width / 2 + (at.x + 0.5 - sidePx / 2) * zoom,
    y: pane.y + pane.height / 2 + (at.y + 0.5 - sidePx / 2) * zoom,
  }
}
