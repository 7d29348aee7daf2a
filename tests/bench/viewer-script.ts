/**
 * What the viewer's bench does inside the page, as a script that runs before the page's own: it keeps the
 * drawn pixels readable and puts `bench` on the window.
 */
export const inPage = `(() => {
  const getContext = HTMLCanvasElement.prototype.getContext
  let gl = null
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    if (kind !== 'webgl2') return getContext.call(this, kind, options)
    gl = getContext.call(this, kind, { ...options, preserveDrawingBuffer: true })
    return gl
  }
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())))
  const pause = (ms) => new Promise((done) => setTimeout(done, ms))
  const press = (key) =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  const panes = () => [...document.querySelectorAll('.panes > .frame')]
  /** Red of the middle of every pane; -1 where there is no canvas yet. */
  function grays() {
    if (!gl || !gl.canvas.isConnected) return []
    const canvas = gl.canvas.getBoundingClientRect()
    return panes().map((pane) => {
      const { left, top, width, height } = pane.getBoundingClientRect()
      const x = Math.round((left - canvas.left + width / 2) * devicePixelRatio)
      const y = Math.round((top - canvas.top + height / 2) * devicePixelRatio)
      const pixel = new Uint8Array(4)
      gl.readPixels(x, gl.canvas.height - y, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
      return pixel[0]
    })
  }
  async function until(isSo, what) {
    const deadline = performance.now() + 20000
    while (!isSo()) {
      if (performance.now() > deadline) throw new Error('not within 20 s: ' + what + '; panes show ' + grays())
      await frame()
    }
  }
  async function settled() {
    await pause(1500)
    await until(() => grays().length > 0, 'panes')
  }
  async function open(hash, count) {
    location.hash = hash
    await until(() => panes().length >= count, count + ' panes')
    await settled()
  }
  const slider = () => document.querySelector('input[type=range][aria-label^="z"], input[type=range]')
  async function steps(zoomKey, planes, stepValue) {
    press(zoomKey)
    await settled()
    // The first plane, then two planes far apart that tell how gray follows from the plane.
    for (let at = 0; at < planes; at++) press('ArrowLeft')
    await settled()
    const lowest = grays()[0]
    const shown = (gray) => grays().every((value) => Math.abs(value - gray) <= 1)
    const perPlane = await (async () => {
      for (let at = 0; at < planes; at++) press('ArrowRight')
      await settled()
      return (grays()[0] - lowest) / (planes - 1)
    })()
    if (!(perPlane > 2.5)) throw new Error('planes differ by ' + perPlane + ' gray levels only')
    async function along(key, from, to) {
      const times = []
      const by = Math.sign(to - from)
      for (let z = from + by; z !== to + by; z += by) {
        const gray = Math.round(lowest + z * perPlane)
        const started = performance.now()
        press(key)
        await until(() => shown(gray), 'plane ' + z + ', gray ' + gray)
        times.push(performance.now() - started)
      }
      return times
    }
    const cold = await along('ArrowLeft', planes - 1, 4)
    const warm = await along('ArrowRight', 4, 28)
    return { cold, warm }
  }
  async function openings(from, prefix, cases, count) {
    const times = []
    for (let at = 0; at < cases; at++) {
      location.hash = from
      await until(() => panes().length === 0 && document.querySelector('main table, table'), 'the comparison')
      await pause(1500)
      const started = performance.now()
      location.hash = prefix + at
      await until(
        () => panes().length >= count && grays().length >= count && isWhole(),
        'a full picture',
      )
      times.push(performance.now() - started)
    }
    return times
  }
  /** Images everywhere, and labels of every pane that has them: colours beside gray. */
  function isWhole() {
    const canvas = gl.canvas.getBoundingClientRect()
    return panes().every((pane, at) => {
      const { left, top, width, height } = pane.getBoundingClientRect()
      const side = Math.floor(Math.min(width, height) / 3)
      const pixels = new Uint8Array(side * side * 4)
      const x = Math.round(left - canvas.left + width / 2 - side / 2)
      const y = Math.round(top - canvas.top + height / 2 - side / 2)
      gl.readPixels(x, gl.canvas.height - y - side, side, side, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
      const values = new Set()
      let coloured = 0
      for (let i = 0; i < pixels.length; i += 4) {
        values.add(pixels[i])
        if (pixels[i] !== pixels[i + 1] || pixels[i + 1] !== pixels[i + 2]) coloured++
      }
      return values.size > 8 && (at === 0 || coloured > 100)
    })
  }
  /** Times between frames while something moves, ms. */
  async function frames(move, ms) {
    press('4')
    if (move === 'pan') for (let at = 0; at < 3; at++) press('+')
    await settled()
    const box = document.querySelector('.panes')
    const { left, top } = panes()[0].getBoundingClientRect()
    const at = (x, y, more) => ({ clientX: left + x, clientY: top + y, bubbles: true, cancelable: true, pointerId: 1, ...more })
    if (move === 'pan') box.dispatchEvent(new PointerEvent('pointerdown', at(200, 200, { button: 0, buttons: 1, isPrimary: true })))
    const times = []
    const started = performance.now()
    let last = await frame()
    let count = 0
    while (last - started < ms) {
      count++
      if (move === 'pan')
        box.dispatchEvent(new PointerEvent('pointermove', at(200 + 90 * Math.sin(count / 15), 200 + 90 * Math.cos(count / 15), { buttons: 1, isPrimary: true })))
      else box.dispatchEvent(new WheelEvent('wheel', at(200, 200, { deltaY: count % 80 < 40 ? -30 : 30 })))
      const now = await frame()
      times.push(now - last)
      last = now
    }
    if (move === 'pan') box.dispatchEvent(new PointerEvent('pointerup', at(200, 200, { isPrimary: true })))
    return times.slice(1)
  }
  async function gallery(hash, ms) {
    location.hash = hash
    await until(() => document.querySelector('.view .item img'), 'the gallery')
    await pause(1500)
    const view = document.querySelector('.view')
    const count = Number(document.querySelector('.item').getAttribute('aria-setsize'))
    const times = []
    const started = performance.now()
    let last = await frame()
    while (last - started < ms) {
      view.scrollTop += 40
      const now = await frame()
      times.push(now - last)
      last = now
    }
    return { frames: times.slice(1), count }
  }
  /** Jumps and steps, as a person looks about; answers how many. */
  async function wander(ms) {
    const started = performance.now()
    let count = 0
    while (performance.now() - started < ms) {
      const along = slider()
      along.value = String(Math.floor(Math.random() * (Number(along.max) + 1)))
      along.dispatchEvent(new Event('input', { bubbles: true }))
      for (let at = 0; at < 12; at++) {
        press(at % 4 === 3 ? 'ArrowLeft' : 'ArrowRight')
        await pause(40)
        count++
      }
      press(count % 5 === 0 ? '4' : count % 2 === 0 ? '+' : '-')
    }
    return count
  }
  window.bench = { gl: () => gl, open, steps, openings, frames, gallery, wander }
})()`
