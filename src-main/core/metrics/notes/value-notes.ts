/** Formulas, empty cases and proofs of the metrics of restored images. */
import type { NoteRow, Proof } from './note-row.ts'

const images = (...names: string[]): Proof => ({ kind: 'restoration', names })

export const valueNotes: readonly NoteRow[] = [
  [/^psnr$/, '10 log₁₀(L² / MSE)', 'psnr', images('psnr_R')],
  [
    /^ssim-wang$/,
    'mean of (2 μx μy + C₁)(2 σxy + C₂) / ((μx² + μy² + C₁)(σx² + σy² + C₂)), Gaussian window',
    'ssim',
    images('ssim_gaussian_R', 'ssim_gaussian_map'),
  ],
  [
    /^ssim-uniform7$/,
    'the same with equal weights over 7 pixels and sample covariance',
    'ssim',
    images('ssim_default_R', 'ssim_default_map'),
  ],
  [
    /^ms-ssim$/,
    'Π csₛ^wₛ · ssim₅^w₅ over five scales, w = 0.0448, 0.2856, 0.3001, 0.2363, 0.1333',
    'scales',
    images('ms_ssim_valid'),
  ],
  [/^nrmse-euclidean$/, '√(Σ (T − P)² / Σ T²)', 'relativeError', images('nrmse_euclidean')],
  [/^nrmse-min-max$/, 'RMSE / (max T − min T)', 'rangeError', images('nrmse_minmax')],
  [/^nrmse-mean$/, 'RMSE / mean T', 'relativeError', images('nrmse_mean')],
  [/^pearson$/, 'cov(T, P) / (sd T · sd P)', 'correlation', images('pearson')],
  [
    /^frc$/,
    'n / q in pixels, q = first ring with FRC(q) < threshold, interpolated; 1/7; half-bit (0.2071 + 1.9102/√N) / (1.2071 + 0.9102/√N); one-bit (0.5 + 2.4142/√N) / (1.5 + 1.4142/√N); 3-sigma 3/√(N/2), N Fourier pixels of the ring',
    'rings',
    images('frc_hann', 'frc_hann_1/7'),
  ],
  [/^nrmse-std$/, 'RMSE / sd T', 'rangeError'],
  [
    /^ms-ssim-torchmetrics$/,
    'as MS-SSIM, the coarsest scale over the whole map with mirrored borders',
    'scales',
    images('ms_ssim_torchmetrics'),
  ],
  [
    /^ssim-torchmetrics$/,
    'as SSIM (Wang), over the whole map with mirrored borders',
    'pairRange',
    images('ms_ssim_torchmetrics'),
  ],
  [
    /^micro-ssim(-run)?$/,
    'SSIM of (T − p₃(T)) / max and α (P − p₃(P)) / max, α = the gain with the largest SSIM',
    'rangeError',
    images('microssim'),
  ],
  [/^nmi$/, '(H(T) + H(P)) / H(T, P)', 'information', images('nmi_100')],
  [/^gain-minus-one$/, 'cov(P, T) / (var P + 10⁻¹⁰) − 1', 'fit', images('minmse_rmse')],
  [/^offset$/, 'mean T − α mean P', 'fit', images('minmse_rmse')],
  [
    /^psnr-after-fit$|^psnr-range-invariant$/,
    '10 log₁₀(L² / MSE) of αP + β',
    'fittedRange',
    images('minmse_psnr'),
  ],
  [
    /^ssim-wang-after-fit$/,
    'SSIM (Wang) of αP + β',
    'fittedRange',
    images('ssim_gaussian_R', 'minmse_rmse'),
  ],
  [
    /^nrmse-euclidean-after-fit$/,
    '√(Σ (T − αP − β)² / Σ T²)',
    'fittedRelativeError',
    images('minmse_rmse'),
  ],
  [
    /^care-psnr$/,
    '10 log₁₀(L² / MSE) of normalised T and αP + β',
    'rangeError',
    images('care_psnr'),
  ],
  [/^care-ssim$/, 'SSIM (uniform 7) of normalised T and αP + β', 'rangeError', images('care_ssim')],
  [/^care-nrmse$/, 'RMSE / L of normalised T and αP + β', 'rangeError', images('care_nrmse')],
  [/^zerocost-psnr$/, '10 log₁₀(1 / MSE) of its normalised T and P', 'correlation'],
  [/^zerocost-ssim$/, 'SSIM (Wang), L = 1, of its normalised T and P', 'correlation'],
  [/^zerocost-nrmse$/, '√(mean |T − P|) of its normalised T and P', 'correlation'],
  [/^decorrelation$/, '2 / k_c, k_c = highest peak of Σ|I| / √(Σ|I|² N) over high-passes', 'peaks'],
  [/^squirrel-rsp$/, 'ρ(I, α (P * G(σ)) + β), α, β, σ by least squares', 'input'],
  [/^squirrel-rse$/, '√(mean (I − α (P * G(σ)) − β)²), α, β, σ by least squares', 'input'],
]
