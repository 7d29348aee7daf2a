/** Any image on a page of its own: opened by picker and by drop, its series, its axes, its levels, its errors. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './touchstone.ts'
import {
  colorAt,
  differingShare,
  distinctColors,
  leavePanes,
  picture,
  planeOf,
  reading,
  settled,
} from './viewer-pictures.ts'

const nuclei = join(import.meta.dirname, '..', '..', 'resources', 'examples', 'nuclei', 'images')
const folder = mkdtempSync(join(tmpdir(), 'touchstone-images-'))
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A NumPy file of unsigned bytes. */
function npy(shape: readonly number[], valueAt: (index: number) => number): Buffer {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`
  const header = text.padEnd(118 - 1) + '\n'
  const count = shape.reduce((product, length) => product * length, 1)
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0])
  const values = Buffer.alloc(count)
  for (let index = 0; index < count; index++) values[index] = valueAt(index)
  return Buffer.concat([head, Buffer.from(header, 'latin1'), values])
}

/** An OME-TIFF of 8-bit images, one strip each, one series each. */
function omeTiff(
  images: readonly { name: string; width: number; height: number; value: number }[],
) {
  const series = images.map(
    ({ name, width, height }, at) =>
      `<Image ID="Image:${at}" Name="${name}"><Pixels ID="Pixels:${at}" DimensionOrder="XYZCT" Type="uint8" SizeX="${width}" SizeY="${height}" SizeZ="1" SizeC="1" SizeT="1" PhysicalSizeX="0.5" PhysicalSizeY="0.5"><Channel ID="Channel:${at}:0" SamplesPerPixel="1"/><TiffData IFD="${at}" PlaneCount="1"/></Pixels></Image>`,
  )
  const xml = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">${series.join('')}</OME>\0`,
  )
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])
  const parts: Buffer[] = [head, xml]
  let position = head.length + xml.length
  let link = { buffer: head, at: 4 }
  images.forEach(({ width, height, value }, at) => {
    const pixels = Buffer.alloc(width * height, value)
    const strip = position
    parts.push(pixels)
    position += pixels.length
    const entries = [
      [256, 4, 1, width],
      [257, 4, 1, height],
      [258, 3, 1, 8],
      [259, 3, 1, 1],
      [262, 3, 1, 1],
      ...(at === 0 ? [[270, 2, xml.length, head.length]] : []),
      [273, 4, 1, strip],
      [277, 3, 1, 1],
      [278, 4, 1, height],
      [279, 4, 1, pixels.length],
    ]
    const directory = Buffer.alloc(2 + entries.length * 12 + 4)
    directory.writeUInt16LE(entries.length)
    entries.forEach(([tag = 0, type = 0, count = 0, entry = 0], index) => {
      const offset = 2 + index * 12
      directory.writeUInt16LE(tag, offset)
      directory.writeUInt16LE(type, offset + 2)
      directory.writeUInt32LE(count, offset + 4)
      directory.writeUInt32LE(entry, offset + 8)
    })
    link.buffer.writeUInt32LE(position, link.at)
    link = { buffer: directory, at: directory.length - 4 }
    parts.push(directory)
    position += directory.length
  })
  return Buffer.concat(parts)
}

function written(name: string, bytes: Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

/** By its path, typed. */
async function open(page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: 'Open an image' }).first().click()
  await page.getByLabel('File, or folder of a Zarr store').fill(path)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}

async function drawn(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: /^Histogram/ })).toBeVisible()
  await leavePanes(page)
  const preparing = page.getByText('Preparing the overview')
  await expect(async () => {
    await expect(preparing).toHaveCount(0)
    await settled(page)
    expect(await preparing.count()).toBe(0)
  }).toPass({ timeout: 60_000 })
}

async function panes(page: Page) {
  const box = await page.locator('.panes').boundingBox()
  if (!box) throw new Error('there is no picture')
  return { x: Math.ceil(box.x), y: Math.ceil(box.y), width: box.width - 2, height: box.height - 2 }
}

test('an example image is opened by the picker, and its values are those of the file', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Open an image' }).first().click()
  await page.getByRole('button', { name: 'Browse…' }).click()
  await page.getByRole('button', { name: 'Computer' }).click()
  const dialog = page.getByRole('dialog')
  for (const part of nuclei.split('/').filter(Boolean))
    await dialog.getByRole('button', { name: `${part}/`, exact: true }).click()
  const file = dialog.getByRole('button', { name: /\.tif$/ }).first()
  const name = (await file.textContent())?.trim() ?? ''
  await file.click()

  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${name}: 256 × 256 pixels`)
  await drawn(page)
  expect(distinctColors(await picture(page, await panes(page)))).toBeGreaterThan(20)
  const { data } = await planeOf(join(nuclei, name))
  const clip = await panes(page)
  await page.mouse.move(clip.x + clip.width / 2, clip.y + clip.height / 2)
  const said = page.getByRole('status', { name: 'Under the cursor' })
  const place = /x (\d+), y (\d+)/.exec((await said.textContent()) ?? '')
  const value = data[Number(place?.[2]) * 256 + Number(place?.[1])]
  await expect(reading(page, 'Value')).toHaveText(`Value ${String(value)}`)
})

test('in a low window what is beside the image scrolls, and nothing leaves it sideways or covers the image', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1000, height: 560 })
  await open(page, join(nuclei, 'nuclei-01.tif'))
  const side = page.getByRole('complementary', { name: 'About the image' })
  await expect(side.getByLabel('Rule of the contrast')).toBeVisible()
  const room = await side.evaluate(`((side) => ({
    over: side.scrollWidth - side.clientWidth,
    under: side.scrollHeight - side.clientHeight,
    left: side.getBoundingClientRect().left,
    bottom: side.getBoundingClientRect().bottom,
    image: document.querySelector('canvas').getBoundingClientRect().right,
  }))(document.querySelector('aside'))`)
  const { over, under, left, bottom, image } = room as Readonly<Record<string, number>>
  expect(over).toBe(0)
  expect(under).toBeGreaterThan(0)
  expect(image).toBeLessThanOrEqual(left ?? 0)
  expect(bottom).toBeLessThanOrEqual(560)
  await side.getByText('Pixel type').scrollIntoViewIfNeeded()
  await expect(side.getByText('Pixel type')).toBeInViewport()
})

test('a file dropped on any page is shown', async ({ page }) => {
  const bytes = npy([80, 120], (index) => (index % 120) * 2)
  // As text, for only the page knows what a DataTransfer is.
  const transfer = await page.evaluateHandle(`(() => {
    const content = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0))
    const carried = new DataTransfer()
    carried.items.add(new File([content], 'dropped ramp.npy'))
    return carried
  })()`)
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
  await expect(page.getByText('Drop the image to open it')).toBeVisible()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'dropped ramp.npy: 120 × 80 pixels, 8 bit',
  )
  await drawn(page)
  expect(distinctColors(await picture(page, await panes(page)))).toBeGreaterThan(50)
})

test('a file of several images shows the one that is chosen', async ({ page }) => {
  const images = [
    { name: 'overview', width: 64, height: 32, value: 40 },
    { name: 'detail', width: 90, height: 70, value: 200 },
  ]
  await open(page, written('two.ome.tif', omeTiff(images)))
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText('two.ome.tif: 64 × 32 pixels, 8 bit, 0.5 × 0.5 µm')
  await page.getByRole('button', { name: 'detail' }).click()
  await expect(heading).toContainText('90 × 70 pixels')
  await drawn(page)
  const clip = await panes(page)
  await page.mouse.move(clip.x + clip.width / 2, clip.y + clip.height / 2)
  await expect(reading(page, 'Value')).toHaveText('Value 200')
  expect(page.url()).toContain('series=1')
})

test('axes that the file does not say are asked for, change the picture at once and give its name', async ({
  page,
}) => {
  // Rising ramps, steeper from plane to plane.
  const [planes, height, width] = [5, 60, 90]
  const value = (index: number) =>
    ((index % width) * (1 + Math.floor(index / (width * height)))) / 2
  await open(page, written('planes.npy', npy([planes, height, width], value)))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('of 90 × 60 pixels')
  await drawn(page)
  const clip = await panes(page)
  const before = await picture(page, clip)

  await expect(page.getByRole('heading', { name: 'What the axes mean' })).toBeVisible()
  await page.getByLabel('5 time points').check()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('5 time points of 90 × 60')
  await expect(page.getByLabel('Name of this image')).toHaveText('planes.npy#axes=tyx')
  await page.getByLabel('Time t').fill('4')
  await drawn(page)
  expect(differingShare(before, await picture(page, clip))).toBeGreaterThan(0.2)

  await page.getByText('Set every axis by hand').click()
  await page.getByLabel('Axis 2, 60 entries').selectOption('t')
  await expect(page.getByText('Two axes are time (t)')).toBeVisible()
})

test('one of several numbered files is offered as a stack, which opens with a click', async ({
  page,
}) => {
  const names = [1, 2, 3, 4].map((number) => `series/frame_000${number}.npy`)
  mkdirSync(join(folder, 'series'))
  const [first = ''] = names.map((name, at) =>
    written(
      name,
      npy([40, 60], () => 10 * (at + 1)),
    ),
  )
  await open(page, first)
  await expect(page.getByText('One of 4 numbered files')).toBeVisible()
  await page.getByRole('button', { name: 'Open as stack' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(
    'frame_*.npy: 4 time points of 60 × 40 pixels',
  )
  await expect(page.getByRole('button', { name: 'Open as stack' })).toHaveCount(0)
  await page.getByLabel('Time t').fill('2')
  await drawn(page)
  const clip = await panes(page)
  await page.mouse.move(clip.x + clip.width / 2, clip.y + clip.height / 2)
  await expect(reading(page, 'Value')).toHaveText('Value 30')
})

test('a file that is no image says so where it was opened', async ({ page }) => {
  await open(page, written('notes.tif', Buffer.from('These are no pixels at all, only words.')))
  const problem = page.getByRole('alert')
  await expect(problem).toContainText('notes.tif')
  await expect(problem.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.locator('canvas')).toHaveCount(0)
})

test('a plane that is seen whole comes in one answer, a part of it in tiles', async ({ page }) => {
  const [planes, height, width] = [4, 1000, 1200]
  const at = (z: number, y: number, x: number) => (x + 3 * y + 50 * z) % 251
  const bytes = npy([planes, height, width], (index) =>
    at(Math.floor(index / (width * height)), Math.floor(index / width) % height, index % width),
  )
  const asked: string[] = []
  page.on('request', (request) => {
    const found = /levels\/0\/planes\/0\/0\/(\d+)(\/tiles)?/.exec(request.url())
    if (found) asked.push(`${found[2] ? 'tile' : 'plane'} ${found[1]}`)
  })
  await open(page, written('steps.npy', bytes))
  await page.getByLabel('4 slices along z').check()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('4 slices of 1200 × 1000')
  await drawn(page)
  expect(new Set(asked)).toEqual(new Set(['plane 1']))

  const readsRight = async (z: number) => {
    const clip = await panes(page)
    await page.mouse.move(clip.x + clip.width / 2 + 40, clip.y + clip.height / 2 + 60)
    const said = page.getByRole('status', { name: 'Under the cursor' })
    const place = /x (\d+), y (\d+)/.exec((await said.textContent()) ?? '')
    const value = at(z, Number(place?.[2]), Number(place?.[1]))
    await expect(reading(page, 'Value')).toHaveText(`Value ${value}`)
  }
  await readsRight(1)
  asked.length = 0
  await page.getByLabel('Slice z').fill('2')
  await drawn(page)
  await readsRight(2)
  expect(asked.filter((one) => one.endsWith(' 2'))).toEqual(['plane 2'])
  // the next one in the same direction is read ahead
  await expect.poll(() => asked).toContain('plane 3')

  for (let step = 0; step < 8; step++)
    await page.getByRole('button', { name: 'Zoom in', exact: true }).click()
  await drawn(page)
  await page.getByLabel('Slice z').fill('0')
  await drawn(page)
  await readsRight(0)
  expect(asked.filter((one) => one === 'plane 0')).toEqual([])
  expect(asked).toContain('tile 0')
})

test('an image larger than any screen is shown as a whole and sharp when near', async ({
  page,
}) => {
  test.slow()
  const [height, width] = [5000, 6000]
  const bright = (x: number, y: number) => (Math.floor(x / 750) + Math.floor(y / 1250)) % 2 === 1
  const bytes = npy([height, width], (index) => {
    const [x, y] = [index % width, Math.floor(index / width)]
    return bright(x, y) ? 180 + (x % 40) : 20 + (y % 40)
  })
  await open(page, written('large.npy', bytes))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6000 × 5000 pixels')
  await drawn(page)
  const clip = await panes(page)
  const zoom = Math.min(clip.width / width, clip.height / height)
  // the overview may come tile by tile
  await expect(async () => {
    const whole = await picture(page, clip)
    const shownAt = (x: number, y: number) =>
      colorAt(
        whole,
        Math.round(clip.width / 2 + (x - width / 2) * zoom),
        Math.round(clip.height / 2 + (y - height / 2) * zoom),
      )[0] ?? -1
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 8; column++) {
        const [x, y] = [column * 750 + 375, row * 1250 + 625]
        if (bright(x, y)) expect(shownAt(x, y)).toBeGreaterThan(150)
        // the ground around an image is 184
        else expect(shownAt(x, y)).toBeLessThan(90)
      }
  }).toPass({ timeout: 30_000 })

  await page.getByRole('button', { name: '100 %' }).click()
  await drawn(page)
  await page.mouse.move(clip.x + 200, clip.y + 150)
  const said = page.getByRole('status', { name: 'Under the cursor' })
  await expect(said).toContainText('100 %')
  await expect(reading(page, 'Value')).toHaveText(/^Value \d+$/)
  const place = /x (\d+), y (\d+)/.exec((await said.textContent()) ?? '')
  const [x, y] = [Number(place?.[1]), Number(place?.[2])]
  const value = bright(x, y) ? 180 + (x % 40) : 20 + (y % 40)
  await expect(reading(page, 'Value')).toHaveText(`Value ${value}`)
})

for (const theme of ['light', 'dark'] as const)
  test(`the image page is accessible (${theme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    const serious = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes.map((node) => node.html)])
    }
    await page.getByRole('link', { name: 'Open an image' }).first().click()
    await expect(page.getByRole('heading', { name: 'Open an image' })).toBeVisible()
    expect(await serious()).toEqual([])
    await page.getByRole('button', { name: 'Browse…' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await serious()).toEqual([])
    await page.keyboard.press('Escape')
    await open(
      page,
      written(
        'axes.npy',
        npy([5, 60, 90], (index) => index % 90),
      ),
    )
    await drawn(page)
    const panel = page.getByRole('heading', { name: 'What the axes mean' })
    if (!(await panel.isVisible())) await page.getByRole('button', { name: 'Axes' }).click()
    await expect(panel).toBeVisible()
    expect(await serious()).toEqual([])
  })

test('a stack of labels is seen across its planes and along z, every label in its colour', async ({
  page,
}) => {
  const [planes, height, width] = [6, 60, 80]
  // A box of label 3 in the first three planes, of label 8 in the others.
  const bytes = npy([planes, height, width], (index) => {
    const [x, y] = [index % width, Math.floor(index / width) % height]
    const isInside = x >= 20 && x < 60 && y >= 15 && y < 45
    return isInside ? (index < 3 * width * height ? 3 : 8) : 0
  })
  await open(page, written('boxes.npy', bytes))
  await page.getByRole('button', { name: 'As labels' }).click()
  const along = page.getByRole('combobox', { name: 'z', exact: true })
  const planesPane = page.locator('.panes').first()
  /** Off the lines of the cross; rows of planes in `dz`. */
  const colorIn = async (pane: Locator, zoom: number, dz: number): Promise<string> => {
    const box = (await pane.boundingBox())!
    const x = Math.round(box.x + box.width / 2 + 5 * zoom)
    const y = Math.round(box.y + box.height / 2 + (dz + 0.25) * zoom)
    return colorAt(await picture(page, { x, y, width: 1, height: 1 }), 0, 0).join(' ')
  }
  await leavePanes(page)
  const isColoured = async () => new Set((await colorIn(planesPane, 4, 0)).split(' ')).size > 1
  await expect.poll(isColoured).toBe(true)
  await drawn(page)
  const three = await colorIn(planesPane, 4, 0)

  await page.getByLabel('xz and yz sections').check()
  const xz = page.locator('.panes.xz')
  await expect(xz.locator('.title')).toHaveText('xz at y 30')
  await leavePanes(page)
  const box = (await planesPane.boundingBox())!
  const zoom = Math.min(box.width / width, box.height / height)
  await expect.poll(() => colorIn(xz, zoom, -2)).toBe(three)
  const eight = await colorIn(xz, zoom, 1)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
    [],
  )
  expect(eight).not.toBe(three)

  const at = (await xz.boundingBox())!
  const line = page.getByRole('status', { name: 'Under the cursor' })
  for (const [planeAway, value] of [
    [-1.5, 'z 2'],
    [1.5, 'z 5'],
  ] as const) {
    const y = at.y + at.height / 2 + planeAway * zoom
    await page.mouse.move(at.x + at.width / 2 + 5 * zoom, y)
    await expect(line).toContainText(`x 45, y 30, ${value}`)
    await expect(line).toContainText(planeAway < 0 ? 'label 3' : 'label 8')
  }
  const [figure] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save SVG' }).click(),
  ])
  expect(figure.suggestedFilename()).toBe('boxes.npy.svg')
  const svg = readFileSync(await figure.path(), 'utf8')
  expect(svg.match(/<image /g)).toHaveLength(3)
  // Two lines of the cross over each of three views, each with its rim.
  expect(svg.match(/<line /g)).toHaveLength(12)
  expect(svg).toContain('>xz at y 30</text>')
  expect(svg).toContain('>yz at x 40</text>')
  await xz.click({ position: { x: at.width / 2, y: at.height / 2 + 1.5 * zoom } })
  await expect(page.getByRole('status', { name: 'Under the cursor' })).toContainText('z 5')
  await leavePanes(page)
  await expect.poll(() => colorIn(planesPane, zoom, 2)).toBe(eight)

  await along.selectOption('max')
  await expect(page.getByRole('status', { name: 'Under the cursor' })).toContainText('max of z 1–6')
  await expect(page.locator('.panes')).toHaveCount(1)
  await leavePanes(page)
  await expect.poll(() => colorIn(planesPane, zoom, 2)).toBe(three)
})
