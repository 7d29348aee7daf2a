/** The one camera that all panes share: which image point stands in a pane's middle, and how large. Pure. */

export interface Point {
  readonly x: number
  readonly y: number
}

/** Width and height; panes in CSS pixels, images in image pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export interface Camera {
  /** Image point in the middle of every pane, px from the top left corner. */
  readonly x: number
  readonly y: number
  /** CSS pixels per image pixel: 1 is 100 %. */
  readonly zoom: number
}

export const largestZoom = 64
export const zoomStep = Math.SQRT2

export function imageToPane(camera: Camera, pane: Size, point: Point): Point {
  return {
    x: pane.width / 2 + (point.x - camera.x) * camera.zoom,
    y: pane.height / 2 + (point.y - camera.y) * camera.zoom,
  }
}

export function paneToImage(camera: Camera, pane: Size, point: Point): Point {
  return {
    x: camera.x + (point.x - pane.width / 2) / camera.zoom,
    y: camera.y + (point.y - pane.height / 2) / camera.zoom,
  }
}

/** The whole image, as large as the pane allows. */
export function fitCamera(pane: Size, image: Size): Camera {
  const zoom = fitZoom(pane, image)
  return { x: image.width / 2, y: image.height / 2, zoom }
}

export function fitZoom(pane: Size, image: Size): number {
  return Math.min(largestZoom, pane.width / image.width, pane.height / image.height)
}

/** Zooms so that the image point under `at` (CSS px within the pane) stays where it is. */
export function zoomAt(camera: Camera, pane: Size, at: Point, factor: number, image: Size): Camera {
  const zoom = clampZoom(camera.zoom * factor, pane, image)
  const fixed = paneToImage(camera, pane, at)
  const moved = {
    x: fixed.x - (at.x - pane.width / 2) / zoom,
    y: fixed.y - (at.y - pane.height / 2) / zoom,
    zoom,
  }
  return insideImage(moved, image)
}

/** Moves the image by CSS pixels, as a hand drags it. */
export function panBy(camera: Camera, dx: number, dy: number, image: Size): Camera {
  const moved = { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }
  return insideImage(moved, image)
}

/** A place in the middle of all panes, near enough to see `sizePx` image pixels in context, never farther than fits. */
export function lookAt(point: Point, sizePx: number, pane: Size, image: Size): Camera {
  const wanted = Math.min(pane.width, pane.height) / Math.max(24, 4 * sizePx)
  const zoom = Math.max(fitZoom(pane, image), Math.min(wanted, 16))
  return insideImage({ ...point, zoom }, image)
}

/** Not nearer than 64 CSS px per image px, not farther than half of what fits. */
function clampZoom(zoom: number, pane: Size, image: Size): number {
  return Math.min(largestZoom, Math.max(zoom, fitZoom(pane, image) / 2))
}

/** Some of the image is always in sight: the middle stays over it. */
function insideImage(camera: Camera, image: Size): Camera {
  const x = Math.min(image.width, Math.max(0, camera.x))
  const y = Math.min(image.height, Math.max(0, camera.y))
  return { x, y, zoom: camera.zoom }
}
