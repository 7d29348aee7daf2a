/**
 * Pairs images with ground truth by file name. Nothing is guessed: a name that fits two files pairs
 * with neither, and whatever stays alone is reported with the reason.
 */
import { pointSuffixList, stemOf, truthSuffixList, withoutTruthSuffix } from './file-stem.ts'
import { indexByStem } from './match-stems.ts'

export interface Pair {
  readonly image: string
  readonly truth: string
}

export interface Unpaired {
  readonly path: string
  readonly side: 'image' | 'truth'
  readonly reason: string
}

export interface Pairing {
  readonly pairs: readonly Pair[]
  readonly unpaired: readonly Unpaired[]
}

/** Both lists hold paths; pairs come in the order of `images`. */
export function pairFiles(
  images: readonly string[],
  truths: readonly string[],
  withoutSuffix: (stem: string) => string | null = withoutTruthSuffix,
): Pairing {
  const truthsOf = indexByStem(truths, withoutSuffix)
  const claims = new Map<string, string[]>()
  const unpaired: Unpaired[] = []
  for (const image of images) {
    const found = truthsOf(stemOf(image))
    const [truth] = found
    if (truth === undefined) {
      const suffixes = withoutSuffix === withoutTruthSuffix ? truthSuffixList : pointSuffixList
      const reason = `no ground truth named ${stemOf(image)}, alone or with ${suffixes}`
      unpaired.push({ path: image, side: 'image', reason })
    } else if (found.length > 1) {
      const reason = `several ground truths fit: ${found.map(nameOf).join(' and ')}`
      unpaired.push({ path: image, side: 'image', reason })
    } else {
      claims.set(truth, [...(claims.get(truth) ?? []), image])
    }
  }
  const pairs: Pair[] = []
  for (const image of images) {
    const [truth, claimants] = [...claims].find(([, list]) => list.includes(image)) ?? []
    if (truth === undefined || claimants === undefined) continue
    if (claimants.length === 1) pairs.push({ image, truth })
    else {
      const others = claimants.filter((other) => other !== image).map(nameOf)
      const reason = `its ground truth ${nameOf(truth)} also fits ${others.join(' and ')}`
      unpaired.push({ path: image, side: 'image', reason })
    }
  }
  const used = new Set(pairs.map((pair) => pair.truth))
  for (const truth of truths.filter((each) => !used.has(each))) {
    const claimants = claims.get(truth)?.map(nameOf)
    const reason = claimants
      ? `several images fit: ${claimants.join(' and ')}`
      : `no image named ${withoutSuffix(stemOf(truth)) ?? stemOf(truth)} pairs with it alone`
    unpaired.push({ path: truth, side: 'truth', reason })
  }
  return { pairs, unpaired }
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
