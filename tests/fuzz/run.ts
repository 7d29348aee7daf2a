/**
 * `npm run fuzz [count] [seed]`: damaged copies of every image at hand (../shared/real/formats where it is
 * there, the examples otherwise) are opened and read; exit status 1 where one crashes, hangs or swells.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newFolder } from '../contract/small-dataset.ts'
import { fuzzImages } from './fuzz-images.ts'
import { seedFiles } from './seed-files.ts'

const count = Number(process.argv[2] ?? 3000)
const seed = Number(process.argv[3] ?? 1)
const folder = join(newFolder(), 'damaged')
mkdirSync(folder)

const formats = join(import.meta.dirname, '../../../shared/real/formats')
const index = join(formats, 'index.json')
const real = existsSync(index)
  ? (JSON.parse(readFileSync(index, 'utf8')) as { items: { file: string; bytes: number }[] }).items
      .filter(({ bytes }) => bytes < 2 ** 20)
      .map(({ file }) => join(formats, file))
      .filter((path) => existsSync(path))
  : []
const seeds = [...real, ...(await seedFiles(join(dirname(folder), 'seeds')))]
process.stderr.write(
  `${seeds.length} images, ${count} damaged copies, seed ${seed}, in ${folder}\n`,
)
const report = await fuzzImages({
  seeds,
  count,
  folder,
  seed,
  onProgress: (done) => {
    if (done % 250 === 0) process.stderr.write(`${done} of ${count}\n`)
  },
})
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
process.exitCode = report.failures.length > 0 ? 1 : 0
