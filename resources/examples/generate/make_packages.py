"""
Fill the two model packages: `python3 make_packages.py WEIGHTS_FOLDER EXAMPLES_FOLDER`.

Writes weights.onnx, test_input.npy and test_output.npy, and stamps the digest of every file that
rdf.yaml names into it. The words of rdf.yaml and README.md are written by hand.
"""
import hashlib
import re
import sys
from pathlib import Path

import numpy as np
import torch

from export import export_onnx, load_network
from generator import make_scene
from train import COUNT_SCALE, DARK_COUNTS, normalise, scale_counts

TEST_SEED, TEST_SIZE_PX = 40_000, 128


def whole_pipeline(name, network, counts):
    """What the package gives for an image (y, x) in counts: preprocessing, network, postprocessing."""
    prepare = normalise if name == 'nuclei-unet' else scale_counts
    with torch.no_grad():
        output = network(torch.from_numpy(prepare(counts))[None, None]).numpy()
    if name == 'denoiser':
        output = output * np.float32(COUNT_SCALE) + np.float32(DARK_COUNTS)
    return output


def stamp_digests(description):
    """Replace the sha256 in the line after each `source:`."""

    def stamped(match):
        content = (description.parent / match['file']).read_bytes()
        return f'{match["head"]}{hashlib.sha256(content).hexdigest()}'

    pattern = r'(?P<head>source: (?P<file>\S+)\n\s+sha256: )[0-9a-f]*'
    text = description.read_text(encoding='utf-8')
    description.write_text(re.sub(pattern, stamped, text), encoding='utf-8')


if __name__ == '__main__':
    torch.set_num_threads(1)
    weights, examples = Path(sys.argv[1]), Path(sys.argv[2])
    counts = make_scene(TEST_SEED, TEST_SIZE_PX).noisy
    for name in ('nuclei-unet', 'denoiser'):
        package = examples / 'models' / name
        network = load_network(name, weights / f'{name}.pt')
        export_onnx(name, network, package / 'weights.onnx')
        np.save(package / 'test_input.npy', counts.astype(np.float32)[None, None])
        np.save(package / 'test_output.npy', whole_pipeline(name, network, counts))
        stamp_digests(package / 'rdf.yaml')
