/** What the case viewer can show and hide, and how it looks along z, as commands that can be found. */
import type { Ref } from 'vue'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import type { CaseImages } from '../viewer/case-images.ts'
import { projectionChoices } from '../viewer/projection.ts'
import type { Command } from '../words/find-commands.ts'
import { useCommands } from './use-commands.ts'

export function usePaneCommands(images: Readonly<Ref<CaseImages>>): void {
  const settings = useViewerSettings()

  function toggle(key: string, name: string): Command {
    const isHidden = settings.hidden.has(key)
    return {
      words: `${isHidden ? 'Show' : 'Hide'} the pane ${name}`,
      also: 'panes shown',
      run: () => settings.togglePane(key),
    }
  }
  function alongZ(): Command[] {
    if ((images.value.input.value?.description.size.z ?? 1) < 2) return []
    const others = projectionChoices.filter((choice) => choice !== settings.projection)
    return [
      ...others.map((choice) => ({
        words: choice === 'slice' ? 'Along z: single planes' : `Along z: ${choice} projection`,
        also: 'stack planes',
        run: () => (settings.projection = choice),
      })),
      ...(settings.projection === 'slice'
        ? [
            {
              words: settings.ortho ? 'Hide the xz and yz sections' : 'Show xz and yz sections',
              also: 'orthogonal slices stack',
              run: () => (settings.ortho = !settings.ortho),
            },
          ]
        : []),
    ]
  }

  useCommands(() => [
    toggle('input', 'Input'),
    ...images.value.tools.map(({ key, name }) => toggle(key, name)),
    ...(images.value.task === 'classification' ? [] : [toggle('truth', 'Truth')]),
    ...alongZ(),
  ])
}
