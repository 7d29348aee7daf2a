/**
 * BigDataViewer's HDF5: `/t00000/s00/0/cells` (time, setup, level; axes z y x); names and voxel sizes of the
 * setups stand in the `.xml` beside it (https://imagej.net/plugins/bdv).
 */
import { readFile, stat } from 'node:fs/promises'
import { TouchstoneError } from '../../errors.ts'
import { micrometresPerUnit } from '../length-unit.ts'
import { parseXml, type XmlElement } from '../xml.ts'
import type { LevelInfo } from '../types.ts'
import { askHdf5 } from './hdf5-client.ts'
import type { Hdf5Image, Hdf5Layout } from './hdf5-image.ts'
import type { Hdf5Child, Hdf5Dataset } from './hdf5-protocol.ts'
import { filterName, pixelTypeOf } from './hdf5-types.ts'
import { checkedParts } from './level-parts.ts'

const largestXmlBytes = 32 * 2 ** 20

export function isBigDataViewer(root: readonly Hdf5Child[]): boolean {
  return root.some(({ name }) => /^t\d{5,}$/.test(name)) && setupsOf(root).length > 0
}

export async function bigDataViewerLayout(
  path: string,
  root: readonly Hdf5Child[],
): Promise<Hdf5Layout> {
  const elsewhere = root.filter(({ name, kind }) => /^t\d{5,}$/.test(name) && kind !== 'group')
  const times = root
    .filter(({ name, kind }) => /^t\d{5,}$/.test(name) && kind === 'group')
    .map(({ name }) => name)
    .toSorted()
  if (times.length === 0) {
    throw new TouchstoneError(
      'format-not-supported',
      `${path} only links to ${elsewhere.length} other HDF5 files that hold its pixels; open one of those.`,
      { path },
    )
  }
  const views = await viewsOf(path)
  const setups = setupsOf(root)
  return {
    format: 'bdv-hdf5',
    candidates: setups.map((setup) => {
      const view = views.get(Number(setup.slice(1)))
      const name = view?.name ?? `setup ${Number(setup.slice(1))}`
      return {
        series: { name, kind: 'image' },
        open: () => openSetup(path, setup, times, view?.voxelUm),
      }
    }),
    warnings:
      elsewhere.length === 0
        ? []
        : [`${elsewhere.length} time points stand in other files and are left out.`],
  }
}

function setupsOf(root: readonly Hdf5Child[]): string[] {
  return root
    .filter(({ name, kind }) => /^s\d{2,}$/.test(name) && kind === 'group')
    .map(({ name }) => name)
    .toSorted()
}

async function openSetup(
  path: string,
  setup: string,
  times: readonly string[],
  voxelUm: Hdf5Image['pixelSizeUm'] | undefined,
): Promise<Hdf5Image> {
  const nameOf = (level: number, [t = 0]: readonly number[]): string =>
    `${times[t]}/${setup}/${level}/cells`
  const levels: Hdf5Dataset[] = []
  for (let level = 0; level < (await levelCount(path, `${times[0]}/${setup}`)); level++) {
    levels.push(await askHdf5(path, { kind: 'dataset', dataset: nameOf(level, []) }))
  }
  const [first] = levels
  const stored = first && pixelTypeOf(first)
  if (first === undefined || stored === undefined || levels.some((l) => l.shape.length !== 3)) {
    throw new TouchstoneError(
      'format-corrupt',
      `${path} is laid out like a BigDataViewer file, but /${nameOf(0, [])} holds no volume of numbers.`,
      { path },
    )
  }
  const [depth, height, width] = first.shape as [number, number, number]
  return {
    axes: 'tzyx',
    shape: [times.length, ...first.shape],
    leadAxes: 1,
    // BigDataViewer writes unsigned values under a signed type
    dtype: stored === 'int16' ? 'uint16' : stored,
    pixelSizeUm: voxelUm ?? 'uncalibrated',
    levels: levels.map(({ shape: [z = 1, y = 1, x = 1] }): LevelInfo => {
      const downsample = Math.max(1, Math.round(width / x))
      return { downsample, height: y, width: x, ...(z === depth ? {} : { z }) }
    }),
    facts: [
      { name: 'Setup', value: setup },
      { name: 'Compression', value: first.filters.map(filterName).join(', ') || 'none' },
    ],
    warnings:
      stored === 'int16'
        ? ['The values are stored as signed and read as unsigned, as BigDataViewer means them.']
        : [],
    part: checkedParts(
      path,
      nameOf,
      levels.map(({ shape }, level) => (level === 0 ? [depth, height, width] : shape)),
      first,
    ),
  }
}

async function levelCount(path: string, group: string): Promise<number> {
  const { children } = await askHdf5(path, { kind: 'children', group })
  const names = new Set(children.map(({ name }) => name))
  let count = 0
  while (names.has(String(count))) count++
  return count
}

interface View {
  readonly name: string | undefined
  readonly voxelUm: Hdf5Image['pixelSizeUm']
}

/** From the `.xml` of the same name, where there is one: https://imagej.net/plugins/bdv/xml */
async function viewsOf(path: string): Promise<ReadonlyMap<number, View>> {
  const views = new Map<number, View>()
  const file = path.replace(/\.[^.\\/]+$/, '.xml')
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  )
  if (size === 0 || size > largestXmlBytes) return views
  const root = parseXml(await readFile(file, 'utf8').catch(() => ''))
  if (root?.name !== 'SpimData') return views
  for (const setup of elementsNamed(root, 'ViewSetup')) {
    const id = Number(childOf(setup, 'id')?.text)
    const name = childOf(setup, 'name')?.text.trim()
    views.set(id, { name: name || undefined, voxelUm: voxelSizeOf(childOf(setup, 'voxelSize')) })
  }
  return views
}

function voxelSizeOf(element: XmlElement | undefined): Hdf5Image['pixelSizeUm'] {
  const unit = micrometresPerUnit((element && childOf(element, 'unit')?.text) ?? '')
  const steps = ((element && childOf(element, 'size')?.text) ?? '').trim().split(/\s+/).map(Number)
  const [x = NaN, y = NaN, z = NaN] = steps.map((step) => step * (unit ?? NaN))
  if (!(x > 0 && y > 0)) return 'uncalibrated'
  return { x, y, ...(z > 0 ? { z } : {}) }
}

const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name)

function elementsNamed(root: XmlElement, name: string): XmlElement[] {
  return root.children.flatMap((child) =>
    child.name === name ? [child] : elementsNamed(child, name),
  )
}
