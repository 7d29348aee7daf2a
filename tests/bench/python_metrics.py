"""Times scikit-image and scipy on the inputs of the benchmark, once whenever asked: python_metrics.py FOLDER.

Prints the list of names, then for each name read from the standard input one line {"seconds", "value"}. One
thread. Names are those of ../shared/bench/python-anchors.json.
"""
import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
from scipy import ndimage
from scipy.optimize import linear_sum_assignment
from skimage.metrics import structural_similarity
from skimage.morphology import skeletonize
from skimage.segmentation import watershed

folder = sys.argv[1]
works = {}


def load(name):
    return np.load(os.path.join(folder, name + ".npy"))


def matching(truth, prediction, thresholds):
    """The algorithm of StarDist's matching: dense overlap matrix, one assignment per threshold."""
    counts = np.zeros((truth.max() + 1, prediction.max() + 1), dtype=np.uint32)
    np.add.at(counts, (truth.ravel(), prediction.ravel()), 1)
    overlap = counts[1:, 1:].astype(float)
    rows = counts.sum(axis=1, keepdims=True)[1:]
    columns = counts.sum(axis=0, keepdims=True)[:, 1:]
    iou = overlap / np.maximum(1, rows + columns - overlap)
    found = []
    for threshold in thresholds:
        weight = (iou >= threshold) + iou / (2 * min(iou.shape))
        at = linear_sum_assignment(-weight)
        found.append(int(np.count_nonzero(iou[at] >= threshold)))
    return found


def borders(mask):
    return mask & ~ndimage.binary_erosion(mask)


def surface_distances(truth, prediction):
    a, b = borders(truth), borders(prediction)
    return (
        ndimage.distance_transform_edt(~b)[a],
        ndimage.distance_transform_edt(~a)[b],
    )


def hausdorff(truth, prediction):
    a, b = surface_distances(truth, prediction)
    both = np.concatenate([a, b])
    p95 = max(np.percentile(a, 95), np.percentile(b, 95))
    return [float(p95), float(both.max()), float(both.mean())]


def within(truth, prediction, tolerance):
    a, b = surface_distances(truth, prediction)
    return float((np.count_nonzero(a <= tolerance) + np.count_nonzero(b <= tolerance)) / (a.size + b.size))


image_truth, image_prediction = load("img_gt"), load("img_pred")
works["ssim_default_f32"] = lambda: float(structural_similarity(image_truth, image_prediction, data_range=1.0))
works["ssim_gaussian_f32"] = lambda: float(structural_similarity(
    image_truth, image_prediction, data_range=1.0, gaussian_weights=True, sigma=1.5, use_sample_covariance=False))

truth, prediction = load("lab_gt"), load("lab_pred")
# stated, not compared: the anchor is StarDist's own function, which runs compiled
works["matching_numpy_10"] = lambda: matching(truth, prediction, [(10 + step) / 20 for step in range(10)])

mask_truth, mask_prediction = load("mask_gt") > 0, load("mask_pred") > 0
works["hd95_hd_assd"] = lambda: hausdorff(mask_truth, mask_prediction)
works["nsd_2px"] = lambda: within(mask_truth, mask_prediction, 2)
works["edt_mask"] = lambda: float(ndimage.distance_transform_edt(mask_truth).max())
works["ndimage_label_8"] = lambda: int(ndimage.label(mask_truth, np.ones((3, 3)))[1])
works["skeletonize"] = lambda: int(skeletonize(mask_truth).sum())

# one marker per object, at its pixel farthest from the outside; the distance map is not timed
distance = ndimage.distance_transform_edt(truth > 0)
markers = np.zeros(truth.shape, dtype=np.int32)
labels = np.arange(1, int(truth.max()) + 1)
for label, place in zip(labels, ndimage.maximum_position(distance, truth, labels)):
    markers[place] = label
works["watershed"] = lambda: int(watershed(-distance, markers, mask=truth > 0).max())

print(json.dumps(list(works)), flush=True)
for line in sys.stdin:
    work = works[line.strip()]
    started = time.perf_counter()
    value = work()
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "value": value}), flush=True)
