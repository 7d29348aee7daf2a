import { expect, test } from 'vitest'
import { providerReason, readableReason } from '../../../src-main/core/inference/provider-reason.ts'

const webgpu =
  '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::webgpu::WebGpuContext::Initialize(const X&)::<lambda()> adapter_result.status == wgpu::RequestAdapterStatus::Success was false. Failed to get a WebGPU adapter: No supported adapters\n\tat x'

test.each([
  [webgpu, 'no graphics card that it can use'],
  [
    'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
    'its libraries are not installed here, or cannot be loaded',
  ],
  [
    'CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version',
    'the graphics driver is older than it needs',
  ],
  ['CUDA failure 100: no CUDA-capable device is detected', 'no NVIDIA graphics card'],
  ['Something new.\nat line 2', 'Something new'],
])('%#: says in plain words why a provider does not work', (text, words) => {
  expect(providerReason(text)).toBe(words)
})

test('what is not known keeps its first line, without a place in foreign sources', () => {
  expect(readableReason(webgpu)).toBe('Failed to get a WebGPU adapter: No supported adapters')
})
