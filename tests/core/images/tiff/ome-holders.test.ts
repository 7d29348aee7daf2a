import { expect, test } from 'vitest'
import { createFileSet } from '../../../../src-main/core/images/tiff/file-set.ts'
import { createOmeHolders } from '../../../../src-main/core/images/tiff/ome-holders.ts'
import { parseOmeMetadata } from '../../../../src-main/core/images/tiff/ome-metadata.ts'
import { openTiffFile } from '../../../../src-main/core/images/tiff/open-tiff-file.ts'
import { encodeTiff, grayPage, ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

/** File names of three planes as seen from `own.ome.tif`, whose metadata stand in `holderName`. */
async function holdersOf(
  names: readonly (string | undefined)[],
  holderName: string | undefined,
): Promise<{ files: (string | undefined)[]; warnings: string[] }> {
  const path = folder.write('own.ome.tif', encodeTiff([grayPage(1, 1, ramp(1))]))
  folder.write('there.ome.tif', encodeTiff([grayPage(1, 1, ramp(1))]))
  const inner = names.map(
    (name, z) =>
      `<TiffData IFD="0" FirstZ="${z}">${name === undefined ? '' : `<UUID FileName="${name}"/>`}</TiffData>`,
  )
  const metadata = parseOmeMetadata(
    `<OME><Image><Pixels SizeX="1" SizeY="1" SizeZ="${names.length}" SizeC="1" SizeT="1">${inner.join('')}</Pixels></Image></OME>`,
  )
  if (metadata.kind !== 'images') throw new Error(metadata.kind)
  const { pixels } = metadata.images[0]!
  if (typeof pixels === 'string') throw new Error(pixels)
  const tiff = await openTiffFile(path)
  const set = createFileSet(path)
  const holders = await createOmeHolders({ tiff, set, warnings: [] }, metadata, holderName)
  const files = names.map((_, plane) => {
    const holder = holders.of(pixels.planes, plane)
    return holder === undefined ? 'nowhere' : (holder.fileName ?? 'here')
  })
  const warnings = await holders.warningsFor(pixels.planes)
  await tiff.file.close()
  await set.close()
  return { files, warnings }
}

test('planes are here, in a named file, or in the one that the metadata stand in', async () => {
  const names = ['own.ome.tif', '../x/there.ome.tif', undefined]
  expect((await holdersOf(names, 'own.ome.tif')).files).toEqual(['here', 'there.ome.tif', 'here'])
  expect((await holdersOf(names, 'there.ome.tif')).files).toEqual([
    'here',
    'there.ome.tif',
    'there.ome.tif',
  ])
  expect((await holdersOf(names, undefined)).files).toEqual(['here', 'there.ome.tif', 'nowhere'])
})

test('files and planes that are not there are counted', async () => {
  const names = ['own.ome.tif', 'gone-1.tif', 'gone-2.tif', 'gone-2.tif']
  const { warnings } = await holdersOf(names, 'own.ome.tif')
  expect(warnings).toEqual([
    expect.stringMatching(/2 files .* \(gone-1\.tif, gone-2\.tif\): 3 of the 4 planes/),
  ])
})
