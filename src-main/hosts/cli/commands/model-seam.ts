import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from '../command.ts'
import { positional, text } from '../options.ts'
import { keyValueTable } from '../table.ts'
import { withEngine } from '../with-engine.ts'

export const modelSeamCommand: Command = {
  usage: 'model seam <package> [--image F] [--keep DIR]',
  summary: 'Do the tiles of a model join? The same pixels from two tilings, compared.',
  options: { image: { type: 'string' }, keep: { type: 'string' } },
  words: 1,
  run: (input) =>
    withEngine(input, async (engine) => {
      const cacheDir = await mkdtemp(join(tmpdir(), 'touchstone-seam-'))
      const [image, keep] = [text(input, 'image'), text(input, 'keep')]
      try {
        const json = await engine.request('check-seam', {
          model: resolve(positional(input, 0, 'a model package')),
          image: image === undefined ? undefined : resolve(image),
          keepDir: keep === undefined ? undefined : resolve(keep),
          cacheDir,
          threads: availableParallelism(),
        })
        return { json, text: keyValueTable({ ...json }), status: json.status === 'seams' ? 1 : 0 }
      } finally {
        await rm(cacheDir, { recursive: true, force: true })
      }
    }),
}
