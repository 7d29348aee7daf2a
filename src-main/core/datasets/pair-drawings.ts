/**
 * Pairs images with ground truth that is drawn: an image without a label image takes the drawing of its name,
 * or what the folder's only COCO file lists of it. Label images go first, as for predictions.
 */
import { counted } from '../counted.ts'
import { imagesOfCoco } from '../imports/coco/read-coco.ts'
import { readJson } from '../imports/read-json.ts'
import { sortOfFile, stemOf, withoutTruthSuffix } from './file-stem.ts'
import { indexByStem } from './match-stems.ts'
import { pairFiles, type Pair, type Pairing } from './pair-files.ts'

/** All are paths; pairs come in the order of `images`. Throws what reading a COCO file throws. */
export async function pairWithDrawings(
  images: readonly string[],
  truths: readonly string[],
  drawings: readonly string[],
): Promise<Pairing> {
  const labelled = indexByStem(truths, withoutTruthSuffix)
  const outlined = indexByStem(drawings, withoutDrawingSuffix)
  const hasLabels = (image: string): boolean => labelled(stemOf(image)).length > 0
  const hasOutlines = (image: string): boolean => outlined(stemOf(image)).length > 0
  const drawn = images.filter((image) => !hasLabels(image) && hasOutlines(image))
  const own = new Set(images.flatMap((image) => [...outlined(stemOf(image))]))
  const other = drawings.filter((path) => !own.has(path))
  const alone = images.filter((image) => !hasLabels(image) && !hasOutlines(image))
  const list = await listOf(other, alone)
  const listed = new Set(list?.pairs.map(({ image }) => image))
  const byLabels = pairFiles(
    images.filter((image) => !drawn.includes(image) && !listed.has(image)),
    truths,
  )
  const taken = new Set(drawn.flatMap((image) => [...outlined(stemOf(image))]))
  const byOutlines = pairFiles(
    drawn,
    [...taken, ...other.filter((path) => path !== list?.path)],
    withoutDrawingSuffix,
  )
  const pairs = new Map(
    [...byLabels.pairs, ...byOutlines.pairs, ...(list?.pairs ?? [])].map((pair) => [
      pair.image,
      pair,
    ]),
  )
  return {
    pairs: images.flatMap((image) => pairs.get(image) ?? []),
    unpaired: [
      ...byLabels.unpaired.map((one) =>
        list !== null && alone.includes(one.path)
          ? { ...one, reason: `${one.reason}, and ${list.says}` }
          : one,
      ),
      ...byOutlines.unpaired,
    ],
  }
}

/** Stem without `_rois` and the like, a suffix such as `_mask`, or the image's own ending; null without any. */
export function withoutDrawingSuffix(stem: string): string | null {
  const named = stem.replace(
    /(?<=.)([_-](rois|roiset|shapes|outlines|annotations)|_cp_outlines)$/i,
    '',
  )
  const bare = withoutTruthSuffix(named) ?? named
  const plain = sortOfFile(bare) === 'image' ? stemOf(bare) : bare
  return plain === stem ? null : plain
}

/** The only COCO file, and which of the images it lists; null where there is none or there are several. */
async function listOf(
  drawings: readonly string[],
  images: readonly string[],
): Promise<{
  readonly path: string
  readonly pairs: readonly Pair[]
  readonly says: string
} | null> {
  const [path, ...others] = drawings.filter((one) => one.toLowerCase().endsWith('.json'))
  if (path === undefined || others.length > 0 || images.length === 0) return null
  const document = await readJson(path)
  if (typeof document !== 'object' || document === null || !('annotations' in document)) return null
  const names = imagesOfCoco(path, document).map(({ fileName }) => stemOf(fileName))
  const listed = new Set(names)
  return {
    path,
    pairs: images.flatMap((image) => (listed.has(stemOf(image)) ? [{ image, truth: path }] : [])),
    says: `${path} lists ${counted(names.length, 'image')} without it`,
  }
}
