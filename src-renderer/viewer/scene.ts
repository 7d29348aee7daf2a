/** What is to be drawn: panes under one camera. Made by the page, drawn by the renderer. */
import type { Camera } from './camera.ts'
import type { ClassTable } from './class-table.ts'
import type { Limits } from './contrast.ts'
import type { PaneRect } from './pane-grid.ts'
import type { PlaneSource } from './plane-source.ts'

/** One channel of a composite. */
export interface ImageChannel {
  readonly source: PlaneSource
  readonly limits: Limits
  readonly table: Uint8Array
}

export interface ScenePane {
  readonly id: string
  readonly rect: PaneRect
  /** The image under everything; null where there is none to draw. */
  readonly image: {
    readonly source: PlaneSource
    readonly mode: 'gray' | 'colour' | 'difference'
    /** Gray values that are no intensities: shown from 0 to 1, or from 0 to the square of `differenceLimit`. */
    readonly scale?: 'unit' | 'squared'
    /** Of mode `gray`: 256 RGBA colours from black to white; grays where there is none. */
    readonly table?: Uint8Array
    /** Of mode `gray`: 1 unless a person changed it. */
    readonly gamma?: number
    /** Its own, where panes do not share theirs. */
    readonly limits?: Limits
    /** Drawn in place of `source`, their colours added up. */
    readonly channels?: readonly ImageChannel[]
  } | null
  readonly labels: PlaneSource | null
  readonly errors: ErrorLayer | null
  /** The part of the rect that is drawn, where another pane stands under it. */
  readonly clip?: PaneRect | null
  /** Over what was drawn there before, 0 to 1. */
  readonly opacity?: number
}

export type ErrorLayer =
  | {
      readonly kind: 'objects'
      readonly labels: PlaneSource
      readonly classes: ClassTable
      /** In a prediction's pane: the truth, for what was missed. */
      readonly missed: { readonly labels: PlaneSource; readonly classes: ClassTable } | null
    }
  | { readonly kind: 'pixels'; readonly truth: PlaneSource; readonly prediction: PlaneSource }

export interface Scene {
  readonly panes: readonly ScenePane[]
  readonly camera: Camera
  /** The size all planes are laid over, image px. */
  readonly extent: { readonly width: number; readonly height: number }
  /** Null until they are known: tiles are asked for, nothing is drawn. */
  readonly limits: Limits | null
  readonly differenceLimit: number
  readonly labelOpacity: number
  readonly labelsFilled: boolean
  readonly palette: Uint8Array
  /** Colours from the tokens, 0 to 1. */
  readonly ground: readonly [number, number, number]
  /** Hit, missed, extra, mixed. */
  readonly classColors: Float32Array
}

/** In device px, from the canvas's lower left corner. */
export interface Viewport {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
