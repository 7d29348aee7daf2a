"""
Train one example network on one thread of a CPU: `python3 train.py nuclei-unet|denoiser OUTPUT_FOLDER`.

A fixed number of steps and fixed seeds, so that the same versions on the same kind of processor give
the same weights. Writes <name>.pt and prints a digest of the weights.
"""
import hashlib
import resource
import sys
import time
from pathlib import Path

import numpy as np
import torch
from scipy import ndimage as ndi
from torch.nn import functional as F

from generator import make_scene
from networks import Denoiser, NucleiUNet

TRAINING_SEEDS = range(10_000, 10_160)  # scenes; no example or test image uses these seeds
STEPS, WARM_UP_STEPS = 700, 30
BATCH, CROP_PX, IMAGE_PX = 8, 128, 256
LEARNING_RATE = 2e-3
RANDOM_SEED = 7

# The denoiser sees (counts - DARK_COUNTS) / COUNT_SCALE. DARK_COUNTS lies five read-noise deviations
# below the camera offset of 100, so that hardly any pixel is cut off at 0.
DARK_COUNTS, COUNT_SCALE = 50.0, 400.0


def percentile_range(image):
    """1st percentile and width up to the 99.8th, both in counts."""
    low, high = np.percentile(image, (1.0, 99.8))
    return float(low), float(max(high - low, 1e-6))


def normalise(image):
    """Percentile normalisation without clipping: what `scale_range` of a package description does."""
    low, width = percentile_range(image)
    return ((image.astype(np.float32) - low) / width).astype(np.float32)


def scale_counts(image):
    return ((image.astype(np.float32) - DARK_COUNTS) / COUNT_SCALE).astype(np.float32)


def foreground_and_boundary(labels):
    """(2, y, x) float32: inside any nucleus; on a border between nuclei or on the rim to background."""
    foreground = (labels > 0).astype(np.float32)
    none = 1 << 30
    highest = ndi.maximum_filter(labels, 3)
    lowest = ndi.minimum_filter(np.where(labels == 0, none, labels), 3)
    between = (highest != np.where(lowest == none, 0, lowest)) & (highest > 0)
    rim = (labels > 0) & (ndi.minimum_filter(labels, 3) == 0)
    return np.stack((foreground, (between | rim).astype(np.float32)))


class NucleiTask:
    """Binary cross entropy (boundary counts double) plus half a soft Dice loss; brightness is varied."""

    network = NucleiUNet

    def example(self, scene):
        return normalise(scene.noisy)[None], foreground_and_boundary(scene.labels), 1.0

    def vary(self, rng, crop):
        crop = crop * rng.uniform(0.7, 1.3) + rng.uniform(-0.1, 0.1)
        return crop + rng.normal(0, rng.uniform(0, 0.05), crop.shape)

    def loss(self, network, image, target, _weight):
        logits = network.logits(image)
        class_weights = torch.tensor([1.0, 2.0]).view(1, 2, 1, 1)
        entropy = F.binary_cross_entropy_with_logits(logits, target, pos_weight=class_weights)
        chance = torch.sigmoid(logits)
        shared = (chance * target).sum((0, 2, 3))
        either = chance.sum((0, 2, 3)) + target.sum((0, 2, 3))
        dice = 1 - ((2 * shared + 1) / (either + 1)).mean()
        return entropy + 0.5 * dice


class DenoisingTask:
    """Absolute plus twice the squared error in units of each image's own range: dim images count too."""

    network = Denoiser

    def example(self, scene):
        weight = COUNT_SCALE / percentile_range(scene.noisy)[1]
        return scale_counts(scene.noisy)[None], scale_counts(scene.clean)[None], weight

    def vary(self, _rng, crop):
        return crop

    def loss(self, network, image, target, weight):
        error = (network(image) - target) * weight
        return error.abs().mean() + 2 * (error * error).mean()


TASKS = {'nuclei-unet': NucleiTask, 'denoiser': DenoisingTask}


def learning_rate(step):
    """Linear warm-up, then half a cosine down to 2 %."""
    warm = min(1, (step + 1) / WARM_UP_STEPS)
    return LEARNING_RATE * warm * (0.5 * (1 + np.cos(np.pi * (step / STEPS))) * 0.98 + 0.02)


def draw_batch(rng, task, examples):
    images, targets, weights = [], [], []
    for _ in range(BATCH):
        image, target, weight = examples[rng.integers(len(examples))]
        y, x = (int(v) * 2 for v in rng.integers(0, (IMAGE_PX - CROP_PX) // 2 + 1, 2))
        images.append(task.vary(rng, image[:, y : y + CROP_PX, x : x + CROP_PX]))
        targets.append(target[:, y : y + CROP_PX, x : x + CROP_PX])
        weights.append(weight)
    return (
        torch.from_numpy(np.stack(images).astype(np.float32)),
        torch.from_numpy(np.stack(targets).copy()),
        torch.tensor(weights, dtype=torch.float32).view(-1, 1, 1, 1),
    )


def train(name):
    torch.set_num_threads(1)
    torch.manual_seed(RANDOM_SEED)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(RANDOM_SEED)
    task = TASKS[name]()
    examples = [task.example(make_scene(seed, IMAGE_PX)) for seed in TRAINING_SEEDS]
    network = task.network()
    optimiser = torch.optim.AdamW(network.parameters(), LEARNING_RATE, weight_decay=1e-4)
    network.train()
    losses, started = [], time.time()
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group['lr'] = learning_rate(step)
        loss = task.loss(network, *draw_batch(rng, task, examples))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
        if (step + 1) % 50 == 0:
            mean = np.mean(losses[-50:])
            print(f'step {step + 1} {time.time() - started:.0f} s loss {mean:.4f}', flush=True)
    return network


def weights_digest(network):
    """First 16 hex digits of SHA-256 over all weights in the order of the layers."""
    values = (value.numpy().tobytes() for value in network.state_dict().values())
    return hashlib.sha256(b''.join(values)).hexdigest()[:16]


if __name__ == '__main__':
    name, folder = sys.argv[1], Path(sys.argv[2])
    network = train(name)
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), folder / f'{name}.pt')
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        f'{name}: {STEPS} steps, {used.ru_utime + used.ru_stime:.0f} s of processor time,',
        f'{used.ru_maxrss / 1024:.0f} MB, weights {weights_digest(network)}',
    )
