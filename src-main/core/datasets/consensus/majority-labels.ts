/**
 * One annotation of several, by majority. Pixels: the value that more than half of the people gave. Objects: an
 * object that more than half drew, with the pixels that more than half gave it; two drawings are of one
 * object where their IoU is above 0.5, which lets no drawing have two partners in another annotation.
 */
import type { LabelImage } from '../../images/types.ts'
import { overlapTable } from '../../metrics/overlap-table.ts'
import { scoredPairs } from '../../metrics/matching.ts'

/** In words, for the dataset and the report. */
export const majorityRules = {
  semantic:
    'majority of pixels: each pixel has the value that more than half of the people gave it, else 0',
  instances:
    'majority of objects: an object is there when more than half of the people drew it (each two drawings at IoU above 0.5), with the pixels that more than half gave it',
} as const

/** Images of one shape, two or more; 0 where no value has more than half. */
export function majorityOfPixels(people: readonly LabelImage[]): LabelImage {
  const [first] = people
  const shape = first?.shape ?? []
  const data = new Uint32Array(first?.data.length ?? 0)
  for (let at = 0; at < data.length; at++) data[at] = majorityAt(people, at)
  return { shape, data }
}

/** The only value that can have more than half (Boyer and Moore's vote), counted again to be sure. */
function majorityAt(people: readonly LabelImage[], at: number): number {
  let candidate = 0
  let lead = 0
  for (const { data } of people) {
    if (lead === 0) candidate = data[at]!
    lead += data[at] === candidate ? 1 : -1
  }
  let votes = 0
  for (const { data } of people) if (data[at] === candidate) votes++
  return 2 * votes > people.length ? candidate : 0
}

/** Labels from 1 on, in the order of their first pixels. */
export function majorityOfObjects(people: readonly LabelImage[]): LabelImage {
  const groups = groupsOf(people)
  const needed = people.length / 2
  const kept = new Set(
    [...Map.groupBy(groups, ([, group]) => group)]
      .filter(([, members]) => new Set(members.map(([key]) => personOf(key))).size > needed)
      .map(([group]) => group),
  )
  const ofPerson = people.map(
    (_, person) =>
      new Map(
        [...groups]
          .filter(([key, group]) => personOf(key) === person && kept.has(group))
          .map(([key, group]) => [labelOf(key), group]),
      ),
  )
  // as images of groups, so that the pixels are voted on as values
  const voted = majorityOfPixels(
    people.map(({ shape, data }, person) => ({
      shape,
      data: data.map((label) => ofPerson[person]!.get(label) ?? 0),
    })),
  )
  return renumbered(voted)
}

/** Person and label as one number: labels have 32 bits. */
const keyOf = (person: number, label: number): number => person * 2 ** 32 + label
const personOf = (key: number): number => Math.floor(key / 2 ** 32)
const labelOf = (key: number): number => key % 2 ** 32

/** Every drawn object by key, with the number of its group from 1 on. */
function groupsOf(people: readonly LabelImage[]): ReadonlyMap<number, number> {
  const parent = new Map<number, number>()
  const rootOf = (key: number): number => {
    let root = key
    for (let above = parent.get(root); above !== undefined && above !== root;) {
      root = above
      above = parent.get(root)
    }
    return root
  }
  for (const [person, { data }] of people.entries())
    for (const label of new Set(data)) {
      if (label === 0) continue
      const key = keyOf(person, label)
      parent.set(key, key)
    }
  for (const [a, own] of people.entries())
    for (const [b, other] of people.entries()) {
      if (b <= a) continue
      const table = overlapTable(own, other)
      for (const { truth, prediction, score } of scoredPairs(table, 'iou')) {
        if (score <= 0.5) continue
        const roots = [
          rootOf(keyOf(a, table.truth.labels[truth]!)),
          rootOf(keyOf(b, table.prediction.labels[prediction]!)),
        ] as const
        parent.set(roots[1], roots[0])
      }
    }
  const numbers = new Map<number, number>()
  return new Map(
    [...parent.keys()].map((key) => {
      const root = rootOf(key)
      const number = numbers.get(root) ?? numbers.size + 1
      numbers.set(root, number)
      return [key, number]
    }),
  )
}

function renumbered({ shape, data }: LabelImage): LabelImage {
  const numbers = new Map<number, number>()
  return {
    shape,
    data: data.map((group) => {
      if (group === 0) return 0
      const known = numbers.get(group)
      if (known !== undefined) return known
      numbers.set(group, numbers.size + 1)
      return numbers.size
    }),
  }
}
