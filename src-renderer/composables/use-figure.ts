/** The view as a picture: on the clipboard, or as a file where the clipboard is not open to the page; SVG is a file. */
import { ref } from 'vue'
import { sentenceOf } from '../api/problem.ts'
import type { FigureFacts, FigureView } from '../viewer/figure.ts'

export function useFigure() {
  /** What became of it, in a sentence; empty before one was asked for. */
  const said = ref('')

  async function take(view: FigureView | null, facts: FigureFacts, name: string): Promise<void> {
    if (!view) {
      said.value = 'There is no picture yet.'
      return
    }
    try {
      const { figurePng } = await import('../viewer/figure.ts')
      const png = await figurePng(view, facts)
      said.value = await onClipboard(png).then(
        () => 'The picture is on the clipboard.',
        () => {
          save(png, name)
          return `Saved as ${name}: the clipboard is not open to this page.`
        },
      )
    } catch (error) {
      said.value = sentenceOf(error)
    }
  }
  /** As a file: clipboards do not take SVG. */
  async function takeSvg(view: FigureView | null, facts: FigureFacts, name: string): Promise<void> {
    if (!view) {
      said.value = 'There is no picture yet.'
      return
    }
    try {
      const { figureSvg } = await import('../viewer/figure-svg.ts')
      save(figureSvg(view, facts), name)
      said.value = `Saved as ${name}.`
    } catch (error) {
      said.value = sentenceOf(error)
    }
  }
  return { said, take, takeSvg }
}

async function onClipboard(png: Blob): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
}

function save(picture: Blob, name: string): void {
  const address = URL.createObjectURL(picture)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
