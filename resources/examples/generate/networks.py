"""
The two example networks. Both use nearest-neighbour up-sampling, which every runtime computes exactly
alike. Layers are created in a fixed order: with a fixed seed the initial weights are then the same.
"""
import torch
from torch import nn
from torch.nn import functional as F


def _double(upper):
    return F.interpolate(upper, scale_factor=2.0, mode='nearest')


def _normalised_block(inputs, outputs):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


class UNet(nn.Module):
    """(n, 1, y, x) -> (n, width, y, x) features; three times halved, so y and x are multiples of 8."""

    def __init__(self, width=16):
        super().__init__()
        self.down1 = _normalised_block(1, width)
        self.down2 = _normalised_block(width, 2 * width)
        self.down3 = _normalised_block(2 * width, 4 * width)
        self.bottom = _normalised_block(4 * width, 8 * width)
        self.up3 = _normalised_block(12 * width, 4 * width)
        self.up2 = _normalised_block(6 * width, 2 * width)
        self.up1 = _normalised_block(3 * width, width)

    def forward(self, image):
        full = self.down1(image)
        half = self.down2(F.max_pool2d(full, 2))
        quarter = self.down3(F.max_pool2d(half, 2))
        eighth = self.bottom(F.max_pool2d(quarter, 2))
        quarter = self.up3(torch.cat([_double(eighth), quarter], 1))
        half = self.up2(torch.cat([_double(quarter), half], 1))
        return self.up1(torch.cat([_double(half), full], 1))


class NucleiUNet(nn.Module):
    """Normalised image (n, 1, y, x) -> probabilities (n, 2, y, x) of foreground and of boundary."""

    def __init__(self, width=16):
        super().__init__()
        self.body = UNet(width)
        self.head = nn.Conv2d(width, 2, 1)

    def logits(self, image):
        return self.head(self.body(image))

    def forward(self, image):
        return torch.sigmoid(self.logits(image))


def _pair(inputs, between, outputs):
    return nn.Sequential(
        nn.Conv2d(inputs, between, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(between, outputs, 3, padding=1),
        nn.ReLU(inplace=True),
    )


class Denoiser(nn.Module):
    """
    Scaled counts (n, 1, y, x) -> expected scaled counts of the same shape; y and x are multiples of 4.

    A camera's noise grows with the square root of its signal, so the network works on square roots,
    where the noise is nearly the same everywhere (Anscombe 1948). It estimates the noise and subtracts
    it; squaring brings back the scale of the input. Every step is per pixel or a convolution: nothing
    depends on the rest of the image, so tiles with enough halo equal the whole.
    """

    def __init__(self, width=24):
        super().__init__()
        self.down1 = _pair(1, width, width)
        self.down2 = _pair(width, 2 * width, 2 * width)
        self.bottom = _pair(2 * width, 2 * width, 2 * width)
        self.up2 = _pair(4 * width, 2 * width, width)
        self.up1 = _pair(2 * width, width, width)
        self.noise = nn.Conv2d(width, 1, 3, padding=1)
        nn.init.zeros_(self.noise.weight)
        nn.init.zeros_(self.noise.bias)

    def forward(self, scaled):
        root = torch.sqrt(torch.relu(scaled))
        full = self.down1(root)
        half = self.down2(F.max_pool2d(full, 2))
        quarter = self.bottom(F.max_pool2d(half, 2))
        half = self.up2(torch.cat([_double(quarter), half], 1))
        estimate = root - self.noise(self.up1(torch.cat([_double(half), full], 1)))
        return estimate * estimate
