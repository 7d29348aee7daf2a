/** The plane that is looked at, and steps along the axes that stay inside the image. */
import { shallowRef } from 'vue'
import type { PlaneIndex } from '../api/images.ts'

type Counts = PlaneIndex

/** `counts` gives how many planes there are along each axis, null while no image is open. */
export function usePlane(counts: () => Counts | null) {
  const plane = shallowRef<PlaneIndex>({ t: 0, c: 0, z: 0 })

  /** The middle of the stack: its ends are often empty. */
  function begin({ z }: Counts): void {
    plane.value = { t: 0, c: 0, z: Math.floor((z - 1) / 2) }
  }
  function step(axis: keyof PlaneIndex, by: number): void {
    const next = Math.min((counts()?.[axis] ?? 1) - 1, Math.max(0, plane.value[axis] + by))
    if (next !== plane.value[axis]) plane.value = { ...plane.value, [axis]: next }
  }
  /** The axis that the arrow keys step along. */
  function stackAxis(): 'z' | 't' | null {
    const size = counts()
    return size && size.z > 1 ? 'z' : size && size.t > 1 ? 't' : null
  }

  return { plane, begin, step, stackAxis }
}
