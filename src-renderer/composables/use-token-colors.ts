/** Colours from tokens.css as numbers, for drawing; they follow the theme. */
import { computed, ref } from 'vue'
import { onBeforeUnmount, onMounted } from 'vue'
import { useTheme } from '../stores/theme.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

export function useTokenColors() {
  const theme = useTheme()
  const systemTurns = ref(0)
  const system = matchMedia('(prefers-color-scheme: dark)')
  const turn = () => systemTurns.value++
  onMounted(() => system.addEventListener('change', turn))
  onBeforeUnmount(() => system.removeEventListener('change', turn))

  const ground = computed<Rgb>(() => {
    // Read again when either changes.
    void theme.theme
    void systemTurns.value
    return resolveColor('--ground')
  })
  const classColors = new Float32Array(
    ['--hit', '--missed', '--extra', '--mixed'].flatMap((token) => [...resolveColor(token)]),
  )
  return { ground, classColors }
}

/** 0 to 1 per channel; light-dark() and var() resolved by the browser. */
function resolveColor(token: string): Rgb {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  document.body.append(probe)
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g) ?? []
  probe.remove()
  const channel = (index: number) => Number(parts[index] ?? 128) / 255
  return [channel(0), channel(1), channel(2)]
}
