"""
The figures in the packages' documentation: `python3 evaluate.py WEIGHTS_FOLDER`. Needs scikit-image.

A quick check beside Touchstone itself, which evaluates the same examples with its own metrics.
"""
import sys
from pathlib import Path

import numpy as np
import torch
from scipy import ndimage as ndi
from skimage.feature import peak_local_max
from skimage.filters import threshold_otsu
from skimage.segmentation import watershed

from export import load_network
from generator import make_empty_field, make_scene
from make_datasets import DENOISING_SEEDS, NUCLEI_SEEDS
from make_packages import whole_pipeline


MINIMUM_AREA_PX = 20  # for every tool alike: one that keeps noise specks loses for that reason alone


def without_specks(labels):
    areas = np.bincount(labels.ravel())
    return np.where(areas[labels] < MINIMUM_AREA_PX, 0, labels)


def decode(probabilities, seed_threshold=0.5):
    """Seeds where foreground minus boundary is high, flooded within the foreground; (y, x) labels."""
    foreground, boundary = probabilities
    seeds, _ = ndi.label(foreground - boundary > seed_threshold)
    return watershed(-foreground, seeds, mask=foreground > 0.5)


def otsu_components(image):
    return ndi.label(image > threshold_otsu(image))[0]


def otsu_watershed(image):
    mask = image > threshold_otsu(image)
    distance = ndi.gaussian_filter(ndi.distance_transform_edt(mask), 1)
    peaks = peak_local_max(distance, min_distance=5, labels=ndi.label(mask)[0])
    seeds = np.zeros(mask.shape, int)
    seeds[tuple(peaks.T)] = np.arange(1, len(peaks) + 1)
    return watershed(-distance, seeds, mask=mask)


def intersection_over_union(truth, prediction):
    """Dense table (truth x prediction) without background."""
    shared = np.zeros((truth.max() + 1, prediction.max() + 1))
    np.add.at(shared, (truth.ravel(), prediction.ravel()), 1)
    either = shared.sum(1)[:, None] + shared.sum(0)[None] - shared
    return (shared / np.maximum(either, 1))[1:, 1:]


def f1(truth, prediction, threshold=0.5):
    """Above IoU 0.5 a partner is unique, so counting is matching."""
    hits = int((intersection_over_union(truth, prediction) > threshold).sum())
    total = len(np.unique(truth[truth > 0])) + len(np.unique(prediction[prediction > 0]))
    return 2 * hits / total


def psnr(truth, prediction):
    """Decibel against the truth's own range."""
    truth, prediction = truth.astype(np.float64), prediction.astype(np.float64)
    return 10 * np.log10(np.ptp(truth) ** 2 / np.mean((prediction - truth) ** 2))


def report_instances(network):
    scenes = [make_scene(seed, 256) for seed in NUCLEI_SEEDS]
    outputs = [whole_pipeline('nuclei-unet', network, scene.noisy)[0] for scene in scenes]
    smooth = [ndi.gaussian_filter(scene.noisy.astype(np.float64), 1) for scene in scenes]
    tools = {
        'Otsu, components': [otsu_components(scene.noisy) for scene in scenes],
        'Otsu, distance watershed': [otsu_watershed(scene.noisy) for scene in scenes],
        'Gaussian 1, Otsu, distance watershed': [otsu_watershed(image) for image in smooth],
    }
    for seed_threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        decoded = [decode(output, seed_threshold) for output in outputs]
        tools[f'U-Net, seeds above {seed_threshold}'] = decoded
    print(sum(int(scene.labels.max()) for scene in scenes), 'nuclei in', len(scenes), 'images')
    for name, predictions in tools.items():
        with_specks = [f1(scene.labels, labels) for scene, labels in zip(scenes, predictions)]
        kept = [without_specks(labels) for labels in predictions]
        scores = [f1(scene.labels, labels) for scene, labels in zip(scenes, kept)]
        strict = [f1(scene.labels, labels, 0.75) for scene, labels in zip(scenes, kept)]
        print(f'{name}: F1@0.5 {np.mean(scores):.3f}, worst {min(scores):.3f};', end=' ')
        print(f'F1@0.75 {np.mean(strict):.3f}; F1@0.5 with specks {np.mean(with_specks):.3f}')


def report_limits(network):
    uniform = [
        np.random.default_rng(seed).poisson(100, (256, 256)).astype(np.uint16)
        for seed in range(50_100, 50_120)
    ]
    fields = {
        'uneven background': [make_empty_field(seed) for seed in range(50_000, 50_020)],
        'uniform noise': uniform,
    }
    for name, images in fields.items():
        outputs = [whole_pipeline('nuclei-unet', network, image)[0] for image in images]
        shares = [100 * float((output[0] > 0.5).mean()) for output in outputs]
        counts = [len(np.unique(without_specks(decode(output)))) - 1 for output in outputs]
        print(f'{len(images)} empty fields, {name}: false foreground', end=' ')
        print(f'{np.mean(shares):.2f} %, at most {max(shares):.2f} %;', end=' ')
        print(f'false nuclei {np.mean(counts):.1f} per field, at most {max(counts)}')
    for radius in (5, 7, 11, 15, 20, 25, 36):
        overlaps, best, scores = [], [], []
        for seed in range(60_000, 60_008):
            scene = make_scene(seed, 256, radius)
            output = whole_pipeline('nuclei-unet', network, scene.noisy)[0]
            labels = without_specks(decode(output))
            found, truth = output[0] > 0.5, scene.labels > 0
            overlaps.append((found & truth).sum() / (found | truth).sum())
            best.append(intersection_over_union(scene.labels, labels).max(1).mean())
            scores.append(f1(scene.labels, labels))
        print(f'mean radius {radius} px: foreground IoU {np.mean(overlaps):.2f},', end=' ')
        print(f'best IoU per nucleus {np.mean(best):.2f}, F1@0.5 {np.mean(scores):.2f}')


def report_denoising(network):
    rows = []
    for seed in DENOISING_SEEDS:
        scene = make_scene(seed, 192)
        noisy = scene.noisy.astype(np.float32)
        results = {'input': noisy}
        for sigma in (0.75, 1, 1.5, 2):
            results[f'Gaussian {sigma}'] = ndi.gaussian_filter(noisy, sigma)
        results['median 3'] = ndi.median_filter(noisy, 3)
        results['denoiser'] = whole_pipeline('denoiser', network, scene.noisy)[0, 0]
        rows.append({name: psnr(scene.clean, result) for name, result in results.items()})
    for name in rows[0]:
        values = [row[name] for row in rows]
        print(f'{name}: PSNR {np.mean(values):.2f} dB, {min(values):.2f} to {max(values):.2f}')
    gains = [row['denoiser'] - max(row[k] for k in row if k.startswith('Gaussian')) for row in rows]
    print(f'denoiser minus the best Gaussian of each image: {np.mean(gains):.2f} dB, least {min(gains):.2f}')


def reach(network, size=160):
    """Farthest pixel (along y or x) that changes an output pixel: what the halo must cover."""
    farthest = 0
    for at in range(size // 2 - 4, size // 2 + 4):
        image = torch.rand(1, 1, size, size, requires_grad=True)
        network(image)[0, :, at, at].sum().backward()
        ys, xs = np.nonzero(image.grad[0, 0].numpy())
        farthest = max(farthest, *np.abs(ys - at), *np.abs(xs - at))
    return farthest


if __name__ == '__main__':
    torch.set_num_threads(1)
    weights = Path(sys.argv[1])
    unet = load_network('nuclei-unet', weights / 'nuclei-unet.pt')
    denoiser = load_network('denoiser', weights / 'denoiser.pt')
    report_instances(unet)
    report_limits(unet)
    report_denoising(denoiser)
    print('reach in pixels: U-Net', reach(unet), 'denoiser', reach(denoiser))
