/** Every command there is now: of the page, the pages themselves, and what the workspace holds by name. */
import { computed, ref, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RouteLocationRaw } from 'vue-router'
import type { FrozenDataset } from '../../src-main/contract/datasets.ts'
import type { InstalledTool } from '../../src-main/contract/shelf.ts'
import { call } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { useCommandList } from '../stores/commands.ts'
import { useComparison } from '../stores/comparison.ts'
import { useEvaluations } from '../stores/evaluations.ts'
import { useKeyPreset } from '../stores/key-preset.ts'
import { useKeySheet } from '../stores/key-sheet.ts'
import { useRecentImages } from '../stores/recent-images.ts'
import { themeOrder, useTheme } from '../stores/theme.ts'
import type { Theme } from '../stores/theme.ts'
import type { Command, CommandGroup, ListedCommand } from '../words/find-commands.ts'
import { fileName } from '../words/paths.ts'
import { commandKeys } from '../words/viewer-commands.ts'

const pages: readonly { name: string; words: string; also: string }[] = [
  { name: 'evaluations', words: 'Evaluations', also: 'home start comparisons list' },
  { name: 'new', words: 'New evaluation', also: 'compare tools run' },
  { name: 'datasets', words: 'Datasets', also: 'images truth cases' },
  { name: 'tools', words: 'Tools', also: 'models baselines install' },
  { name: 'collection', words: 'Collection of models', also: 'bioimage.io tools install' },
  { name: 'bare-model', words: 'Add a bare ONNX model', also: 'tools network settings' },
  { name: 'image', words: 'Open an image', also: 'look file picture' },
  { name: 'history', words: 'History', also: 'runs record verify' },
  { name: 'settings', words: 'Settings', also: 'threads memory keys habits preferences' },
  { name: 'selftest', words: 'Self-test', also: 'self test reference values agree' },
  { name: 'metrics', words: 'Metrics', also: 'definitions scores' },
]
const comparisonPages: readonly { name: string; words: string; also: string }[] = [
  { name: 'comparison', words: 'Comparison', also: 'matrix scores result back' },
  { name: 'cases', words: 'Cases', also: 'images table worst' },
  { name: 'objects', words: 'Objects', also: 'gallery missed extra errors' },
  { name: 'reviews', words: 'Blinded review', also: 'review blind reviews' },
  { name: 'criteria', words: 'Decision', also: 'criteria weights buy' },
]
const themeWords: Readonly<Record<Theme, string>> = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
}

export function useAllCommands() {
  const [route, router] = [useRoute(), useRouter()]
  const [list, comparison, evaluations] = [useCommandList(), useComparison(), useEvaluations()]
  const [preset, keySheet] = [useKeyPreset(), useKeySheet()]
  const [recent, theme] = [useRecentImages(), useTheme()]
  const datasets = shallowRef<readonly FrozenDataset[]>([])
  const tools = shallowRef<readonly InstalledTool[]>([])
  /** Why names of the workspace are missing. */
  const problem = ref<string | null>(null)
  const to = (target: RouteLocationRaw) => () => void router.push(target)

  /** What was made since the list was shown last is found too. */
  async function read(): Promise<void> {
    problem.value = null
    const [, frozen, installed] = await Promise.allSettled([
      evaluations.load(),
      call('datasets'),
      call('installedTools'),
    ])
    if (frozen.status === 'fulfilled') datasets.value = frozen.value
    if (installed.status === 'fulfilled') tools.value = installed.value
    const failed = [frozen, installed].find(({ status }) => status === 'rejected')
    problem.value = failed?.status === 'rejected' ? sentenceOf(failed.reason) : evaluations.problem
  }

  const ofPage = computed<readonly Command[]>(() => list.here)
  const ofComparison = computed<readonly Command[]>(() => {
    const id = route.params['comparison']
    if (typeof id !== 'string') return []
    const task = comparison.comparison?.id === id ? comparison.comparison.task : null
    return comparisonPages
      .filter(({ name }) => name !== route.name && (name !== 'objects' || task === 'instances'))
      .map(({ name, words, also }) => ({
        ...{ words, also, detail: 'of this comparison' },
        run: to({ name, params: { comparison: id } }),
      }))
  })
  const ofFrame = computed<readonly Command[]>(() => [
    ...themeOrder
      .filter((name) => name !== theme.theme)
      .map((name) => ({
        ...{ words: themeWords[name], also: 'colours bright appearance mode switch' },
        run: () => (theme.theme = name),
      })),
    {
      ...{ words: 'Show the keys', also: 'shortcuts keyboard help', run: keySheet.show },
      keys: commandKeys(preset.preset, 'keys'),
    },
  ])
  const goTo = computed<readonly Command[]>(() =>
    pages
      .filter(({ name }) => name !== route.name)
      .map(({ name, words, also }) => ({ words, also, run: to({ name }) })),
  )
  const open = computed<readonly Command[]>(() => [
    ...(evaluations.evaluations ?? []).map(({ id, name, comparison, dataset }) => ({
      words: name,
      ...(comparison === null
        ? { detail: 'evaluation', run: to({ name: 'progress', params: { evaluation: id } }) }
        : { detail: 'comparison', run: to({ name: 'comparison', params: { comparison } }) }),
      also: dataset.name,
    })),
    ...datasets.value.map(({ digest, name }) => ({
      ...{ words: name, detail: 'dataset' },
      run: to({ name: 'dataset', params: { digest } }),
    })),
    ...tools.value.map(({ digest, name }) => ({
      ...{ words: name, detail: 'tool', also: 'model' },
      run: to({ name: 'tool', params: { digest } }),
    })),
    ...recent.paths.map((path) => ({
      ...{ words: fileName(path), detail: 'image', also: path },
      run: to({ name: 'image', query: { path } }),
    })),
  ])
  const inGroup = (group: CommandGroup, commands: readonly Command[]): ListedCommand[] =>
    commands.map((command) => ({ ...command, group }))
  const commands = computed<readonly ListedCommand[]>(() => [
    ...inGroup('Here', [...ofPage.value, ...ofComparison.value]),
    ...inGroup('Go to', goTo.value),
    ...inGroup('Open', open.value),
    ...inGroup('Anywhere', ofFrame.value),
  ])

  return { commands, problem, read }
}
