/** In a process of its own: opens a stack, reads its first plane, steps through others; prints times and memory. */
import { openImage } from '../../src-main/core/images/open-image.ts'

const [path = '', indexCacheDir = '', steps = '0'] = process.argv.slice(2)
const started = performance.now()
const source = await openImage(path, indexCacheDir === '' ? {} : { indexCacheDir })
const opened = performance.now()
await source.readPlane()
const firstPlane = performance.now()
let most = process.memoryUsage.rss()
const { t, c, z } = source.info.size
const planes = t * c * z
for (let step = 0; step < Number(steps); step++) {
  const plane = Math.floor((step * 48) % planes)
  await source.readPlane({
    z: plane % z,
    c: Math.floor(plane / z) % c,
    t: Math.floor(plane / (z * c)),
  })
  if (step % 10 === 0) most = Math.max(most, process.memoryUsage.rss())
}
await source.close()
process.stdout.write(
  JSON.stringify({
    planes,
    axes: source.info.axes,
    sinceProcessStartMs: firstPlane,
    openMs: opened - started,
    firstPlaneMs: firstPlane - opened,
    stepMs: Number(steps) > 0 ? (performance.now() - firstPlane) / Number(steps) : null,
    peakResidentMb: Math.round(most / 2 ** 20),
  }),
)
