/** What is measured on one plane over the wire: values along a line, power over spatial frequency. */
import { lineProfileSchema, powerSpectrumSchema } from '../../src-main/contract/analysis.ts'
import type { LineProfile, PowerSpectrum } from '../../src-main/contract/analysis.ts'
import { imageSubPaths } from '../../src-main/contract/routes.ts'
import type { Line } from '../viewer/line.ts'
import { addressOf, checked, request } from './client.ts'
import type { PlaneIndex } from './images.ts'

/** `line` in pixels of the image itself; labels are read at the nearest pixel. */
export async function readProfile(
  address: string,
  plane: PlaneIndex,
  line: Line,
  options: { readonly labels: boolean; readonly signal: AbortSignal },
): Promise<LineProfile> {
  const query = { ...line, ...(options.labels ? { labels: 1 } : {}) }
  const full = address + addressOf(imageSubPaths.profile, { ...plane }, query)
  const response = await request(full, { signal: options.signal })
  return checked(lineProfileSchema, await response.json(), `GET ${full}`)
}

export async function readSpectrum(
  address: string,
  plane: PlaneIndex,
  signal: AbortSignal,
): Promise<PowerSpectrum> {
  const full = address + addressOf(imageSubPaths.spectrum, { ...plane })
  const response = await request(full, { signal })
  return checked(powerSpectrumSchema, await response.json(), `GET ${full}`)
}
