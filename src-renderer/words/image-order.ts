/** Which image an address of the page names: `?path=…&series=…&axes=…`. Pure. */
import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { ImageOrder } from '../../src-main/contract/images.ts'

/** Null where no image is named. What cannot be meant is left out. */
export function imageOrderOf(query: LocationQuery): ImageOrder | null {
  const { path, series, axes } = query
  if (typeof path !== 'string' || path === '') return null
  const index = typeof series === 'string' && /^\d{1,9}$/.test(series) ? Number(series) : undefined
  const letters = typeof axes === 'string' && /^[tczyxsq]{1,8}$/.test(axes) ? axes : undefined
  return {
    path,
    ...(index === undefined ? {} : { series: index }),
    ...(letters === undefined ? {} : { axes: letters }),
  }
}

export function imageQuery({ path, series, axes }: ImageOrder): LocationQueryRaw {
  return {
    path,
    ...(series === undefined ? {} : { series: String(series) }),
    ...(axes === undefined ? {} : { axes }),
  }
}
