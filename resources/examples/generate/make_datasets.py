"""
Write the two example datasets: `python3 make_datasets.py EXAMPLES_FOLDER`.

The seeds are consecutive; no scene was chosen or left out for how it looks or scores.
"""
import sys
from pathlib import Path

import numpy as np
import tifffile

from generator import make_scene

NUCLEI_SEEDS = range(20_000, 20_016)
DENOISING_SEEDS = range(30_000, 30_012)
PIXEL_SIZE_UM = 0.5  # nominal: nothing physical was measured

NUCLEI = f"""\
# Synthetic images: see ../README.md. Seeds {NUCLEI_SEEDS.start} to {NUCLEI_SEEDS.stop - 1}, in this order.
formatVersion: 1
name: Synthetic fluorescence nuclei
task: instances
description: >-
  Sixteen computed images of fluorescent nuclei, many of them touching, with camera noise from 12 to 400
  photons per pixel, uneven light and debris; every nucleus is labelled exactly. The pixel size is
  nominal. Scores on these images say nothing about real images.
licence: CC0-1.0
"""
DENOISING = f"""\
# Synthetic images: see ../README.md. Seeds {DENOISING_SEEDS.start} to {DENOISING_SEEDS.stop - 1}, in this order.
formatVersion: 1
name: Synthetic nuclei, noisy and noise-free
task: restoration
description: >-
  Twelve computed images of fluorescent nuclei as a camera would record them (12 to 400 photons per
  pixel), each with the expected counts without any noise as truth. The pixel size is nominal. Scores on
  these images say nothing about real images.
licence: CC0-1.0
"""


def write_tiff(path, image):
    """One deflated strip, little-endian, with the pixel size as ImageJ writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tifffile.imwrite(
        path,
        image,
        imagej=True,
        byteorder='<',
        resolution=(1 / PIXEL_SIZE_UM, 1 / PIXEL_SIZE_UM),
        metadata={'unit': 'um', 'axes': 'YX'},
        compression='zlib',
        rowsperstrip=image.shape[0],
    )


def photon_level(photons):
    """Thirds of the logarithmic range 12 to 400."""
    return 'low' if photons < 39 else 'medium' if photons < 124 else 'high'


def write_dataset(folder, head, prefix, seeds, size, truth_of):
    lines = [head, f'pixelSizeUm: {{ x: {PIXEL_SIZE_UM}, y: {PIXEL_SIZE_UM} }}\ncases:\n']
    for number, seed in enumerate(seeds, 1):
        scene = make_scene(seed, size)
        case = f'{prefix}-{number:02d}'
        write_tiff(folder / 'images' / f'{case}.tif', scene.noisy)
        write_tiff(folder / 'truth' / f'{case}.tif', truth_of(scene))
        lines.append(
            f'  - id: {case}\n'
            f'    image: images/{case}.tif\n'
            f'    truth: truth/{case}.tif\n'
            f'    role: test\n'
            f'    factors: {{ photons: {photon_level(scene.photons)} }}\n'
        )
    (folder / 'dataset.yaml').write_text(''.join(lines), encoding='utf-8')


if __name__ == '__main__':
    examples = Path(sys.argv[1])
    labels = lambda scene: scene.labels.astype(np.uint16)
    write_dataset(examples / 'nuclei', NUCLEI, 'nuclei', NUCLEI_SEEDS, 256, labels)
    clean = lambda scene: scene.clean
    write_dataset(examples / 'denoising', DENOISING, 'denoising', DENOISING_SEEDS, 192, clean)
