import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { resolveTool } from '../../../src-main/core/tools/resolve-tool.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-resolve-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function toolFile(kind: string): Promise<string> {
  const path = join(folder, 'tool.yaml')
  await writeFile(path, `formatVersion: 1\nkind: ${kind}\nsource: here/it\nname: Mine\n`)
  return path
}

test('knows baselines, folders of predictions and models', async () => {
  expect(await resolveTool('baseline:median')).toMatchObject({
    kind: 'baseline',
    baseline: { name: 'Median filter' },
  })
  expect(await resolveTool('predictions:/p')).toEqual({
    kind: 'predictions',
    folder: '/p',
    file: null,
    stated: null,
  })
  expect(await resolveTool('/m')).toEqual({ kind: 'model', path: '/m', stated: null })
  await expect(resolveTool('baseline:none')).rejects.toMatchObject({ code: 'tool-invalid' })
})

test('reads a tool.yaml and takes its source relative to it', async () => {
  expect(await resolveTool(await toolFile('predictions'))).toMatchObject({
    kind: 'predictions',
    folder: join(folder, 'here', 'it'),
    stated: { name: 'Mine' },
  })
  expect(await resolveTool(await toolFile('model'))).toMatchObject({
    kind: 'model',
    path: join(folder, 'here', 'it'),
  })
})

test('a command has a schema of its own, and what is wrong with a tool.yaml is said', async () => {
  const path = join(folder, 'tool.yaml')
  await writeFile(path, 'formatVersion: 1\nkind: command\ntasks: [instances]\nprogram: ls\n')
  expect(await resolveTool(path)).toMatchObject({
    kind: 'command',
    tool: { path, stated: { program: 'ls', arguments: [], output: 'prediction.tif' } },
  })
  await expect(resolveTool(await toolFile('command'))).rejects.toThrow(/tasks/)
  await expect(resolveTool(await toolFile('magic'))).rejects.toThrow(/kind is "magic"/)
})

test('weights named themselves are the tool that the file of their name states', async () => {
  const path = join(folder, 'net.onnx')
  await writeFile(path, 'x')
  expect(await resolveTool(path)).toEqual({ kind: 'model', path, stated: null })
  const file = join(folder, 'net.tool.yaml')
  const settings = 'settings:\n  parameters: { inputAxes: bcyx }\n  decoding: { method: none }\n'
  await writeFile(file, `formatVersion: 1\nkind: model\nsource: net.onnx\nname: Net\n${settings}`)
  expect(await resolveTool(path)).toMatchObject({
    stated: { name: 'Net', settings: { decoding: { method: 'none' } } },
  })
  await writeFile(file, `formatVersion: 1\nkind: model\nsource: other.onnx\n${settings}`)
  expect(await resolveTool(path)).toMatchObject({ stated: null })
  await writeFile(file, 'kind: model\n')
  await expect(resolveTool(path)).rejects.toMatchObject({ code: 'tool-invalid' })
})
