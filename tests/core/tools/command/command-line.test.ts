import { expect, test } from 'vitest'
import { commandFileSchema } from '../../../../src-main/contract/command-file.ts'
import {
  commandLine,
  programPath,
  shownCommand,
} from '../../../../src-main/core/tools/command/command-line.ts'

const toolOf = (stated: object) => ({
  path: '/tools/mine/tool.yaml',
  stated: commandFileSchema.parse({
    formatVersion: 1,
    kind: 'command',
    tasks: ['instances'],
    ...stated,
  }),
})
const work = {
  caseId: 'c 1',
  image: '/data/a; rm -rf.tif',
  outputDir: '/out',
  threads: 2,
  containerName: 'touchstone-1',
}

test('every argument stays one argument, and little of the surroundings is handed on', () => {
  process.env['SECRET_TOKEN'] = 'x'
  const line = commandLine(
    toolOf({
      program: './segment.py',
      arguments: ['--in', '{input}', '--out={output}', '{model}', '{threads}'],
      model: 'weights/net.bin',
      output: 'labels.png',
      environment: { CASE: '{case}' },
    }),
    work,
  )
  delete process.env['SECRET_TOKEN']
  expect(line.program).toBe('/tools/mine/segment.py')
  expect(line.arguments).toEqual([
    '--in',
    '/data/a; rm -rf.tif',
    '--out=/out/labels.png',
    '/tools/mine/weights/net.bin',
    '2',
  ])
  expect(line.environment).toMatchObject({ CASE: 'c 1', TMPDIR: '/out', OMP_NUM_THREADS: '2' })
  expect(line.environment).not.toHaveProperty('SECRET_TOKEN')
})

test('a container sees its own places, and the program within is not looked for here', () => {
  const container = { engine: 'podman', image: `a/b@sha256:${'0'.repeat(64)}` }
  const tool = toolOf({ program: 'segment', arguments: ['{input}', '{output}'], container })
  const { program, arguments: args } = commandLine(tool, { ...work, image: '/data/a.tif' })
  expect(program).toBe('podman')
  expect(args.slice(-2)).toEqual(['/touchstone/input/a.tif', '/touchstone/output/prediction.tif'])
  expect(programPath(tool)).toBe('segment')
})

test('is shown as a person could type it', () => {
  const tool = toolOf({ program: 'python3', arguments: ['-m', 'my tool', "it's", '{input}'] })
  expect(shownCommand(tool)).toBe(`python3 -m 'my tool' 'it'\\''s' {input}`)
})

test('an image without digest, a path as output, and unknown fields are refused by the schema', () => {
  const container = { engine: 'docker', image: 'a/b:latest' }
  expect(() => toolOf({ program: 'x', container })).toThrow(/sha256/)
  expect(() => toolOf({ program: 'x', output: '../p.tif' })).toThrow(/file name/)
  expect(() => toolOf({ program: 'x', shell: true })).toThrow(/shell/)
})

test('all cases at once get two folders, in a container the inputs to be read only', () => {
  const all = { inputsDir: '/w/inputs', outputDir: '/w/outputs', threads: 2, containerName: 'n' }
  const stated = { program: 'segment', arguments: ['{inputs}', '{outputs}'], per: 'dataset' }
  expect(commandLine(toolOf(stated), all).arguments).toEqual(['/w/inputs', '/w/outputs'])
  const container = { engine: 'docker', image: `a/b@sha256:${'0'.repeat(64)}` }
  const { arguments: args } = commandLine(toolOf({ ...stated, container }), all)
  expect(args).toContain('type=bind,source=/w/inputs,target=/touchstone/input,readonly')
  expect(args).toContain('type=bind,source=/w/outputs,target=/touchstone/output')
  expect(args.slice(-2)).toEqual(['/touchstone/input', '/touchstone/output'])
})
