/** Points of a stack as its sections hold them: z along the section, the axis across it in the place of z. Pure. */
import type { PointErrors } from '../../src-main/contract/points.ts'
import type { SectionKind } from '../../src-main/contract/volume-view.ts'
import type { Loaded } from './case-images.ts'
import type { PointMark } from './point-list.ts'

type Place = PointErrors['truth'][number]['at']

/** As if the sections were the planes. */
export function pointsAcross(
  kind: SectionKind,
  points: ReadonlyMap<string, Loaded<PointErrors>>,
): ReadonlyMap<string, Loaded<PointErrors>> {
  const turned = <Item extends { readonly at: Place }>(list: readonly Item[]): Item[] =>
    list.map((one) => ({ ...one, at: turn(kind, one.at) }))
  return new Map(
    [...points].map(([tool, { value, problem }]) => [
      tool,
      {
        value: value && {
          ...value,
          truth: turned(value.truth),
          prediction: turned(value.prediction),
        },
        problem,
      },
    ]),
  )
}

function turn(kind: SectionKind, { x, y, z }: Place): Place {
  return kind === 'xz' ? { x, y: z, z: y } : { x: z, y, z: x }
}

/** Marks of a section drawn with planes `spacing` px apart. */
export function spreadMarks(
  kind: SectionKind,
  marks: readonly PointMark[],
  spacing: number,
): PointMark[] {
  return marks.map((mark) =>
    kind === 'xz' ? { ...mark, y: mark.y * spacing } : { ...mark, x: mark.x * spacing },
  )
}
