import { describe, expect, test } from 'vitest'
import {
  fitCamera,
  imageToPane,
  lookAt,
  paneToImage,
  panBy,
  zoomAt,
} from '../../../src-renderer/viewer/camera.ts'

const pane = { width: 400, height: 300 }
const image = { width: 1000, height: 500 }

describe('camera', () => {
  test('fits the whole image into the pane', () => {
    expect(fitCamera(pane, image)).toEqual({ x: 500, y: 250, zoom: 0.4 })
  })
  test('maps image points to the pane and back', () => {
    const camera = { x: 100, y: 50, zoom: 2 }
    const there = imageToPane(camera, pane, { x: 110, y: 40 })
    expect(there).toEqual({ x: 220, y: 130 })
    expect(paneToImage(camera, pane, there)).toEqual({ x: 110, y: 40 })
  })
  test('keeps the point under the cursor when zooming', () => {
    const camera = { x: 500, y: 250, zoom: 1 }
    const at = { x: 130, y: 220 }
    const before = paneToImage(camera, pane, at)
    const after = paneToImage(zoomAt(camera, pane, at, 3, image), pane, at)
    expect(after.x).toBeCloseTo(before.x, 9)
    expect(after.y).toBeCloseTo(before.y, 9)
  })
  test('never zooms beyond 64 nor below half of what fits', () => {
    const camera = fitCamera(pane, image)
    expect(zoomAt(camera, pane, { x: 0, y: 0 }, 1e6, image).zoom).toBe(64)
    expect(zoomAt(camera, pane, { x: 0, y: 0 }, 1e-6, image).zoom).toBe(0.2)
  })
  test('moves against the hand and stops at the edge of the image', () => {
    expect(panBy({ x: 500, y: 250, zoom: 2 }, 20, -10, image)).toEqual({ x: 490, y: 255, zoom: 2 })
    expect(panBy({ x: 5, y: 250, zoom: 1 }, 100, 0, image).x).toBe(0)
  })
  test('looks at an object with its surroundings in sight', () => {
    const camera = lookAt({ x: 300, y: 200 }, 30, pane, image)
    expect(camera).toEqual({ x: 300, y: 200, zoom: 2.5 })
    expect(lookAt({ x: 300, y: 200 }, 5000, pane, image).zoom).toBe(0.4)
  })
})
