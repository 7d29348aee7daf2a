/**
 * `npm run bench reading`: how near reading comes to the bare disk (page cache warm), how soon a very long
 * stack shows its first plane, and how fast compressed tiles decode beside Python's tifffile.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openImage } from '../../src-main/core/images/open-image.ts'
import { table } from '../../src-main/hosts/cli/table.ts'
import { repositoryDir } from '../hosts/cli/touchstone.ts'
import { writeStack } from './stack-files.ts'

const side = 2048
const planeBytes = side * side * 2
/** 256 planes of 8 MB: 2 GB. */
const planes = 256

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** Reader and bare pread take turns, so that both see the same machine. */
export async function benchStack(folder: string): Promise<void> {
  const path = join(folder, 'stack.btf')
  const noise = Uint16Array.from({ length: side * side }, (_, i) => (i * 2_654_435_761) >>> 20)
  writeStack(path, { planes, height: side, width: side }, { plane: () => noise })
  const file = openSync(path, 'r')
  const source = await openImage(path)
  const buffer = new Uint8Array(planeBytes)
  const target = new Uint16Array(side * side)
  const first = 16 + 1
  for (let plane = 0; plane < planes; plane++)
    readSync(file, buffer, 0, planeBytes, first + plane * planeBytes)
  const bare: number[] = []
  const ours: number[] = []
  const fresh: number[] = []
  for (let run = 0; run < 60; run++) {
    const plane = (run * 37) % planes
    let started = performance.now()
    readSync(file, buffer, 0, planeBytes, first + plane * planeBytes)
    bare.push(performance.now() - started)
    started = performance.now()
    await source.readPlane({ z: plane }, { target })
    ours.push(performance.now() - started)
  }
  // apart, as giving back that many new buffers is felt by whatever comes next
  for (let run = 0; run < 60; run++) {
    const started = performance.now()
    await source.readPlane({ z: (run * 37) % planes })
    fresh.push(performance.now() - started)
  }
  const walks: [bare: number, ours: number][] = []
  for (let run = 0; run < 5; run++) {
    let started = performance.now()
    for (let plane = 0; plane < planes; plane++)
      readSync(file, buffer, 0, planeBytes, first + plane * planeBytes)
    const bareMs = performance.now() - started
    started = performance.now()
    for (let z = 0; z < planes; z++) await source.readPlane({ z }, { target })
    walks.push([bareMs, performance.now() - started])
  }
  closeSync(file)
  await source.close()
  const [bareWalk, ourWalk] = [median(walks.map(([a]) => a)), median(walks.map(([, b]) => b))]
  const ms = (value: number): string => value.toFixed(2)
  process.stdout.write(
    `${table(
      ['2 GB BigTIFF, planes of 2048 x 2048 uint16', 'bare pread ms', 'ours ms', 'ratio'],
      [
        [
          'one plane, buffer reused',
          ms(median(bare)),
          ms(median(ours)),
          ms(median(ours) / median(bare)),
        ],
        [
          'one plane, new buffer',
          ms(median(bare)),
          ms(median(fresh)),
          ms(median(fresh) / median(bare)),
        ],
        ['whole stack in order', ms(bareWalk), ms(ourWalk), ms(ourWalk / bareWalk)],
      ],
    )}\n\n`,
  )
  rmSync(path)
}

/** 50 000 planes of 1024 x 1024 uint16: 100 GB that take no room. The page cache is not dropped. */
export function benchSparse(folder: string): void {
  const shape = { planes: 50_000, height: 1024, width: 1024 }
  const rows: string[][] = []
  for (const [name, options] of [
    ['directories at the end', {}],
    ['directories among the planes', { interleaved: true }],
    ['with OME-XML', { description: omeXml(shape.planes) }],
  ] as const) {
    const path = join(folder, 'sparse.ome.btf')
    writeStack(path, shape, options)
    const cache = join(folder, `index-${name}`)
    mkdirSync(cache)
    for (const [what, steps] of [
      ['first', '0'],
      ['index kept', '0'],
      ['stepping 1 000', '1000'],
    ] as const) {
      const started = performance.now()
      const printed = execFileSync(process.execPath, [
        '--disable-warning=ExperimentalWarning',
        // as the product itself is started
        join(repositoryDir, 'scripts', 'launch.mjs'),
        join(import.meta.dirname, 'open-stack.ts'),
        path,
        cache,
        steps,
      ])
      const wall = performance.now() - started
      const seen = JSON.parse(printed.toString()) as Record<string, number | string>
      rows.push([
        name,
        what,
        String(seen['axes']),
        Number(seen['openMs']).toFixed(0),
        Number(seen['firstPlaneMs']).toFixed(0),
        Number(seen['sinceProcessStartMs']).toFixed(0),
        steps === '0' ? wall.toFixed(0) : '-',
        String(seen['peakResidentMb']),
      ])
    }
    rmSync(path)
  }
  const head = ['100 GB, 50 000 planes', 'time', 'axes', 'open ms', 'first plane ms']
  process.stdout.write(
    `${table([...head, 'since process start ms', 'whole process ms', 'peak MB'], rows)}\n\n`,
  )
}

function omeXml(count: number): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">' +
    '<Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="uint16" SizeX="1024" SizeY="1024" ' +
    `SizeZ="${count / 1000}" SizeC="1" SizeT="1000" PhysicalSizeX="0.1" PhysicalSizeY="0.1">` +
    '<Channel ID="Channel:0:0" SamplesPerPixel="1"/><TiffData/></Pixels></Image></OME>'
  )
}
