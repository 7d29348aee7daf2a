import { expect, test } from 'vitest'
import { evaluationOrderSchema } from '../../../src-main/contract/evaluations.ts'
import { requireShown } from '../../../src-main/core/api/shown-commands.ts'
import type { Engine } from '../../../src-main/core/engine-port.ts'

const digest = `sha256:${'a'.repeat(64)}` as const
const asked: string[] = []
/** Every tool.yaml is a program here. */
const engine = {
  request: (_name: string, { reference }: { readonly reference: string }) => {
    asked.push(reference)
    return Promise.resolve({ kind: 'command', digest, name: 'Mine', summary: 'Runs ./segment.' })
  },
} as unknown as Engine
const deps = { engine, workspaceDir: '/ws' }

const orderOf = (...tools: { reference: string; shownDigest?: string }[]) =>
  evaluationOrderSchema.parse({ dataset: { folder: '/data' }, tools })

test('a program that nobody was shown does not run, nor one that has changed since', async () => {
  const reference = '/tools/mine/tool.yaml'
  await expect(requireShown(deps, orderOf({ reference }))).rejects.toMatchObject({
    code: 'not-allowed',
    message: expect.stringMatching(/Mine was not shown to anybody\. Runs \.\/segment\./) as string,
  })
  const shownDigest = `sha256:${'b'.repeat(64)}`
  await expect(requireShown(deps, orderOf({ reference, shownDigest }))).rejects.toThrow(
    /has changed since it was shown/,
  )
  await requireShown(deps, orderOf({ reference, shownDigest: digest }))
})

test('tools that run nothing of their own are not asked about', async () => {
  asked.length = 0
  await requireShown(deps, orderOf({ reference: 'baseline:otsu' }, { reference: '/m/unet' }))
  expect(asked).toEqual([])
})
