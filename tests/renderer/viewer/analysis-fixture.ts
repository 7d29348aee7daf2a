/** An image of the case as the plots know it. */
import type { AnalysisSource } from '../../../src-renderer/viewer/analysis-sources.ts'
import type { ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'

export function viewerImage(address: string, side = 100, dtype = 'uint16'): ViewerImage {
  const size = { t: 1, c: 1, z: 1, width: side, height: side, samples: 1 }
  const levels = [{ downsample: 1, width: side, height: side }]
  return {
    address,
    description: {
      ...{ format: 'tiff', axes: 'yx', shape: [side, side], dtype, levels, size, warnings: [] },
      ...{ series: [{ name: 'image', kind: 'image' }], seriesIndex: 0, facts: [] },
      ...{ contentKey: 'key', pixelSizeUm: 'uncalibrated', channels: [] },
    },
  }
}

export function analysisSource(id: string, change: Partial<AnalysisSource> = {}): AnalysisSource {
  const look = id === 'input' || id === 'truth' ? id : 0
  return { id, name: id, look, image: viewerImage(`/${id}`), role: 'intensity', ...change }
}
