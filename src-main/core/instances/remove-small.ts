import type { LabelImage } from '../images/types.ts'

/** Sets objects with fewer than `minimumAreaPx` pixels to background; the other labels keep their ids. */
export function removeSmall(labels: LabelImage, minimumAreaPx: number): LabelImage {
  if (minimumAreaPx <= 1) return labels
  const areas = new Map<number, number>()
  for (const label of labels.data) areas.set(label, (areas.get(label) ?? 0) + 1)
  const data = labels.data.map((label) => (areas.get(label)! < minimumAreaPx ? 0 : label))
  return { shape: labels.shape, data }
}
