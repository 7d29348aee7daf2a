/** Where the page stands, set by each page; the line on top shows it. */
import { defineStore } from 'pinia'
import { shallowRef, watchEffect } from 'vue'
import type { RouteLocationRaw } from 'vue-router'

export interface Crumb {
  readonly text: string
  readonly to?: RouteLocationRaw
}

export const useBreadcrumbs = defineStore('breadcrumbs', () => {
  const crumbs = shallowRef<readonly Crumb[]>([])
  /** Keeps the line equal to what `read` gives while the calling page is shown. */
  function show(read: () => readonly Crumb[]): void {
    watchEffect(() => {
      crumbs.value = read()
    })
  }
  return { crumbs, show }
})
