import { expect, test } from 'vitest'
import type { ApiDependencies } from '../../../src-main/core/api/dependencies.ts'
import { imageRoots } from '../../../src-main/core/api/image-roots.ts'

test('beside the roots, what was dropped, converted or predicted for a look and what lies with installed models may be opened', () => {
  const deps = { workspaceDir: '/w', workspace: { roots: [{ name: 'Data', path: '/data' }] } }
  expect(imageRoots(deps as unknown as ApiDependencies).map(({ path }) => path)).toEqual([
    '/data',
    '/w/cache/dropped',
    '/w/cache/converted',
    '/w/cache/previews',
    '/w/tools',
  ])
})
