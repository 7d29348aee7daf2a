import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { convertImage } from '../../../../src-main/core/images/conversion/convert-image.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()
const input = folder.write('my 5% slide.czi', 'ZISRAWFILE')

/** A folder with a program of this name that runs these lines of shell. */
function withProgram(name: string, program: string, lines: string): string {
  mkdirSync(join(folder.path, name))
  chmodSync(folder.write(join(name, program), `#!/bin/sh\n${lines}\n`), 0o755)
  return join(folder.path, name)
}

describe.skipIf(process.platform === 'win32')('with a program on the path', () => {
  test('the result gets its name when it is whole, progress is told', async () => {
    const searchPath = withProgram(
      'good',
      'bfconvert',
      'echo "Series 0: converted 1/4 planes (25%)"; for last; do :; done; cp "$5" "$last"; echo "$@" > ../arguments',
    )
    const out = join(folder.path, 'out')
    const heard: string[] = []
    const onProgress = ({ message }: { message: string }): void => void heard.push(message)
    const done = await convertImage(input, out, { searchPath, onProgress })
    expect(done.path).toBe(join(out, 'my_5_slide.ome.tif'))
    expect(readFileSync(done.path, 'utf8')).toBe('ZISRAWFILE')
    expect(readdirSync(out)).toEqual(['my_5_slide.ome.tif'])
    expect(heard).toEqual(['1 of 4 planes converted'])
    expect(readFileSync(join(folder.path, 'arguments'), 'utf8')).toMatch(/^-no-upgrade .*% slide/)
    // what is there is not made again
    expect(
      await convertImage(input, out, { searchPath: withProgram('bad1', 'bfconvert', 'exit 1') }),
    ).toEqual(done)
  })

  test('bioformats2raw makes a folder', async () => {
    const searchPath = withProgram('raw', 'bioformats2raw', 'mkdir "$2"; echo 1 > "$2/.zgroup"')
    const done = await convertImage(input, join(folder.path, 'raw-out'), { searchPath })
    expect(done.path).toMatch(/my_5_slide\.ome\.zarr$/)
    expect(readdirSync(done.path)).toEqual(['.zgroup'])
  })

  test('a failure tells what the program said last and leaves nothing', async () => {
    const searchPath = withProgram(
      'failing',
      'bfconvert',
      'echo half > "$6"; echo "Unknown format" >&2; exit 3',
    )
    const out = join(folder.path, 'failed')
    await expect(convertImage(input, out, { searchPath })).rejects.toMatchObject({
      code: 'format-not-supported',
      message: expect.stringMatching(/status 3 and said "Unknown format"/) as string,
    })
    expect(readdirSync(out)).toEqual([])
  })

  test('a cancelled conversion ends its program and leaves nothing', async () => {
    const searchPath = withProgram(
      'slow',
      'bfconvert',
      'echo half > "$6"; echo "1/2 planes"; exec sleep 60',
    )
    const out = join(folder.path, 'cancelled')
    const controller = new AbortController()
    const running = convertImage(input, out, {
      searchPath,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(out)).toEqual([])
  })
})

test('without a program the error says so', async () => {
  const out = join(folder.path, 'none')
  await expect(convertImage(input, out, { searchPath: '' })).rejects.toMatchObject({
    code: 'format-not-supported',
    message: expect.stringMatching(/neither bfconvert nor bioformats2raw is on the PATH/) as string,
  })
})
