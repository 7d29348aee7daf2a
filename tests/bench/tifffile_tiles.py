"""Writes a deflate pyramid with tifffile, or reads random tiles of it with tifffile and threads; prints seconds as JSON."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy
import tifffile

SIDE, TILE = 16384, 512


def write(path):
    rows = numpy.arange(SIDE, dtype=numpy.uint32)
    random = numpy.random.default_rng(1)

    def tiles(side):
        for y in range(0, side, TILE):
            for x in range(0, side, TILE):
                wave = 900 * numpy.sin(rows[y : y + TILE] / 90)[:, None] * numpy.cos(rows[x : x + TILE] / 70)[None, :]
                yield (1200 + wave + random.normal(0, 12, (TILE, TILE))).astype(numpy.uint16)

    with tifffile.TiffWriter(path, bigtiff=True) as writer:
        options = dict(dtype="uint16", tile=(TILE, TILE), compression="zlib", photometric="minisblack")
        writer.write(tiles(SIDE), shape=(SIDE, SIDE), subifds=2, **options)
        for level in (1, 2):
            side = SIDE >> level
            writer.write(tiles(side), shape=(side, side), subfiletype=1, **options)


def read(path, tiles, threads):
    with tifffile.TiffFile(path) as tiff:
        page = tiff.pages[0]
        handle = tiff.filehandle
        lock = handle.set_lock(True)

        def one(index):
            with handle.lock:
                handle.seek(page.dataoffsets[index])
                data = handle.read(page.databytecounts[index])
            return int(page.decode(data, index)[0].reshape(-1)[::97].sum(dtype='uint64'))

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(one, tiles[:8]))
            started = time.perf_counter()
            total = sum(pool.map(one, tiles))
            return {"seconds": time.perf_counter() - started, "sum": total, "version": tifffile.__version__}


if sys.argv[1] == "write":
    write(sys.argv[2])
else:
    print(json.dumps(read(sys.argv[2], json.loads(sys.argv[3]), int(sys.argv[4]))))
