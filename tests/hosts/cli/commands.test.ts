/** `inspect`, `score`, `selftest`, `model check`, `doctor`, and what each says when it cannot. */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemSchema } from '../../../src-main/contract/error-codes.ts'
import { runCommandLine } from '../../../src-main/hosts/cli/run-command-line.ts'
import { encodeTiff } from '../../contract/encode-tiff.ts'
import { newFolder } from '../../contract/small-dataset.ts'
import { repositoryDir, touchstone } from './touchstone.ts'

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`

/** Two squares of 2 x 2 px in 6 x 6; the prediction finds the first. */
const truth = Uint16Array.from(
  '110000 110000 000000 000000 000022 000022'.replaceAll(' ', ''),
  Number,
)
const prediction = truth.map((label) => (label === 1 ? 7 : 0))
const size = [6, 6] as const

let folder: string
beforeAll(() => {
  folder = newFolder()
  const write = (name: string, bytes: Uint8Array | string): void => {
    writeFileSync(join(folder, name), bytes)
  }
  write('truth.tif', encodeTiff(truth, size))
  write('prediction.tif', encodeTiff(prediction, size))
  write(
    'mask.tif',
    encodeTiff(
      truth.map((label) => Math.min(label, 1)),
      size,
    ),
  )
  write(
    'found.tif',
    encodeTiff(
      prediction.map((label) => Math.min(label, 1)),
      size,
    ),
  )
  write(
    'brighter.tif',
    encodeTiff(
      truth.map((value) => value + 1),
      size,
    ),
  )
  write('other-size.tif', encodeTiff(truth, [4, 9]))
  write('truncated.tif', encodeTiff(truth, size).subarray(0, 60))
  write('pointer.tif', pointer)
  write('pointer.onnx', pointer)
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const run = (...args: string[]): ReturnType<typeof touchstone> => touchstone(args, folder)

test('inspect tells axes, shape, type and the checksum of the pixels', async () => {
  const ended = await run('inspect', 'truth.tif', '--checksum', '--json')
  expect(ended.status).toBe(0)
  expect(ended.json()).toMatchObject({
    axes: 'yx',
    shape: [6, 6],
    dtype: 'uint16',
    pixelSizeUm: 'uncalibrated',
    levels: [{ downsample: 1, height: 6, width: 6 }],
    sha256: createHash('sha256').update(truth).digest('hex'),
  })
})

test('without --json inspect prints a table, and no checksum unless asked', async () => {
  const ended = await run('inspect', 'truth.tif')
  expect(ended.status).toBe(0)
  expect(ended.stdout).toMatch(/^axes +yx$/m)
  expect(ended.stdout).not.toMatch(/^sha256 +[0-9a-f]/m)
})

test('inspect takes a series and axes, in the name or as options', async () => {
  for (const words of [['truth.tif#series=1'], ['truth.tif', '--series', '1']]) {
    const ended = await run('inspect', ...words, '--json')
    expect(ended.json()).toMatchObject({
      error: { code: 'bad-request', message: expect.stringMatching(/series 1/) as string },
    })
  }
  const mapped = await run('inspect', 'truth.tif', '--axes', 'yx', '--json')
  expect(mapped.json()).toMatchObject({ axes: 'yx' })
  const wrong = await run('inspect', 'truth.tif', '--axes', 'zyx', '--json')
  expect(wrong.json()).toMatchObject({ error: { code: 'axes-mismatch' } })
  const unknown = await run('inspect', 'truth.tif', '--axes', 'abc', '--json')
  expect(unknown.json()).toMatchObject({ error: { code: 'bad-usage' } })
})

describe('score', () => {
  const score = async (task: string, ...args: string[]): Promise<unknown> =>
    (await run('score', '--task', task, '--json', ...args)).json()

  test('instances: one of two objects found', async () => {
    expect(
      await score('instances', '--truth', 'truth.tif', '--prediction', 'prediction.tif'),
    ).toMatchObject({
      scores: {
        'f1@0.5': { value: 2 / 3 },
        'precision@0.5': { value: 1 },
        'recall@0.5': { value: 0.5 },
        'mean-matched-iou@0.5': { value: 1 },
        'count-error': { value: -1 },
      },
    })
  })

  test('semantic: half of the foreground found', async () => {
    expect(
      await score('semantic', '--truth', 'mask.tif', '--prediction', 'found.tif'),
    ).toMatchObject({
      scores: {
        dice: { value: 2 / 3 },
        iou: { value: 0.5 },
        precision: { value: 1 },
        recall: { value: 0.5 },
      },
    })
  })

  test('restoration: every pixel off by one, with the data range that was given', async () => {
    const { scores } = (await score(
      'restoration',
      ...['--truth', 'truth.tif', '--prediction', 'brighter.tif', '--options', '{"dataRange":255}'],
    )) as { scores: Record<string, { value: number }> }
    expect(scores['psnr']?.value).toBeCloseTo(20 * Math.log10(255), 10)
    expect(scores['pearson']?.value).toBeCloseTo(1, 10)
  })
})

describe('selftest', () => {
  const writeReference = (name: string, dice: number): void => {
    mkdirSync(join(folder, name))
    for (const file of ['mask.tif', 'found.tif'])
      cpSync(join(folder, file), join(folder, name, file))
    const reference = {
      id: 'half',
      kind: 'semantic',
      files: { gt: 'mask.tif', pred: 'found.tif' },
      tolerance: { abs: 1e-9, rel: 0 },
      expected: { dice: { value: dice }, 'not-known-here': { value: 1 } },
    }
    writeFileSync(join(folder, name, 'cases.json'), JSON.stringify({ cases: [reference] }))
  }

  test('counts what agrees and what is not computed', async () => {
    writeReference('right', 2 / 3)
    const ended = await run('selftest', 'right', '--json')
    expect(ended.status).toBe(0)
    expect(ended.json()).toMatchObject({
      cases: [{ id: 'half', kind: 'semantic', values: { dice: 2 / 3 } }],
      passed: 1,
      failed: 0,
      unsupported: 1,
    })
  })

  test('ends with status 1 and both values where they differ', async () => {
    writeReference('wrong', 0.6)
    const ended = await run('selftest', 'wrong')
    expect(ended.status).toBe(1)
    expect(ended.stdout).toContain('half dice: ours 0.666')
    expect(ended.stdout).toContain('expected 0.6')
  })
})

describe('model check', () => {
  test('a shipped example reproduces its test output', async () => {
    const model = join(repositoryDir, 'resources', 'examples', 'models', 'denoiser')
    const ended = await run('model', 'check', model, '--json')
    expect(ended.status).toBe(0)
    expect(ended.json()).toMatchObject({ valid: true, errors: [], testOutputs: { passed: true } })
  })

  test('a valid description without its weights is done, not failed: nothing was tested', async () => {
    mkdirSync(join(folder, 'bare'), { recursive: true })
    cpSync(
      join(repositoryDir, 'resources/examples/models/denoiser/rdf.yaml'),
      join(folder, 'bare', 'rdf.yaml'),
    )
    const ended = await run('model', 'check', 'bare', '--json')
    expect(ended.json()).toMatchObject({
      valid: true,
      warnings: [{ code: 'weights-missing' }],
      testOutputs: { status: 'not-run', passed: null },
    })
    expect(ended.status).toBe(0)
  })

  test('keeps nothing of what is reproduced, and dumps every step', async () => {
    const model = join(repositoryDir, 'resources', 'examples', 'models', 'denoiser')
    const ended = await run('model', 'check', model, '--keep', 'kept', '--dump', 'steps', '--json')
    expect(ended.status).toBe(0)
    expect(existsSync(join(folder, 'kept'))).toBe(false)
    expect(existsSync(join(folder, 'steps', 'index.json'))).toBe(true)
    const again = await run('model', 'check', model, '--dump', 'steps', '--json')
    expect(again.status).toBe(2)
    expect(again.json()).toMatchObject({ error: { code: 'conflict' } })
  })

  test('takes the steps of a program it knows, and names those where it does not', async () => {
    const model = join(repositoryDir, 'resources', 'examples', 'models', 'denoiser')
    const ended = await run('model', 'check', model, '--as', 'imagej', '--json')
    expect(ended.status).toBe(2)
    expect(ended.stdout).toContain('specification, core and jdll')
  })

  test('weights that are a Git LFS pointer fail with the way to get them', async () => {
    const ended = await run('model', 'check', 'pointer.onnx', '--json')
    expect(ended.status).toBe(1)
    const { valid, errors } = ended.json() as {
      valid: boolean
      errors: { code: string; message: string }[]
    }
    expect(valid).toBe(false)
    expect(errors[0]?.code).toBe('model-git-lfs-pointer')
    expect(errors[0]?.message).toContain('git lfs pull')
  })
})

test('doctor names versions and finds that the processor works', async () => {
  const ended = await run('doctor', '--json')
  expect(ended.status).toBe(0)
  const { versions, providers } = ended.json() as {
    versions: Record<string, string>
    providers: { provider: string; works: boolean; reason: string | null }[]
  }
  expect(versions['node']).toBe(process.versions.node)
  expect(providers.find(({ provider }) => provider === 'cpu')).toMatchObject({ works: true })
  for (const { works, reason } of providers) expect(reason === null).toBe(works)
})

test('doctor says which provider an evaluation takes, and why not another', async () => {
  const model = join(repositoryDir, 'resources', 'examples', 'models', 'nuclei-unet')
  const ended = await run('doctor', '--json', '--model', model)
  const { providers, evaluation } = ended.json() as {
    providers: { provider: string; works: boolean }[]
    evaluation: {
      provider: string
      fallbacks: { provider: string; reason: string }[]
      trials: { provider: string; works: boolean; agrees: boolean; secondsPerTile: number }[]
    }
  }
  const order = providers.map(({ provider }) => provider)
  const before = order.slice(0, order.indexOf(evaluation.provider))
  expect(evaluation.fallbacks.map(({ provider }) => provider)).toEqual(before)
  for (const { reason } of evaluation.fallbacks) expect(reason).not.toBe('')
  const works = providers.filter((one) => one.works).map(({ provider }) => provider)
  expect(evaluation.trials.map(({ provider }) => provider)).toEqual(works)
  const cpu = evaluation.trials.find(({ provider }) => provider === 'cpu')
  expect(cpu).toMatchObject({ works: true, agrees: true })
  expect(cpu?.secondsPerTile).toBeGreaterThan(0)
})

/** Asked in a process of its own, because the engine has to say no. */
const refused: readonly (readonly [what: string, code: string, says: RegExp, args: string])[] = [
  ['a missing file', 'file-not-found', /none\.tif/, 'inspect none.tif'],
  ['a truncated TIFF', 'file-truncated', /truncated\.tif/, 'inspect truncated.tif --checksum'],
  [
    'a prediction of another size',
    'shape-mismatch',
    /truth\.tif is 6 x 6.*other-size\.tif is 4 x 9/,
    'score --task instances --truth truth.tif --prediction other-size.tif',
  ],
  ['a Git LFS pointer as image', 'format-not-supported', /git lfs pull/, 'inspect pointer.tif'],
  [
    'a mask of three values',
    'not-a-label-image',
    /truth\.tif/,
    'score --task semantic --truth truth.tif --prediction mask.tif',
  ],
  [
    'an unknown metric option',
    'bad-options',
    /magic/,
    'score --task semantic --options {"magic":1} --truth mask.tif --prediction found.tif',
  ],
]

test.each(refused)('%s is refused as %s with one document', async (_, code, says, args) => {
  const ended = await run(...args.split(' '), '--json')
  expect(ended.status).toBe(2)
  expectProblem(ended.json(), code, says)
})

/** Refused before any other process starts, so asked in this one. */
const misused: readonly (readonly [what: string, code: string, says: RegExp, args: string])[] = [
  ['an unknown command', 'bad-usage', /frobnicate/, 'frobnicate'],
  ['half a command', 'bad-usage', /no command model/, 'model'],
  ['an unknown option', 'bad-usage', /--colour/, 'inspect truth.tif --colour'],
  ['a missing argument', 'bad-usage', /image file/, 'inspect'],
  ['a missing option', 'bad-usage', /--truth/, 'score --task semantic --prediction a'],
  ['an unknown task', 'bad-usage', /are instances/, 'score --task magic --truth a --prediction b'],
  [
    'options that are no JSON',
    'bad-usage',
    /not JSON/,
    'score --task semantic --options {a --truth a --prediction b',
  ],
  ['a port that is none', 'bad-usage', /--port soon/, 'serve --port soon --workspace none'],
  ['a place that is not there', 'bad-usage', /slurm/, 'evaluate --on slurm --dataset a --tool b'],
  ['a folder without a record', 'file-not-found', /no record/, 'verify --workspace none'],
]

test.each(misused)('%s is refused as %s', async (_, code, says, args) => {
  const texts = { stdout: '', stderr: '' }
  const output = {
    stdout: (text: string) => (texts.stdout += text),
    stderr: (text: string) => (texts.stderr += text),
  }
  const asked = args.replace('none', join(folder, 'none')).split(' ')
  expect(await runCommandLine([...asked, '--json'], output)).toBe(2)
  expectProblem(JSON.parse(texts.stdout), code, says)
  expect(texts.stderr).toBe('')
  expect(await runCommandLine(asked, output)).toBe(2)
  expect(texts.stderr).toMatch(says)
  expect(texts.stderr).not.toMatch(/^\s+at /m)
})

function expectProblem(document: unknown, code: string, says: RegExp): void {
  const { error } = problemSchema.parse(document)
  expect(error.code).toBe(code)
  expect(error.message).toMatch(says)
}

test('without --json an error is a sentence on stderr, with a stack only for --debug', async () => {
  const plain = await run('inspect', 'none.tif')
  expect(plain).toMatchObject({ status: 2, stdout: '' })
  expect(plain.stderr).toMatch(/none\.tif/)
  expect(plain.stderr).not.toMatch(/^\s+at /m)
  const debug = await run('inspect', 'none.tif', '--debug')
  expect(debug.stderr).toMatch(/^\s+at /m)
})

test('without a command the commands are listed', async () => {
  const ended = await run()
  expect(ended.status).toBe(0)
  for (const command of [
    'inspect',
    'score',
    'evaluate',
    'selftest',
    'model check',
    'verify',
    'serve',
  ])
    expect(ended.stdout).toContain(`  ${command} `)
})
