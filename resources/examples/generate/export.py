"""
ONNX file of a trained example network, with any number of images of any suitable size.

The graph holds no file names and no times: the same weights give the same bytes for one torch version.
"""
import torch

from networks import Denoiser, NucleiUNet

NETWORKS = {'nuclei-unet': NucleiUNet, 'denoiser': Denoiser}
OUTPUT_NAMES = {'nuclei-unet': 'probabilities', 'denoiser': 'denoised'}
OPSET = 13


def load_network(name, weights_path):
    network = NETWORKS[name]()
    network.load_state_dict(torch.load(weights_path))
    return network.eval()


def export_onnx(name, network, target):
    free = {0: 'batch', 2: 'height', 3: 'width'}
    torch.onnx.export(
        network,
        torch.zeros(1, 1, 64, 64),
        str(target),
        opset_version=OPSET,
        input_names=['image'],
        output_names=[OUTPUT_NAMES[name]],
        dynamic_axes={'image': free, OUTPUT_NAMES[name]: free},
        do_constant_folding=True,
    )
