/** The images that were opened last on this machine, the latest first. */
import { defineStore } from 'pinia'
import { ref } from 'vue'

const storedAs = 'touchstone.recent-images'
const most = 8

export const useRecentImages = defineStore('recent-images', () => {
  const paths = ref<readonly string[]>(stored())

  function add(path: string): void {
    paths.value = [path, ...paths.value.filter((one) => one !== path)].slice(0, most)
    try {
      localStorage.setItem(storedAs, JSON.stringify(paths.value))
    } catch {
      // Without storage the list lasts as long as the window.
    }
  }

  return { paths, add }
})

function stored(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storedAs) ?? '[]')
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string').slice(0, most) : []
  } catch {
    return []
  }
}
