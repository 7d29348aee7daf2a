// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import type { ErrorMapKind, ImageDescription } from '../../../src-main/contract/images.ts'
import { useErrorMaps } from '../../../src-renderer/composables/use-error-maps.ts'
import type { CaseTool } from '../../../src-renderer/viewer/case-images.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const description: ImageDescription = {
  ...{ format: 'ome-tiff', axes: 'yx', shape: [2, 3], dtype: 'float32', levels: [], warnings: [] },
  size: { t: 1, c: 1, z: 1, height: 2, width: 3, samples: 1 },
  ...{ series: [], seriesIndex: 0, facts: [], contentKey: 'k', channels: [] },
  pixelSizeUm: 'uncalibrated',
}
const tool = (key: string, failure: string | null = null): CaseTool => ({
  ...{ key, run: `run ${key}`, name: key, index: 0, failure },
})

/** Maps of two tools, one of which failed; `answer` is the server's. */
function begin(task: 'restoration' | 'instances', answer: () => Response) {
  const asked: string[] = []
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    return Promise.resolve(answer())
  })
  const images = ref({ task, tools: [tool('a'), tool('b', 'no memory')] })
  const [caseId, kind] = [ref('case 1'), ref<ErrorMapKind | null>(null)]
  const maps = effectScope().run(() => useErrorMaps(images, caseId, kind))!
  return { asked, images, caseId, kind, maps }
}

test('maps are asked for when a kind is chosen, of tools that have a prediction', async () => {
  const { asked, kind, caseId, maps } = begin('restoration', () => Response.json(description))
  await flushPromises()
  expect(asked).toEqual([])
  kind.value = 'ssim'
  await flushPromises()
  expect(asked).toEqual(['/api/runs/run%20a/cases/case%201/error-maps/ssim'])
  expect(maps.value.get('a')?.value?.description.dtype).toBe('float32')
  caseId.value = 'case 2'
  await flushPromises()
  expect(asked.at(-1)).toContain('case%202')
  kind.value = null
  await flushPromises()
  expect([maps.value.size, asked.length]).toEqual([0, 2])
})

test('a map that cannot be made leaves its sentence, other tasks have none', async () => {
  const error = { code: 'bad-options', message: 'The truth is constant.' }
  const found = begin('restoration', () => Response.json({ error }, { status: 400 }))
  found.kind.value = 'ssim'
  await flushPromises()
  expect(found.maps.value.get('a')?.problem).toContain('The truth is constant.')
  const objects = begin('instances', () => Response.json(description))
  objects.kind.value = 'ssim'
  await flushPromises()
  expect(objects.asked).toEqual([])
})
