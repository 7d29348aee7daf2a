"""
Seeded synthetic fluorescence nuclei: what a camera would see, what is really there, and which pixel
belongs to which nucleus. Only numpy and scipy; the same seed gives the same bytes for one numpy version.

The order of the random draws is part of the recipe: another order is another data set.
"""
from dataclasses import dataclass

import numpy as np
from scipy import ndimage as ndi

CAMERA_OFFSET = 100.0  # counts of an unexposed pixel
MAXIMUM_TRIES = 3000  # placements tried before a scene counts as full
MINIMUM_AREA_PX = 12  # smaller fragments are not placed
MAXIMUM_OVERLAP = 0.10  # share of a nucleus that may lie on others; the part underneath wins


@dataclass(frozen=True)
class Scene:
    """One field of view; all arrays are (y, x)."""

    noisy: np.ndarray  # uint16, camera counts
    clean: np.ndarray  # float32, expected camera counts without noise
    labels: np.ndarray  # int32, 0 = background, nuclei 1..n
    photons: float  # photons per pixel at signal 1
    mean_radius_px: float


def make_scene(seed, size=256, mean_radius_px=None):
    """Draw one scene of size x size pixels. A given mean radius replaces the drawn one (7 to 15 px)."""
    rng = np.random.default_rng(seed)
    mean_radius_px = mean_radius_px or rng.uniform(7.0, 15.0)
    signal, labels = _place_nuclei(rng, size, mean_radius_px)
    _add_debris(rng, signal)
    light = _optics(rng, signal, mean_radius_px)
    photons = np.exp(rng.uniform(np.log(12), np.log(400)))
    noisy, clean = _expose(rng, light, photons)
    return Scene(noisy, clean, labels, float(photons), float(mean_radius_px))


def make_empty_field(seed, size=256):
    """Camera counts (uint16) of a field without any nucleus: background light, shot and read noise."""
    rng = np.random.default_rng(seed)
    light = rng.uniform(0.02, 0.15) * (1 + 0.5 * _smooth_field(rng, size))
    photons = np.exp(rng.uniform(np.log(12), np.log(400)))
    return _expose(rng, light, photons)[0]


def _place_nuclei(rng, size, mean_radius_px):
    target_area = rng.uniform(0.15, 0.55) * size * size
    touch_probability = rng.uniform(0.3, 0.8)
    labels = np.zeros((size, size), np.int32)
    signal = np.zeros((size, size), np.float64)
    fine, coarse = _texture(rng, size, 1.3), _texture(rng, size, 3.5)
    placed, area, tries, count = [], 0, 0, 0
    while area < target_area and tries < MAXIMUM_TRIES:
        tries += 1
        drawn = rng.normal(mean_radius_px, 0.18 * mean_radius_px)
        radius = float(np.clip(drawn, 0.55 * mean_radius_px, 1.6 * mean_radius_px))
        y, x = _centre(rng, placed, radius, size, touch_probability)
        if not (-radius * 0.5 < y < size + radius * 0.5 and -radius * 0.5 < x < size + radius * 0.5):
            continue
        box = _box(y, x, int(np.ceil(radius * 2.2)), size)
        if box[0].stop <= box[0].start or box[1].stop <= box[1].start:
            continue
        ys, xs = np.mgrid[box].astype(np.float64)
        distance = _nucleus_distance(rng, radius, ys - y, xs - x)
        inside = distance < 1
        pixels = int(inside.sum())
        if pixels < MINIMUM_AREA_PX:
            continue
        below = labels[box]
        if (below[inside] > 0).sum() > MAXIMUM_OVERLAP * pixels:
            continue
        visible = _largest_part(inside & (below == 0))
        if visible.sum() < MINIMUM_AREA_PX:
            continue
        count += 1
        below[visible] = count
        brightness = np.exp(rng.normal(0, 0.35))
        body = _nucleus_body(rng, radius, distance, fine[box], coarse[box], ys - y, xs - x)
        signal[box] += brightness * body * inside
        placed.append((y, x, radius))
        area += int(visible.sum())
    return signal, labels


def _texture(rng, size, sigma):
    texture = ndi.gaussian_filter(rng.normal(size=(size, size)), sigma)
    texture /= texture.std()
    return texture


def _centre(rng, placed, radius, size, touch_probability):
    """Beside a nucleus that is already there (they touch), or anywhere."""
    if placed and rng.random() < touch_probability:
        y, x, neighbour_radius = placed[rng.integers(len(placed))]
        angle = rng.uniform(0, 2 * np.pi)
        gap = (neighbour_radius + radius) * rng.uniform(0.82, 1.02)
        return y + gap * np.sin(angle), x + gap * np.cos(angle)
    return rng.uniform(-2, size + 2), rng.uniform(-2, size + 2)


def _box(y, x, margin, size):
    return (
        slice(max(0, int(y) - margin), min(size, int(y) + margin + 1)),
        slice(max(0, int(x) - margin), min(size, int(x) + margin + 1)),
    )


def _nucleus_distance(rng, radius, dy, dx):
    """Distance from the centre in units of the outline (below 1 inside): an ellipse with a wavy rim."""
    aspect = rng.uniform(1.0, 1.7)
    a, b = radius * np.sqrt(aspect), radius / np.sqrt(aspect)
    turn = rng.uniform(0, np.pi)
    u = (dx * np.cos(turn) + dy * np.sin(turn)) / a
    v = (-dx * np.sin(turn) + dy * np.cos(turn)) / b
    angle = np.arctan2(v, u)
    rim = np.ones_like(angle)
    for k in (2, 3, 4, 5):
        rim += rng.normal(0, 0.09 / k) * np.cos(k * angle + rng.uniform(0, 2 * np.pi))
    return np.hypot(u, v) / np.clip(rim, 0.6, 1.5)


def _largest_part(mask):
    parts, count = ndi.label(mask)
    if count <= 1:
        return mask
    return parts == (1 + np.argmax(ndi.sum(mask, parts, range(1, count + 1))))


def _nucleus_body(rng, radius, distance, fine, coarse, dy, dx):
    """Brightness inside one nucleus: a dome with texture, dark nucleoli and bright chromocentres."""
    dome = np.clip(1 - distance**2, 0, 1) ** rng.uniform(0.2, 0.6)
    fine_weight, coarse_weight = rng.uniform(0.05, 0.18), rng.uniform(0.05, 0.2)
    body = dome * np.clip(1 + fine_weight * fine + coarse_weight * coarse, 0.2, None)
    for _ in range(rng.integers(0, 4)):
        reach = rng.uniform(0, 0.7) * radius
        angle = rng.uniform(0, 2 * np.pi)
        sigma = rng.uniform(0.08, 0.2) * radius
        squared = (dy - reach * np.sin(angle)) ** 2 + (dx - reach * np.cos(angle)) ** 2
        spot = np.exp(-squared / (2 * sigma * sigma))
        body *= np.clip(1 + rng.choice([-0.6, 0.7]) * spot, 0.1, None)
    return body


def _add_debris(rng, signal):
    """Small bright specks that are not nuclei."""
    size = signal.shape[0]
    for _ in range(rng.integers(0, 12)):
        y, x, sigma = rng.uniform(0, size), rng.uniform(0, size), rng.uniform(0.6, 1.6)
        box = _box(y, x, 8, size)
        ys, xs = np.mgrid[box]
        squared = (ys - y) ** 2 + (xs - x) ** 2
        signal[box] += rng.uniform(0.3, 1.5) * np.exp(-squared / (2 * sigma * sigma))


def _optics(rng, signal, mean_radius_px):
    """Blur, out-of-focus haze, uneven background, and illumination that falls off from a centre."""
    size = signal.shape[0]
    haze = ndi.gaussian_filter(signal, mean_radius_px * rng.uniform(0.8, 1.6))
    background = _smooth_field(rng, size)
    light = (
        ndi.gaussian_filter(signal, rng.uniform(0.7, 1.8))
        + rng.uniform(0.05, 0.3) * haze
        + rng.uniform(0.02, 0.15) * (1 + 0.5 * background)
    )
    ys, xs = np.mgrid[0:size, 0:size] / size - 0.5
    y, x, falloff = rng.uniform(-0.3, 0.3), rng.uniform(-0.3, 0.3), rng.uniform(0, 1.0)
    light *= np.clip(1 - falloff * ((ys - y) ** 2 + (xs - x) ** 2), 0.2, None)
    return light


def _smooth_field(rng, size):
    field = ndi.gaussian_filter(rng.normal(size=(size, size)), size / 8)
    return field / (np.abs(field).max() + 1e-9)


def _expose(rng, light, photons):
    """One exposure: Poisson photons, camera gain, Gaussian read noise. Returns (noisy, clean) in counts."""
    gain, read_noise = rng.uniform(2, 8), rng.uniform(3, 10)
    expected = np.clip(light * photons, 0, None)
    clean = (CAMERA_OFFSET + gain * expected).astype(np.float32)
    counts = CAMERA_OFFSET + gain * rng.poisson(expected) + rng.normal(0, read_noise, expected.shape)
    return np.clip(np.rint(counts), 0, 65535).astype(np.uint16), clean
