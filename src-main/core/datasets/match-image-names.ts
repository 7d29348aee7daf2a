/** Which name of a table means an image: its path, its file name, or its stem, in any case where no other fits. */
import { stemOf } from './file-stem.ts'

/** From a path to the names that mean it best; several are for a person to settle. */
export type FindName = (image: string) => readonly string[]

export function indexByImageName(names: readonly string[]): FindName {
  const index = new Map<string, string[]>()
  for (const name of names) {
    const own = lastOf(name)
    for (const key of new Set([own.toLowerCase(), stemOf(own).toLowerCase()]))
      index.set(key, [...(index.get(key) ?? []), name])
  }
  return (image) => {
    const keys = [lastOf(image).toLowerCase(), stemOf(image).toLowerCase()]
    const ranked = [...new Set(keys.flatMap((key) => index.get(key) ?? []))].flatMap((name) => {
      const rank = rankOf(name, image)
      return rank === null ? [] : [{ name, rank }]
    })
    const best = Math.min(...ranked.map(({ rank }) => rank))
    return ranked.filter(({ rank }) => rank === best).map(({ name }) => name)
  }
}

/** 0: the file's own name, 1: its stem, 2: its stem with another extension; 3 more in another case. */
function rankOf(name: string, image: string): number | null {
  const folders = partsOf(name).slice(0, -1)
  if (!endsWith(partsOf(image).slice(0, -1), folders)) return null
  const [own, file, stem] = [lastOf(name), lastOf(image), stemOf(image)]
  const rank = (a: string, b: string, c: string, given: string): number =>
    [b, c].includes(given) ? (given === b ? 0 : 1) : stemOf(given) === a ? 2 : Infinity
  const exact = rank(stem, file, stem, own)
  if (exact < Infinity) return exact
  const [low, lowFile, lowStem] = [own, file, stem].map((each) => each.toLowerCase())
  const loose = rank(lowStem!, lowFile!, lowStem!, low!)
  return loose < Infinity ? loose + 3 : null
}

function endsWith(folders: readonly string[], tail: readonly string[]): boolean {
  const start = folders.length - tail.length
  return (
    start >= 0 &&
    tail.every((name, place) => folders[start + place]!.toLowerCase() === name.toLowerCase())
  )
}

function partsOf(path: string): readonly string[] {
  return path.split(/[\\/]/).filter((part) => part !== '' && part !== '.')
}

function lastOf(path: string): string {
  return partsOf(path).at(-1) ?? path
}
