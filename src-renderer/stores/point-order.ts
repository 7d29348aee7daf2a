/** Which points of a case are listed, and in which order; kept from case to case. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { PointOrder } from '../viewer/point-list.ts'

export const usePointOrder = defineStore('point-order', () => {
  const order = ref<PointOrder>('class')
  /** Whether hits are listed beside the errors. */
  const withHits = ref(false)
  return { order, withHits }
})
