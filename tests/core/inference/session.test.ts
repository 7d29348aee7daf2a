import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openError, openSession } from '../../../src-main/core/inference/session.ts'
import type { Tensor } from '../../../src-main/core/inference/tensor.ts'
import { fakeRuntime, type FakeProvider } from '../../fixtures/onnx/fake-runtime.ts'
import { externalBytes, identityModel, onnxModel } from '../../fixtures/onnx/onnx-model.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-session-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}
const image = (shape: number[], values: number[]): Tensor => ({
  axes: ['batch', 'y', 'x'],
  shape,
  dtype: 'float32',
  data: Float32Array.from(values),
})

test('opens, states what it is, runs and closes', async () => {
  const bytes = identityModel(['n', 2, 'width'])
  const session = await openSession(await file('identity.onnx', bytes), { threads: 1 })
  expect(session.inputs).toEqual([
    { name: 'x', dtype: 'float32', shape: [null, 2, null], symbols: ['n', null, 'width'] },
  ])
  expect(session.provider).toBe('cpu')
  expect(session.threads).toBe(1)
  expect(session.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  const axes = ['batch', 'y', 'x']
  const [output] = await session.run([image([1, 2, 2], [1, 2, 3, 4])], [axes])
  expect(output).toEqual(image([1, 2, 2], [1, 2, 3, 4]))
  await session.close()
})

test('a tensor of another shape than the network takes is refused with both shapes', async () => {
  const path = await file('fixed.onnx', identityModel([1, 2, 2]))
  const session = await openSession(path, { threads: 1 })
  await expect(session.run([image([1, 1, 2], [1, 2])], [['batch', 'y', 'x']])).rejects.toThrow(
    /takes the shape 1 x 2 x 2, but the tensor has 1 x 1 x 2/,
  )
  await expect(session.run([], [])).rejects.toThrow(/takes 1 inputs, but 0 were given/)
  await session.close()
})

test('weights whose hash is not the described one are refused', async () => {
  const path = await file('changed.onnx', identityModel([1, 2, 2]))
  await expect(
    openSession(path, { threads: 1, expectedSha256: '0'.repeat(64) }),
  ).rejects.toMatchObject({ code: 'weights-hash-mismatch' })
})

test('weights in a second file are read beside the first, and nowhere else', async () => {
  const inside = join(folder, 'external')
  await mkdir(inside)
  const weight = { shape: [1], values: [2] }
  await writeFile(join(inside, 'w.bin'), externalBytes(weight))
  await writeFile(join(folder, 'w.bin'), externalBytes(weight))
  const at = async (location: string) => {
    const bytes = onnxModel({
      inputs: { x: [1, 2, 2] },
      outputs: { y: [1, 2, 2] },
      weights: { w: { ...weight, location } },
      nodes: [{ type: 'Mul', inputs: ['x', 'w'], outputs: ['y'] }],
    })
    const session = await openSession(await file('external/m.onnx', bytes), { threads: 1 })
    await session.close()
  }
  await at('w.bin')
  await expect(at('gone.bin')).rejects.toMatchObject({ code: 'weights-missing' })
  await expect(at('gone.bin')).rejects.toThrow(/m\.onnx keeps a part of its weights in gone\.bin/)
  for (const outside of ['../w.bin', join(folder, 'w.bin')]) {
    await expect(at(outside)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(at(outside)).rejects.toThrow(/outside its own folder/)
  }
})

test('a file that is no protobuf is refused', async () => {
  const path = await file('noise.onnx', new TextEncoder().encode('this is not a network at all'))
  await expect(openSession(path, { threads: 1 })).rejects.toMatchObject({ code: 'model-invalid' })
})

test('a custom operator is refused by name and domain', async () => {
  const bytes = onnxModel({
    inputs: { x: [1, 1, 2, 2] },
    outputs: { y: [1, 1, 2, 2] },
    nodes: [{ type: 'Sharpen', domain: 'org.example', inputs: ['x'], outputs: ['y'] }],
  })
  await expect(openSession(await file('custom.onnx', bytes), { threads: 1 })).rejects.toMatchObject(
    {
      code: 'model-not-runnable',
      details: { domain: 'org.example', operator: 'Sharpen' },
    },
  )
})

test('an unknown execution provider is passed over with a note, never silently', async () => {
  const path = await file('provider.onnx', identityModel([1, 2, 2]))
  const session = await openSession(path, { threads: 1, providers: ['abacus', 'cpu'] })
  expect(session.provider).toBe('cpu')
  expect(session.notes).toEqual(['The execution provider abacus does not exist here.'])
  await session.close()
  await expect(openSession(path, { threads: 1, providers: ['abacus'] })).rejects.toMatchObject({
    code: 'provider-unavailable',
  })
})

test("other texts of the runtime keep their reason without the folder's path", () => {
  const error = openError('/secret/m.onnx', 'Load model from /secret/m.onnx failed: bad opset\nat')
  expect(error.message).toBe(
    'ONNX Runtime cannot open m.onnx: Load model from m.onnx failed: bad opset',
  )
})

async function onCuda(fake: FakeProvider, providers: readonly string[] = ['cuda']) {
  const path = await file('cuda.onnx', identityModel([1, 'y', 'x']))
  const session = await openSession(path, {
    threads: 1,
    providers,
    runtime: fakeRuntime({ cuda: fake }),
  })
  return { session, run: () => session.run([image([1, 2, 2], [1, 2, 3, 4])], [['b', 'y', 'x']]) }
}

test('a provider that cannot be opened is an error where it is the only one, with the reason', async () => {
  const openError = '/src/webgpu_context.cc:136 X::Y() a == b was false. No supported adapters.\nat'
  await expect(onCuda({ openError })).rejects.toMatchObject({
    code: 'provider-unavailable',
    message: expect.stringContaining('cuda failed: no graphics card that it can use.') as string,
  })
  const { session } = await onCuda({ openError }, ['cuda', 'cpu'])
  expect(session.provider).toBe('cpu')
  expect(session.notes).toEqual([
    'The execution provider cuda failed: no graphics card that it can use.',
  ])
  await session.close()
})

test('operators that a provider leaves to the CPU are noted', async () => {
  const whole = await onCuda({})
  expect(whole.session.notes).toEqual([])
  const { session, run } = await onCuda({ isPartial: true })
  expect(session).toMatchObject({
    provider: 'cuda',
    notes: ['Operators of cuda.onnx that cuda does not have are computed on the CPU.'],
  })
  expect((await run())[0]?.data).toEqual(Float32Array.of(1, 2, 3, 4))
  for (const one of [whole.session, session]) await one.close()
})

test('memory that ran out has its own code, because a smaller tile may do', async () => {
  const { session, run } = await onCuda({ runError: 'CUDA failure 2: out of memory ; GPU=0' })
  await expect(run()).rejects.toMatchObject({
    code: 'out-of-memory',
    message:
      'There is not enough memory of cuda to run cuda.onnx. Close other programs, or choose smaller tiles.',
    details: { provider: 'cuda' },
  })
  await session.close()
  await expect(onCuda({ openError: 'std::bad_alloc' })).rejects.toMatchObject({
    code: 'out-of-memory',
  })
})

test('any other failure on a provider that is not the CPU is its failure, not the model’s', async () => {
  const { session, run } = await onCuda({ runError: 'WebGPU device lost: out of memory' })
  await expect(run()).rejects.toMatchObject({
    code: 'provider-failed',
    details: { provider: 'cuda', reason: 'WebGPU device lost: out of memory' },
  })
  await session.close()
})
