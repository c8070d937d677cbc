"""Packages of PyPI that the tests use, from where `.ci/install-dependencies --test` lays them."""
import os
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".build", "readers")
sys.path.insert(0, FOLDER)


def path(*parts):
    """A file or folder of an installed package, or None where it is not installed."""
    found = os.path.join(FOLDER, *parts)
    return found if os.path.exists(found) else None
